package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.Locale;
import java.util.Optional;

/** Reads what Content-Type says of a multipart, so that reader and problems agree on the boundary, however it is written. */
final class ContentTypes {

    private ContentTypes() {}

    /** Returns the boundary of a multipart, one character for each byte; empty if it is missing. */
    static Optional<String> boundary(ParameterizedValue contentType) {
        return contentType
                .parameter("boundary")
                .map(String::stripTrailing)
                .filter(boundary -> !boundary.isEmpty())
                .map(boundary -> new String(boundary.getBytes(UTF_8), ISO_8859_1));
    }

    static boolean isMultipart(ParameterizedValue contentType) {
        return contentType.value().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}

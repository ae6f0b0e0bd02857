package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.Decoded;
import io.github.smtpfake.internal.mime.FlowedText;
import io.github.smtpfake.internal.mime.ParameterizedValue;
import io.github.smtpfake.internal.mime.TextDecoder;
import io.github.smtpfake.internal.mime.TransferEncoding;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A leaf of a message's MIME tree.
 *
 * @param mediaType type and subtype in lower case; text/plain where the header names none, and message/rfc822 where there
 *     is no header in a digest
 * @param body the octets after the transfer encoding was undone
 */
record MimePart(
        Headers headers, String mediaType, ParameterizedValue contentType, ParameterizedValue disposition, Decoded body)
        implements MimeNode {

    private static final String TEXT = "text/plain";

    static MimePart of(Headers headers, byte[] encoded) {
        return of(headers, encoded, TEXT);
    }

    /** @param defaultType what a part without Content-Type is */
    static MimePart of(Headers headers, byte[] encoded, String defaultType) {
        ParameterizedValue type = headers.structured("Content-Type");
        String mediaType = type.value().toLowerCase(Locale.ROOT);
        return new MimePart(
                headers,
                // RFC 2045, 5.2: what names no type is plain text.
                mediaType.matches("[!-.0-~]+/[!-.0-~]+")
                        ? mediaType
                        : type.value().isEmpty() ? defaultType : TEXT,
                type,
                headers.structured("Content-Disposition"),
                TransferEncoding.decode(headers.rawValue("Content-Transfer-Encoding"), encoded));
    }

    boolean isMarkedAttachment() {
        return disposition.value().equalsIgnoreCase("attachment");
    }

    /** Returns whether the part is text to be read, and not a file. */
    boolean isBody() {
        return mediaType.startsWith("text/") && !isMarkedAttachment();
    }

    boolean isBody(String type) {
        return mediaType.equals(type) && !isMarkedAttachment();
    }

    Optional<String> fileName() {
        return disposition.parameter("filename").or(() -> contentType.parameter("name"));
    }

    Optional<String> contentId() {
        return headers.first("Content-ID").map(MessageIds::withoutBrackets);
    }

    byte[] octets() {
        return body.octets();
    }

    String charset() {
        return contentType.parameter("charset").orElse("");
    }

    /** Returns the octets as text, with line ends as {@code \n} and the lines joined that were broken to be (RFC 3676). */
    String text() {
        String text = TextDecoder.decode(octets(), charset()).replace("\r\n", "\n");
        return is("format", "flowed") && mediaType.equals(TEXT) ? FlowedText.join(text, is("delsp", "yes")) : text;
    }

    private boolean is(String parameter, String value) {
        return contentType.parameter(parameter).filter(value::equalsIgnoreCase).isPresent();
    }

    @Override
    public boolean isUnread() {
        return mediaType.startsWith("multipart/");
    }

    @Override
    public Stream<MimePart> leaves() {
        return Stream.of(this);
    }

    @Override
    public Stream<MimeNode> all() {
        return Stream.of(this);
    }
}

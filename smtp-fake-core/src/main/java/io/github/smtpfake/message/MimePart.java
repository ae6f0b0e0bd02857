package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.FlowedText;
import io.github.smtpfake.internal.mime.LineEnds;
import io.github.smtpfake.internal.mime.MessageBytes;
import io.github.smtpfake.internal.mime.ParameterizedValue;
import io.github.smtpfake.internal.mime.TextDecoder;
import io.github.smtpfake.internal.mime.TransferEncoding;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A leaf of a message's MIME tree.
 *
 * @param mediaType type and subtype in lower case; text/plain if the header names no valid type, and message/rfc822 if
 *     the part has no Content-Type in a digest
 * @param body where the bytes are
 */
record MimePart(
        Headers headers,
        String mediaType,
        ParameterizedValue contentType,
        ParameterizedValue disposition,
        PartBody body)
        implements MimeNode {

    static final String TEXT = "text/plain";

    /**
     * Creates a part.
     *
     * @param start the position of its body in the message
     * @param end the position after its body
     * @param defaultType the type of a part without Content-Type
     */
    static MimePart of(Headers headers, MessageBytes message, int start, int end, String defaultType) {
        ParameterizedValue type = headers.structured("Content-Type");
        TransferEncoding encoding = TransferEncoding.of(
                headers.structured("Content-Transfer-Encoding").value());
        return new MimePart(
                headers,
                mediaType(type, defaultType),
                type,
                headers.structured("Content-Disposition"),
                new PartBody(message, start, end, encoding));
    }

    private static String mediaType(ParameterizedValue type, String defaultType) {
        // RFC 2045, 5.2: an invalid type means plain text.
        return type.mediaType().orElse(type.value().isEmpty() ? defaultType : TEXT);
    }

    /** Returns whether the part is marked as an attachment, or in a way that nobody knows (RFC 2183, 2.8). */
    boolean isMarkedAttachment() {
        return !disposition.value().isEmpty() && !isMarkedInline();
    }

    boolean isMarkedInline() {
        return disposition.value().equalsIgnoreCase("inline");
    }

    /** Returns whether the body has only spaces and line ends. */
    boolean isBlank() {
        return body.isBlank();
    }

    boolean isMessage() {
        return mediaType.equals("message/rfc822") || mediaType.equals("message/global");
    }

    Optional<String> fileName() {
        return disposition
                .parameter("filename")
                .filter(name -> !name.isBlank())
                .or(() -> contentType.parameter("name").filter(name -> !name.isBlank()));
    }

    Optional<String> contentId() {
        return headers.first("Content-ID").map(MessageIds::withoutBrackets);
    }

    /** Decodes the body. */
    byte[] bytes() {
        return body.bytes();
    }

    String charset() {
        return contentType.parameter("charset").orElse("");
    }

    /** Returns the bytes as text, with line ends as {@code \n} and flowed lines joined (RFC 3676). */
    String text() {
        String text = LineEnds.unified(sentText());
        return is("format", "flowed") && mediaType.equals(TEXT) ? FlowedText.join(text, is("delsp", "yes")) : text;
    }

    /** Returns the bytes as text, as it was sent. */
    String sentText() {
        return mediaType.equals("text/html")
                ? TextDecoder.decodeHtml(bytes(), charset())
                : TextDecoder.decodeText(bytes(), charset());
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

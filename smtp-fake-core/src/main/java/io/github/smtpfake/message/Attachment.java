package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.internal.text.Printable;
import java.io.InputStream;
import java.util.Optional;

/**
 * A part of a message that is neither its text nor its HTML: a file, an inline image, a calendar entry or an attached
 * message. Its bytes are decoded from those of the message each time they are requested. Immutable and thread-safe.
 */
public final class Attachment {

    private final MimePart part;
    private final String section;
    private final Lazy<Optional<MimeContent>> message;
    private final Lazy<String> sha256;

    Attachment(MimePart part, String section, Lazy<Optional<MimeContent>> message) {
        this.part = part;
        this.section = section;
        this.message = message;
        this.sha256 = new Lazy<>(part.body()::sha256);
    }

    MimePart part() {
        return part;
    }

    /**
     * Returns the position of the part in the message, numbered as in IMAP: {@code 2.1} is the first part of the second
     * part (RFC 3501, section 6.4.5).
     */
    public String section() {
        return section;
    }

    /**
     * Returns the decoded file name (RFC 2231, RFC 2047), or empty if the part has none. The name is data from the
     * network: never use it as a path.
     */
    public Optional<String> fileName() {
        return part.fileName();
    }

    /** Returns the media type in lower case and without parameters, such as {@code application/pdf}. */
    public String contentType() {
        return part.mediaType();
    }

    /**
     * Returns whether the sender wants the part to be shown within the message, such as an image that the HTML refers to
     * (RFC 2183, 2.1), and not as a file. A part without a Content-Disposition header is not inline.
     */
    public boolean isInline() {
        return part.isMarkedInline();
    }

    /** Returns the Content-ID without its angle brackets, or empty if the part has none. */
    public Optional<String> contentId() {
        return part.contentId();
    }

    /** Returns the header fields of the part. */
    public Headers headers() {
        return part.headers();
    }

    /** Returns the number of decoded bytes. The first call decodes the part, without keeping it. */
    public int size() {
        return part.body().facts().size();
    }

    /**
     * Returns the decoded bytes. Each call decodes the part and needs memory for all of it, because nothing is kept; for a large
     * part, use {@link #newInputStream()}.
     */
    public byte[] bytes() {
        return part.bytes();
    }

    /** Returns a stream that decodes the part while it is read, and needs little memory. */
    public InputStream newInputStream() {
        return part.body().newInputStream();
    }

    /**
     * Returns the content as text, decoded by the part's charset parameter. Useful only for {@code text/*}. Each call decodes the
     * part.
     */
    public String text() {
        return part.text();
    }

    /**
     * Returns the attached message, or empty if the part is not of type {@code message/rfc822} or {@code
     * message/global}. Parses the message on the first call.
     */
    public Optional<MimeContent> message() {
        return message.get();
    }

    /** Returns the SHA-256 of the decoded bytes in lower-case hexadecimal. The first call decodes the part, without keeping it. */
    public String sha256() {
        return sha256.get();
    }

    /** Returns name, type and size: {@code terms.pdf (application/pdf, 1234 bytes)}. */
    @Override
    public String toString() {
        return fileName().map(name -> Printable.line(name, 100)).orElse("(no name)") + " (" + contentType() + ", "
                + size() + " bytes)";
    }
}

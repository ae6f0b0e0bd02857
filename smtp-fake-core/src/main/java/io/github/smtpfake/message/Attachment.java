package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.internal.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A part of a message that is not its text or HTML: a file, an inline image, a calendar entry, an attached message.
 * Immutable and thread-safe.
 */
public final class Attachment {

    /** How the part wants to be shown (RFC 2183). */
    public enum Disposition {
        /** To be offered as a file; also where the part does not say. */
        ATTACHMENT,
        /** To be shown within the message, such as an image that the HTML refers to. */
        INLINE
    }

    private final MimePart part;
    private final String section;
    private final Lazy<Optional<MimeContent>> message;
    private final Lazy<String> sha256;

    Attachment(MimePart part, String section, Limits limits) {
        this.part = part;
        this.section = section;
        this.message = new Lazy<>(() ->
                isMessage() ? Optional.of(MimeContent.parse(RawMessage.of(part.octets()), limits)) : Optional.empty());
        this.sha256 = new Lazy<>(this::digest);
    }

    MimePart part() {
        return part;
    }

    /**
     * Returns where the part stands in the message, as IMAP counts: {@code 2.1} is the first part of the second (RFC 3501,
     * section 6.4.5).
     */
    public String section() {
        return section;
    }

    /** Returns the file name, decoded (RFC 2231, RFC 2047). It comes from the network: never use it as a path. */
    public Optional<String> fileName() {
        return part.fileName();
    }

    /** Returns the media type in lower case and without parameters, such as {@code application/pdf}. */
    public String contentType() {
        return part.mediaType();
    }

    /** Returns how the part wants to be shown. */
    public Disposition disposition() {
        return part.disposition().value().equalsIgnoreCase("inline") ? Disposition.INLINE : Disposition.ATTACHMENT;
    }

    /** Returns the Content-ID without its angle brackets. */
    public Optional<String> contentId() {
        return part.contentId();
    }

    /** Returns the header fields of the part. */
    public Headers headers() {
        return part.headers();
    }

    /** Returns the number of decoded octets. */
    public int size() {
        return part.octets().length;
    }

    /** Returns a copy of the decoded octets. */
    public byte[] bytes() {
        return part.octets().clone();
    }

    /** Returns the decoded octets as a stream, without a copy. */
    public InputStream newInputStream() {
        return new ByteArrayInputStream(part.octets());
    }

    /** Returns the content as text, decoded by the part's charset parameter; sensible only for {@code text/*}. */
    public String text() {
        return part.text();
    }

    private boolean isMessage() {
        return contentType().equals("message/rfc822") || contentType().equals("message/global");
    }

    /** Returns the attached message, parsed on the first call; empty where the part is not of type message/rfc822. */
    public Optional<MimeContent> message() {
        return message.get();
    }

    /** Returns the SHA-256 of the decoded octets in lower-case hexadecimal. */
    public String sha256() {
        return sha256.get();
    }

    private String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(part.octets()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Returns name, type and size: {@code terms.pdf (application/pdf, 1234 octets)}. */
    @Override
    public String toString() {
        return fileName().map(name -> Printable.line(name, 100)).orElse("(no name)") + " (" + contentType() + ", "
                + size() + " octets)";
    }
}

package io.github.smtpfake.message;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The bytes of a message, parsed: its headers, text, HTML and attachments. Immutable and thread-safe. */
public final class MimeContent {
    private static final int SNIPPET_LENGTH = 200;

    private final Headers headers;
    private final List<MimePart> parts;

    private MimeContent(MimeReader.Result result) {
        this.headers = result.headers();
        this.parts = result.parts();
    }

    static MimeContent parse(byte[] raw) {
        return new MimeContent(MimeReader.read(raw));
    }

    /** Returns the header fields of the message. */
    public Headers headers() {
        return headers;
    }

    /** Returns the mailboxes of all header fields with this name. */
    public List<Address> addresses(String header) {
        return headers.all().stream()
                .filter(field -> field.name().equalsIgnoreCase(header))
                .flatMap(field -> AddressReader.read(field.rawValue()).stream())
                .toList();
    }

    /** Returns the Message-ID without its angle brackets. */
    public Optional<String> messageId() {
        return headers.first("Message-ID").map(id -> id.strip().replaceAll("^<|>$", ""));
    }

    /** Returns the Date header (RFC 5322, section 3.3); empty where it is missing or no date. */
    public Optional<OffsetDateTime> date() {
        return headers.first("Date").flatMap(MailDate::parse);
    }

    /** Returns the parts of type text/plain that are not attachments, joined by a line end. */
    public Optional<String> text() {
        return joined("text/plain");
    }

    /** Returns the parts of type text/html that are not attachments, joined by a line end. */
    public Optional<String> html() {
        return joined("text/html");
    }

    private Optional<String> joined(String type) {
        List<MimePart> bodies = parts.stream().filter(part -> part.isBody(type)).toList();
        return bodies.isEmpty()
                ? Optional.empty()
                : Optional.of(bodies.stream().map(MimePart::text).collect(Collectors.joining("\n")));
    }

    /** Returns every part that is neither text nor HTML of the body, in order. */
    public List<Attachment> attachments() {
        Predicate<MimePart> body = part -> part.isBody("text/plain") || part.isBody("text/html");
        return parts.stream().filter(body.negate()).map(Attachment::new).toList();
    }

    /** Returns how the text begins, or that of the HTML where there is no text: one line of at most 200 characters. */
    public String snippet() {
        String text = text().filter(plain -> !plain.isBlank())
                .or(() -> html().map(HtmlText::of))
                .orElse("")
                .replaceAll("\\s+", " ")
                .strip();
        int length = Math.min(SNIPPET_LENGTH, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, length));
    }
}

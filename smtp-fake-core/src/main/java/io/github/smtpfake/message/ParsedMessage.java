package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.MailDate;
import io.github.smtpfake.internal.mime.MessageBytes;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.internal.text.SoftValue;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The MIME tree of a message, which {@link MimeContent} presents and the lints check. The bodies are read from the bytes of the
 * message when they are needed; texts are kept while there is memory. Immutable and thread-safe.
 */
final class ParsedMessage {
    /** Shorter headers are parsed within microseconds. */
    private static final int LONG = 2_000;

    private final RawMessage raw;
    private final MessageBytes bytes;
    private final Limits limits;
    private final MimeNode root;
    private final boolean complete;
    private final int headerEnd;
    private final List<MimePart> parts;
    private final BodyParts bodyParts;
    private final SoftValue<Optional<String>> text = new SoftValue<>(() -> body(MimePart.TEXT));
    private final SoftValue<Optional<String>> html = new SoftValue<>(() -> body("text/html"));
    /** By the name of the header in lower case. */
    private final Map<String, SoftValue<List<Address>>> addresses = new ConcurrentHashMap<>();

    private final Lazy<HtmlView> htmlView = new Lazy<>(this::readHtml);
    private final SoftValue<List<HtmlFinding>> htmlFindings = new SoftValue<>(() -> HtmlCheck.of(this));
    private final Lazy<List<Link>> links = new Lazy<>(this::findLinks);
    private final Lazy<Calendars> calendars = new Lazy<>(() -> Calendars.of(this));
    private final Lazy<PartReferences> references = new Lazy<>(() -> new PartReferences(parts()));

    private ParsedMessage(RawMessage raw, MessageBytes bytes, MimeReader.Result result, Limits limits) {
        this.raw = raw;
        this.bytes = bytes;
        this.headerEnd = result.headerEnd();
        this.limits = limits;
        this.root = result.root();
        this.complete = result.complete();
        this.parts = root.leaves().toList();
        this.bodyParts = BodyParts.of(root);
    }

    static ParsedMessage of(RawMessage raw, Limits limits) {
        MessageBytes bytes = MessageBytes.of(raw);
        Reservation memory = HeaderMemory.reserve(bytes);
        try {
            return new ParsedMessage(raw, bytes, MimeReader.read(bytes, limits), limits);
        } finally {
            memory.close();
        }
    }

    /** Returns the message in a part of type message/rfc822 or message/global. */
    Optional<ParsedMessage> attached(MimePart part) {
        return part.isMessage() ? Optional.of(of(part.body().asMessage(), limits)) : Optional.empty();
    }

    RawMessage raw() {
        return raw;
    }

    /** Returns the bytes as they are parsed. */
    MessageBytes bytes() {
        return bytes;
    }

    /** Returns a stream over the header as it is parsed, with the empty line that ends it. */
    InputStream newHeaderStream() {
        return bytes.newInputStream(0, headerEnd);
    }

    /** Returns the number of bytes of the header and the empty line that ends it. */
    int headerEnd() {
        return headerEnd;
    }

    Limits limits() {
        return limits;
    }

    /** Returns the number of bytes of the body parts of a type before their transfer encoding is decoded. */
    long encodedSize(String type) {
        return bodyParts.ofType(type).stream()
                .mapToLong(part -> part.body().encodedSize())
                .sum();
    }

    MimeNode root() {
        return root;
    }

    /** Returns the leaves of the MIME tree in order. */
    List<MimePart> parts() {
        return parts;
    }

    BodyParts bodyParts() {
        return bodyParts;
    }

    /** Returns whether the whole message is within the limits and readable. */
    boolean isComplete() {
        return complete;
    }

    Headers headers() {
        return root.headers();
    }

    Optional<String> subject() {
        return headers().first("Subject");
    }

    Optional<OffsetDateTime> date() {
        return headers().first("Date").map(MailDate::parse).flatMap(MailDate::time);
    }

    /** Returns the mailboxes of a header. Many queries may need those of a message, so long lists are kept. */
    List<Address> addresses(String header) {
        return isLong(header)
                ? addresses
                        .computeIfAbsent(
                                header.toLowerCase(Locale.ROOT), name -> new SoftValue<>(() -> readAddresses(name)))
                        .get()
                : readAddresses(header);
    }

    private boolean isLong(String header) {
        return headers().all().stream()
                        .filter(field -> field.name().equalsIgnoreCase(header))
                        .mapToLong(field -> field.rawValue().length())
                        .sum()
                > LONG;
    }

    private List<Address> readAddresses(String header) {
        return headers().all().stream()
                .filter(field -> field.name().equalsIgnoreCase(header))
                .flatMap(field -> AddressReader.read(field.rawValue()).addresses().stream())
                .toList();
    }

    Calendars calendars() {
        return calendars.get();
    }

    Optional<String> text() {
        return text.get();
    }

    Optional<String> html() {
        return html.get();
    }

    /** Returns the body parts of a type, joined by a line end. */
    Optional<String> body(String type) {
        List<MimePart> bodies = bodyParts.ofType(type);
        return bodies.isEmpty()
                ? Optional.empty()
                : Optional.of(bodies.stream().map(MimePart::text).collect(Collectors.joining("\n")));
    }

    /** Returns the searched beginning of the plain text; an empty string if there is no plain text. */
    String examinedText() {
        return examined(text().orElse(""));
    }

    /** Returns the searched beginning of a text. */
    String examined(String text) {
        return text.length() <= limits.examinedText() ? text : text.substring(0, limits.examinedText());
    }

    /** Returns whether text and HTML are searched to their end. */
    boolean isFullyExamined() {
        return Stream.of(text(), html())
                        .flatMap(Optional::stream)
                        .allMatch(body -> body.length() <= limits.examinedText())
                && calendars().isComplete();
    }

    HtmlView htmlView() {
        return htmlView.get();
    }

    private HtmlView readHtml() {
        return html().map(html -> HtmlView.of(examined(html))).orElse(HtmlView.NONE);
    }

    /** Returns what mail clients show differently. It is kept only while there is memory, because few ask for it. */
    List<HtmlFinding> htmlFindings() {
        return htmlFindings.get();
    }

    PartReferences references() {
        return references.get();
    }

    List<Link> links() {
        return links.get();
    }

    private List<Link> findLinks() {
        List<Link> found = new ArrayList<>(htmlView().links());
        Set<String> known = found.stream().map(Link::href).collect(Collectors.toSet());
        TextLinks.of(examinedText()).stream()
                .filter(link -> known.add(link.href()))
                .forEach(found::add);
        return List.copyOf(found);
    }
}

package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.LineEnds;
import io.github.smtpfake.internal.mime.MailDate;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.Lazy;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bytes of a message and its MIME tree, which {@link MimeContent} presents and the lints check. Immutable and
 * thread-safe.
 */
final class ParsedMessage {
    private final RawMessage raw;
    private final Limits limits;
    private final MimeNode root;
    private final boolean complete;
    private final List<MimePart> parts;
    private final BodyParts bodyParts;
    private final Lazy<HtmlView> htmlView = new Lazy<>(this::readHtml);
    private final Lazy<List<Link>> links = new Lazy<>(this::findLinks);
    private final Lazy<PartReferences> references = new Lazy<>(() -> new PartReferences(parts()));

    private ParsedMessage(RawMessage raw, MimeReader.Result result, Limits limits) {
        this.raw = raw;
        this.limits = limits;
        this.root = result.root();
        this.complete = result.complete();
        this.parts = root.leaves().toList();
        this.bodyParts = BodyParts.of(root);
    }

    static ParsedMessage of(RawMessage raw, Limits limits) {
        return new ParsedMessage(raw, MimeReader.read(LineEnds.repaired(raw.contiguous()), limits), limits);
    }

    /** Returns the message in a part of type message/rfc822 or message/global. */
    Optional<ParsedMessage> attached(MimePart part) {
        return part.isMessage() ? Optional.of(of(RawMessage.of(part.bytes()), limits)) : Optional.empty();
    }

    RawMessage raw() {
        return raw;
    }

    /**
     * Computes the bytes as they are parsed, with {@linkplain LineEnds#repaired repaired} line ends. They are not kept, because a
     * store may have the message on disk.
     */
    byte[] parsedBytes() {
        return LineEnds.repaired(raw.contiguous());
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

    List<Address> addresses(String header) {
        return headers().all().stream()
                .filter(field -> field.name().equalsIgnoreCase(header))
                .flatMap(field -> AddressReader.read(field.rawValue()).addresses().stream())
                .toList();
    }

    Optional<String> text() {
        return body("text/plain");
    }

    Optional<String> html() {
        return body("text/html");
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
                .allMatch(body -> body.length() <= limits.examinedText());
    }

    HtmlView htmlView() {
        return htmlView.get();
    }

    private HtmlView readHtml() {
        return html().map(html -> HtmlView.of(examined(html))).orElse(HtmlView.NONE);
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

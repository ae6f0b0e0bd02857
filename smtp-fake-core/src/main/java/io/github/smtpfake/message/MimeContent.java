package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.codes.Codes;
import io.github.smtpfake.internal.mime.MailDate;
import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.session.Problem;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The bytes of a message, parsed: what {@link CapturedMessage} shows of them, and what an attached message is opened as.
 * Immutable and thread-safe. What takes a search, such as links, is found when it is first asked for, and once.
 */
public final class MimeContent {
    private static final int SNIPPET_LENGTH = 200;

    /** So much that a snippet surely ends within, whatever blanks it has. */
    private static final int SNIPPET_SOURCE = 20_000;

    private final RawMessage raw;
    private final MimeNode root;
    private final boolean complete;
    private final List<MimePart> parts;
    private final List<Attachment> attachments;
    private final int examinedText;
    private final Lazy<HtmlView> htmlView = new Lazy<>(this::readHtml);
    private final Lazy<List<Link>> links = new Lazy<>(this::findLinks);
    private final Lazy<List<String>> codes = new Lazy<>(this::findCodes);
    private final Lazy<List<Problem>> problems = new Lazy<>(() -> ContentLint.of(this));

    private MimeContent(RawMessage raw, MimeReader.Result result, Limits limits) {
        this.raw = raw;
        this.root = result.root();
        this.complete = result.complete();
        this.parts = root.leaves().toList();
        this.attachments = attachments(parts, Sections.of(root), limits);
        this.examinedText = limits.examinedText();
    }

    private static List<Attachment> attachments(List<MimePart> parts, List<String> sections, Limits limits) {
        return IntStream.range(0, parts.size())
                .filter(i -> !parts.get(i).isBody("text/plain") && !parts.get(i).isBody("text/html"))
                .mapToObj(i -> new Attachment(parts.get(i), sections.get(i), limits))
                .toList();
    }

    static MimeContent parse(RawMessage raw, Limits limits) {
        return new MimeContent(raw, MimeReader.read(raw.contiguous(), limits), limits);
    }

    private HtmlView readHtml() {
        return html().map(html -> HtmlView.of(examined(html))).orElse(HtmlView.NONE);
    }

    /** Returns as much of the plain text as is searched; empty where there is none. */
    String examinedText() {
        return examined(text().orElse(""));
    }

    /** Returns as much of a text as is searched. */
    String examined(String text) {
        return beginning(text, examinedText);
    }

    /** Returns whether text and HTML are searched to their end. */
    boolean isExaminedWholly() {
        return Stream.of(text(), html()).flatMap(Optional::stream).allMatch(body -> body.length() <= examinedText);
    }

    private static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Returns the header fields of the message. */
    public Headers headers() {
        return root.headers();
    }

    /** Returns the decoded Subject, or empty where the message has none. */
    public Optional<String> subject() {
        return headers().first("Subject");
    }

    /** Returns the mailboxes of all header fields with this name, those within groups included. */
    public List<Address> addresses(String header) {
        return headers().all().stream()
                .filter(field -> field.name().equalsIgnoreCase(header))
                .flatMap(field -> AddressReader.read(field.rawValue()).stream())
                .toList();
    }

    /** Returns the Message-ID without its angle brackets. */
    public Optional<String> messageId() {
        return headers().first("Message-ID").map(MessageIds::withoutBrackets);
    }

    /** Returns the Date header (RFC 5322, section 3.3); empty where it is missing or no date. */
    public Optional<OffsetDateTime> date() {
        return headers().first("Date").flatMap(MailDate::parse);
    }

    /** Returns how to leave the mailing list that the message came by; empty where it does not say. */
    public Optional<ListUnsubscribe> listUnsubscribe() {
        return ListHeaders.unsubscribe(headers());
    }

    /** Returns the parts of type text/plain that are not attachments, joined by a line end. */
    public Optional<String> text() {
        return body("text/plain");
    }

    /** Returns the parts of type text/html that are not attachments, joined by a line end. */
    public Optional<String> html() {
        return body("text/html");
    }

    /**
     * Returns the charset parameter of the first plain text, or where there is none of the first HTML, as it was sent;
     * empty where that has none.
     */
    public Optional<String> charset() {
        return Stream.of("text/plain", "text/html")
                .flatMap(type -> parts.stream().filter(part -> part.isBody(type)))
                .findFirst()
                .map(MimePart::charset)
                .filter(charset -> !charset.isEmpty());
    }

    /**
     * Returns the plain text, or where it is missing or blank the HTML as a reader sees it: without tags and what is
     * hidden, a line for each block. Empty where the message has neither.
     */
    public String readableText() {
        return text().filter(plain -> !plain.isBlank()).orElseGet(this::htmlAsText);
    }

    /**
     * Returns the HTML as a reader sees it: without tags and what is hidden, a line for each block. Empty where the
     * message has none. Of HTML that is longer than {@link Limits#examinedText()}, only the beginning is read.
     */
    public String htmlAsText() {
        return htmlView().text();
    }

    /**
     * Returns what the message says in each media type, such as {@code text/plain}, {@code text/html} and
     * {@code text/calendar}: every part of type text that is not an attachment, decoded, by its type in lower case and in
     * the order of the parts. Parts of the same type are joined by a line end.
     */
    public Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        parts.stream()
                .filter(MimePart::isBody)
                .map(MimePart::mediaType)
                .distinct()
                .forEach(type -> bodies.put(type, body(type).orElseThrow()));
        return Collections.unmodifiableMap(bodies);
    }

    private Optional<String> body(String type) {
        List<MimePart> bodies = parts.stream().filter(part -> part.isBody(type)).toList();
        return bodies.isEmpty()
                ? Optional.empty()
                : Optional.of(bodies.stream().map(MimePart::text).collect(Collectors.joining("\n")));
    }

    /** Returns the first calendar entry (RFC 5545), be it a body or an attachment. */
    public Optional<String> calendar() {
        return parts.stream()
                .filter(part -> part.mediaType().equals("text/calendar")
                        || part.mediaType().equals("application/ics"))
                .map(MimePart::text)
                .findFirst();
    }

    /** Returns every part that is neither text nor HTML of the body, in order, inline images included. */
    public List<Attachment> attachments() {
        return attachments;
    }

    /** Returns the first of the {@link #attachments()} with this Content-ID, given without angle brackets. */
    public Optional<Attachment> attachmentByContentId(String contentId) {
        return attachments.stream()
                .filter(attachment ->
                        attachment.contentId().filter(contentId::equals).isPresent())
                .findFirst();
    }

    /** Returns those of the {@link #attachments()} that are shown within the message: marked inline, or part of the HTML. */
    public List<Attachment> inlineParts() {
        Set<String> shown = Set.copyOf(htmlView().contentIds());
        return attachments.stream()
                .filter(attachment -> attachment.disposition() == Attachment.Disposition.INLINE
                        || attachment.contentId().filter(shown::contains).isPresent())
                .toList();
    }

    /** Returns the images of the HTML in order, and which part each of them refers to. */
    public List<HtmlImage> htmlImages() {
        Map<String, Attachment> byContentId = new HashMap<>();
        attachments.forEach(
                attachment -> attachment.contentId().ifPresent(id -> byContentId.putIfAbsent(id, attachment)));
        return htmlView().images().stream()
                .map(image -> new HtmlImage(
                        image.source(),
                        image.description(),
                        ContentIds.referredBy(image.source()).flatMap(id -> Optional.ofNullable(byContentId.get(id)))))
                .toList();
    }

    /**
     * Returns the links of the HTML in order, without those within the page, and behind them those of the plain text
     * that lead elsewhere.
     */
    public List<Link> links() {
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

    /**
     * Returns the one-time codes, the likeliest first: 4 to 10 digits, or letters with digits, near to a word such as
     * code, PIN or OTP that is not about a discount, an error, an address. Found by rules of thumb in the first 100,000
     * characters, so a code may be missed, and what is none may be taken for one.
     */
    public List<String> codes() {
        return codes.get();
    }

    private List<String> findCodes() {
        return Codes.in(Stream.of(examinedText(), htmlView().text(), subject().orElse(""))
                .filter(text -> !text.isBlank())
                .toList());
    }

    /** Returns what is wrong with the headers and parts, or against good practice; not how they were transmitted. */
    public List<Problem> problems() {
        return problems.get();
    }

    /**
     * Returns the message as text that is the same for each that is made in the same way, for golden files: headers and
     * bodies decoded, and in place of dates, Message-IDs, boundaries, generated Content-IDs and UUIDs words such as
     * {@code <date>} and {@code <boundary-1>}. Parts that are not text are told by their size and SHA-256.
     */
    public String normalized() {
        return NormalizedText.of(this);
    }

    /** Returns how the text begins, or that of the HTML where there is no text: one line of at most 200 characters. */
    public String snippet() {
        String text = beginning(readableText().strip(), SNIPPET_SOURCE)
                .replaceAll("\\s+", " ")
                .strip();
        int length = Math.min(SNIPPET_LENGTH, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, length));
    }

    RawMessage raw() {
        return raw;
    }

    MimeNode root() {
        return root;
    }

    List<MimePart> parts() {
        return parts;
    }

    /** Returns whether nothing of the message is beyond the limits, or too damaged to be read. */
    boolean isComplete() {
        return complete;
    }

    HtmlView htmlView() {
        return htmlView.get();
    }
}

package io.github.smtpfake.message;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.codes.Codes;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.BoundedPattern;
import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.session.Problem;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parsed content of a message: all values that the bytes of a {@link CapturedMessage} or of an attached message
 * contain, without an envelope. Immutable and thread-safe. Results of a search, such as links, are computed on first
 * use and kept.
 */
public final class MimeContent {
    private static final int SNIPPET_LENGTH = 200;

    /** Long enough for a whole snippet, even if the text has much white space. */
    static final int SNIPPET_SOURCE = 20_000;

    /** How many characters {@link #codes(Pattern)} searches. */
    private static final int CODE_SOURCE = 100_000;

    private final ParsedMessage message;
    private final List<Attachment> attachments;
    private final IdentityHashMap<MimePart, Attachment> attachmentsByPart = new IdentityHashMap<>();
    private final Lazy<List<String>> codes = new Lazy<>(this::findCodes);
    private final Lazy<List<Problem>> problems;

    private MimeContent(ParsedMessage message) {
        this.message = message;
        this.attachments = attachments(message);
        attachments.forEach(attachment -> attachmentsByPart.put(attachment.part(), attachment));
        this.problems = new Lazy<>(() -> ContentLint.of(message));
    }

    static MimeContent parse(RawMessage raw, Limits limits) {
        return new MimeContent(ParsedMessage.of(raw, limits));
    }

    private static List<Attachment> attachments(ParsedMessage message) {
        List<MimePart> parts = message.parts();
        List<String> sections = Sections.of(message.root());
        return IntStream.range(0, parts.size())
                .filter(i -> message.bodyParts().isFile(parts.get(i)))
                .mapToObj(i -> attachment(message, parts.get(i), sections.get(i)))
                .toList();
    }

    private static Attachment attachment(ParsedMessage message, MimePart part, String section) {
        return new Attachment(
                part, section, new Lazy<>(() -> message.attached(part).map(MimeContent::new)));
    }

    ParsedMessage parsed() {
        return message;
    }

    /** Returns the header fields of the message. */
    public Headers headers() {
        return message.headers();
    }

    /** Returns the decoded subject, or empty if the message has none. */
    public Optional<String> subject() {
        return message.subject();
    }

    /**
     * Returns the decoded value of the only header field with this name.
     *
     * @param name the name of the field, ignoring case
     * @throws AssertionError if there is no such field or more than one; the message lists what there is
     */
    public String header(String name) {
        List<String> names =
                headers().all().stream().map(Header::name).distinct().toList();
        return OnlyOne.of("header " + name, headers().values(name), "headers", names);
    }

    /**
     * Returns the mailboxes of all header fields with this name, including those within groups (RFC 5322, section 3.4).
     *
     * @param header the name of the fields, ignoring case
     */
    public List<Address> addresses(String header) {
        return message.addresses(Objects.requireNonNull(header, "header"));
    }

    /** Returns the Message-ID without its angle brackets, or empty if the message has none. */
    public Optional<String> messageId() {
        return headers().first("Message-ID").map(MessageIds::withoutBrackets);
    }

    /** Returns the Date header (RFC 5322, section 3.3), or empty if it is missing or not a valid date. */
    public Optional<OffsetDateTime> date() {
        return message.date();
    }

    /** Returns the List-Unsubscribe header of a message from a mailing list, or empty if the message has none. */
    public Optional<ListUnsubscribe> listUnsubscribe() {
        return ListHeaders.unsubscribe(headers());
    }

    /**
     * Returns the plain text, decoded and with line ends as {@code \n}, or empty if the message has no text part.
     * Several text parts are joined by a line end; of several alternatives, the last that is not empty is returned. Text files
     * are {@link #attachments()} even if they are marked as inline. Lines that were wrapped as {@code format=flowed} are joined again
     * (RFC 3676).
     */
    public Optional<String> text() {
        return message.text();
    }

    /**
     * Returns the HTML, decoded and with line ends as {@code \n}, or empty if the message has no HTML part. Several
     * HTML parts are joined by a line end; of several alternatives, the last that is not empty is returned. HTML files are
     * {@link #attachments()} even if they are marked as inline.
     */
    public Optional<String> html() {
        return message.html();
    }

    /**
     * Returns the charset parameter of the first plain text, or of the first HTML if there is no plain text, as it was
     * sent. Returns empty if that part has none.
     */
    public Optional<String> charset() {
        return Stream.of("text/plain", "text/html")
                .flatMap(type -> message.bodyParts().ofType(type).stream())
                .findFirst()
                .map(MimePart::charset)
                .filter(charset -> !charset.isEmpty());
    }

    /**
     * Returns the text that a reader sees: the plain text, or {@link #htmlAsText()} if the plain text is missing or
     * consists of white space. Returns an empty string if the message has neither.
     */
    public String readableText() {
        return text().filter(plain -> !plain.isBlank()).orElseGet(this::htmlAsText);
    }

    /**
     * Returns the HTML as a reader sees it: without tags and hidden elements, with a line for each block. Returns an
     * empty string if the message has no HTML. Reads at most {@link Limits#examinedText()} characters of the HTML.
     */
    public String htmlAsText() {
        return message.htmlView().text();
    }

    /**
     * Returns the bodies of the message by media type, such as {@code text/plain}, {@code text/html} and
     * {@code text/calendar}: every text part that is not a file, decoded. Types are in lower case and in the
     * order of the parts. Several parts of one type are joined by a line end.
     */
    public Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        message.bodyParts()
                .types()
                .forEach(type -> bodies.put(type, message.body(type).orElseThrow()));
        return Collections.unmodifiableMap(bodies);
    }

    /**
     * Returns the text of the first calendar (RFC 5545), whether it is a body or an attachment: a part of type
     * {@code text/calendar} or {@code application/ics}, or a file with the extension {@code .ics}.
     */
    public Optional<String> calendar() {
        return Calendars.parts(message).stream().map(MimePart::text).findFirst();
    }

    /**
     * Returns the events of all calendars of the message in order, such as an invitation. An event that is repeated in another
     * part is returned once. Reads as much as possible of a malformed calendar, which is one of the {@link #problems()}.
     * Reads at most {@link Limits#examinedText()} bytes of all calendars.
     */
    public List<CalendarEvent> calendarEvents() {
        return message.calendars().events();
    }

    /**
     * Returns every part that is neither the text nor the HTML of the message, in order, including inline images, and text
     * and HTML files.
     */
    public List<Attachment> attachments() {
        return attachments;
    }

    /**
     * Returns the only one of the {@link #attachments()} with this file name.
     *
     * @throws AssertionError if there is none or more than one; the message lists what there is
     */
    public Attachment attachment(String fileName) {
        Optional<String> wanted = Optional.of(Objects.requireNonNull(fileName, "fileName"));
        List<Attachment> found = attachments.stream()
                .filter(attachment -> attachment.fileName().equals(wanted))
                .toList();
        return OnlyOne.of("attachment \"" + fileName + '"', found, "attachments", attachments);
    }

    /**
     * Returns the first of the {@link #attachments()} with this Content-ID.
     *
     * @param contentId the id without angle brackets
     */
    public Optional<Attachment> attachmentByContentId(String contentId) {
        Objects.requireNonNull(contentId, "contentId");
        return attachments.stream()
                .filter(attachment ->
                        attachment.contentId().filter(contentId::equals).isPresent())
                .findFirst();
    }

    /**
     * Returns the {@link #attachments()} that are shown within the message because they are marked as inline or the
     * HTML refers to them.
     */
    public List<Attachment> inlineParts() {
        Set<MimePart> shown = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String address : message.htmlView().references()) {
            message.references().find(address).ifPresent(target -> shown.add(target.part()));
        }
        return attachments.stream()
                .filter(attachment -> attachment.isInline() || shown.contains(attachment.part()))
                .toList();
    }

    /** Returns the images of the HTML in order, each with the part that it refers to. */
    public List<HtmlImage> htmlImages() {
        return message.htmlView().images().stream()
                .map(image -> new HtmlImage(image.source(), image.description(), attachmentByReference(image.source())))
                .toList();
    }

    /**
     * Returns the first of the {@link #attachments()} that an address in the HTML refers to: by its Content-ID (RFC 2392), or
     * by its file name or Content-Location, which only some mail clients understand.
     *
     * @param address the address in the HTML, such as {@code cid:logo@example.org} or {@code logo.png}
     */
    public Optional<Attachment> attachmentByReference(String address) {
        return message.references()
                .find(Objects.requireNonNull(address, "address"))
                .flatMap(target -> Optional.ofNullable(attachmentsByPart.get(target.part())));
    }

    /**
     * Returns the links of the message: those of the HTML in order, without links within the page, then those of the
     * plain text that lead elsewhere. Searches at most {@link Limits#examinedText()} characters of each.
     */
    public List<Link> links() {
        return message.links();
    }

    /**
     * Returns the only one of the {@link #links()} with this text, ignoring case; or, if no link has exactly this text,
     * the only one whose text contains it.
     *
     * @throws AssertionError if there is none or more than one; the message lists what there is
     */
    public Link link(String text) {
        String wanted = LowerCase.of(Objects.requireNonNull(text, "text"));
        List<Link> exact = links().stream()
                .filter(link -> link.text().equalsIgnoreCase(text))
                .distinct()
                .toList();
        List<Link> found = exact.isEmpty()
                ? links().stream()
                        .filter(link -> LowerCase.of(link.text()).contains(wanted))
                        .distinct()
                        .toList()
                : exact;
        return OnlyOne.of("link \"" + text + '"', found, "links", links());
    }

    /**
     * Returns the one-time codes of the message, likeliest first: 4 to 10 digits, or letters with digits, near a word
     * such as code, PIN or OTP that is not about a discount, an error or an address. Digits of other scripts are returned as
     * those of ASCII. They are found by heuristics in
     * the first 100,000 characters, so a code may be missed and another number may be mistaken for one. If you know the
     * template of the message, use {@link #codes(Pattern)}.
     */
    public List<String> codes() {
        return codes.get();
    }

    /**
     * Returns the only one of the {@link #codes()}.
     *
     * @throws AssertionError if there is none or more than one; the message lists what there is
     */
    public String code() {
        return OnlyOne.of("one-time code", codes(), "one-time codes", List.of());
    }

    private List<String> findCodes() {
        return Codes.in(
                Stream.of(message.examinedText(), htmlAsText(), subject().orElse(""))
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    /**
     * Returns the codes that a pattern finds in the {@linkplain #readableText() text that a reader sees}, in order and
     * without duplicates: group 1 of each match, or the whole match if the pattern has no group. For example,
     * {@code codes(Pattern.compile("Your code: (\\d{6})"))} returns the six digits alone. Searches the first 100,000
     * characters.
     *
     * <p>The search is bounded, so that no pattern can run forever.
     *
     * @throws IllegalArgumentException if the search takes too many steps, or if the pattern contains a back reference,
     *     comments, a character class within another, or one of the rare constructs that the message of the exception
     *     names
     */
    public List<String> codes(Pattern pattern) {
        BoundedPattern bounded = BoundedPattern.of(Objects.requireNonNull(pattern, "pattern"));
        return bounded.findAll(beginning(readableText(), CODE_SOURCE));
    }

    /** Returns the problems of the headers and parts, without those of the transmission. */
    public List<Problem> problems() {
        return problems.get();
    }

    /**
     * Returns what common mail clients show differently or not at all, by rule, most serious first. Not part of {@link #problems()}.
     * Empty if the message has no HTML. Examines at most {@link Limits#examinedText()} characters, without a network.
     */
    public List<HtmlFinding> htmlCompatibility() {
        return message.htmlFindings();
    }

    /**
     * Returns the message as text for golden files. The text does not change when the application sends the same
     * message again. Headers and bodies are decoded. Dates, Message-IDs, boundaries, generated Content-IDs and UUIDs
     * are replaced by words such as {@code <date>} and {@code <boundary-1>}. Parts that are not text are represented by
     * their size and SHA-256.
     */
    public String normalized() {
        return NormalizedText.of(message);
    }

    /** Returns the beginning of {@link #readableText()} on one line of at most 200 characters. */
    public String snippet() {
        return snippet(readableText());
    }

    /** Returns the beginning of a text that a reader sees. */
    static String snippet(String readable) {
        int start = 0;
        while (start < readable.length() && Character.isWhitespace(readable.charAt(start))) {
            start++;
        }
        String text = readable.substring(start, Math.min(readable.length(), start + SNIPPET_SOURCE))
                .stripTrailing();
        StringBuilder snippet = new StringBuilder(SNIPPET_LENGTH);
        boolean separated = false;
        for (int i = 0, length = 0; i < text.length() && length < SNIPPET_LENGTH; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == ' ' || point >= '\t' && point <= '\r') {
                separated = true;
            } else {
                if (separated) {
                    snippet.append(' ');
                    length++;
                    separated = false;
                }
                if (length++ < SNIPPET_LENGTH) {
                    snippet.appendCodePoint(point);
                }
            }
        }
        return snippet.toString();
    }

    private static String beginning(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}

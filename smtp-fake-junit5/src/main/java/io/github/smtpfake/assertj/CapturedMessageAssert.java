package io.github.smtpfake.assertj;

import io.github.smtpfake.calendar.CalendarEvent;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.HtmlDocument;
import io.github.smtpfake.message.Link;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link CapturedMessage}. Each failure names the message by its subject and envelope, and shows what was found
 * instead.
 *
 * <p>A method named after a part, such as {@link #subject()}, navigates to assertions on that part, and
 * {@code returnToMessage()} navigates back. Its variant with a {@link Consumer} runs assertions on the part and returns this
 * assert.
 */
public class CapturedMessageAssert extends AbstractHeadersAssert<CapturedMessageAssert> {
    private Navigation navigation = Navigation.HARD;
    private @Nullable InboxAssert inbox;

    /** Creates an assert; tests usually call {@link SmtpFakeAssertions#assertThat(CapturedMessage)} instead. */
    public CapturedMessageAssert(@Nullable CapturedMessage actual) {
        super(actual, CapturedMessageAssert.class);
    }

    final CapturedMessageAssert by(Navigation navigation) {
        this.navigation = navigation;
        return this;
    }

    final CapturedMessageAssert of(InboxAssert inbox, String description) {
        this.inbox = inbox;
        return as("%s", description);
    }

    /**
     * Returns the assert on the inbox from which this one was reached.
     *
     * @throws IllegalStateException if this assert was not reached from an inbox
     */
    public InboxAssert returnToInbox() {
        return Failure.requireOrigin(inbox, "inbox");
    }

    /** Verifies that the message has a subject, and navigates to its decoded text. */
    public TextAssert subject() {
        return text("subject", () -> actual.subject());
    }

    /** Verifies that the message has a subject, and that its decoded text satisfies the requirements. */
    public final CapturedMessageAssert subject(Consumer<TextAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(subject());
        return myself;
    }

    /**
     * Verifies that the message has a header field with the given name, ignoring case, and navigates to the decoded value of
     * the first one.
     */
    public TextAssert header(String name) {
        Objects.requireNonNull(name, "name");
        return text("header " + name, () -> actual.headers().first(name));
    }

    /**
     * Verifies that the message has a header field with the given name, ignoring case, and that the decoded value of the first
     * one satisfies the requirements.
     */
    public final CapturedMessageAssert header(String name, Consumer<TextAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(header(name));
        return myself;
    }

    /** Verifies that the message has a plain text body, and navigates to it. */
    public TextAssert text() {
        return text("text", () -> actual.text());
    }

    /** Verifies that the message has a plain text body that satisfies the requirements. */
    public final CapturedMessageAssert text(Consumer<TextAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(text());
        return myself;
    }

    private TextAssert text(String what, Supplier<Optional<String>> value) {
        return navigation
                .to(TextAssert.class, String.class, TextAssert::new, () -> {
                    isNotNull();
                    return require(what, value.get());
                })
                .assertion()
                .of(this, described(what));
    }

    /** Verifies that the plain text body equals the given text, ignoring trailing white space. */
    public CapturedMessageAssert hasText(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        String expected = text.stripTrailing();
        Optional<String> found = actual.text().map(String::stripTrailing);
        if (!found.equals(Optional.of(expected))) {
            throw different(
                    found.orElse(null),
                    expected,
                    TextDifference.equal("text", expected, found, CharsetMismatch.hint(actual, expected)));
        }
        return myself;
    }

    /** Verifies that the plain text body contains the given text. */
    public CapturedMessageAssert hasTextContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        if (actual.text().filter(value -> value.contains(text)).isEmpty()) {
            throw failed(TextDifference.containing(
                    "text", text, actual.text().map(String::stripTrailing), CharsetMismatch.hint(actual, text)));
        }
        return myself;
    }

    /** Verifies that the message has no plain text body. */
    public CapturedMessageAssert hasNoText() {
        isNotNull();
        return hasNo("text", actual.text());
    }

    private CapturedMessageAssert hasNo(String what, Optional<String> found) {
        if (found.isPresent()) {
            throw failed("Expected no " + what + ", but found\n  " + Failure.quoted(found.get()));
        }
        return myself;
    }

    /**
     * Verifies that the whole plain text body matches the given regular expression. Trailing white space of the body is
     * ignored.
     *
     * @throws java.util.regex.PatternSyntaxException if the expression is invalid
     */
    public CapturedMessageAssert hasTextMatching(String regex) {
        Pattern pattern = Pattern.compile(Objects.requireNonNull(regex, "regex"));
        isNotNull();
        return matches("text", actual.text().map(String::stripTrailing), pattern);
    }

    /**
     * Verifies that no reader sees the given text: neither the plain text body contains it, nor the HTML body
     * {@linkplain io.github.smtpfake.message.MimeContent#htmlAsText() as text}.
     */
    public CapturedMessageAssert doesNotContainText(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        requireAbsent(text, "text", actual.text().map(String::stripTrailing).orElse(""));
        requireAbsent(text, "HTML as text", actual.content().htmlAsText());
        return myself;
    }

    private void requireAbsent(String text, String what, String found) {
        if (found.contains(text)) {
            throw failed(Failure.notContaining(what, text, found));
        }
    }

    /** Verifies that the message has an HTML body, and navigates to it. */
    public HtmlAssert html() {
        return HtmlAssert.of(
                navigation.to(HtmlAssert.class, HtmlDocument.class, HtmlAssert::new, () -> {
                    isNotNull();
                    return HtmlDocument.parse(require("HTML", actual.html()));
                }),
                this,
                actual,
                described("HTML"));
    }

    /**
     * Verifies that the message has an HTML body that satisfies the requirements, such as
     * {@code html(h -> h.link("Confirm").hasHref(url))}.
     */
    public final CapturedMessageAssert html(Consumer<HtmlAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(html());
        return myself;
    }

    /** Verifies that the HTML body, including its tags, contains the given text. */
    public CapturedMessageAssert hasHtmlContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        return contains("HTML", actual.html(), text);
    }

    /** Verifies that the message has no HTML body. */
    public CapturedMessageAssert hasNoHtml() {
        isNotNull();
        return hasNo("HTML", actual.html());
    }

    /**
     * Verifies that the plain text body declares the given charset, or the HTML body if there is no plain text.
     *
     * @param charset the value of the charset parameter, ignoring case
     */
    public CapturedMessageAssert hasCharset(String charset) {
        Objects.requireNonNull(charset, "charset");
        isNotNull();
        Optional<String> found = actual.content().charset();
        if (found.filter(charset::equalsIgnoreCase).isEmpty()) {
            throw different(found.orElse(null), charset, Failure.different("charset", charset, found));
        }
        return myself;
    }

    /** Verifies that the HTML body or the plain text body has a link to exactly the given URL. */
    public CapturedMessageAssert hasLink(String href) {
        Objects.requireNonNull(href, "href");
        isNotNull();
        List<Link> links = actual.links();
        if (links.stream().noneMatch(link -> link.href().equals(href))) {
            throw failed(Failure.found("link to " + href, links, Link::toString));
        }
        return myself;
    }

    /** Verifies that the most likely one-time code in the message equals the given code. */
    public CapturedMessageAssert hasCode(String code) {
        Objects.requireNonNull(code, "code");
        isNotNull();
        List<String> codes = actual.codes();
        Optional<String> first = codes.stream().findFirst();
        if (!first.equals(Optional.of(code))) {
            throw different(first.orElse(null), code, Failure.found("code " + code, codes, found -> found));
        }
        return myself;
    }

    /** Verifies that an attachment or inline part has the given file name. */
    public CapturedMessageAssert hasAttachment(String fileName) {
        Objects.requireNonNull(fileName, "fileName");
        isNotNull();
        find(fileName);
        return myself;
    }

    /** Verifies that an attachment or inline part has the given file name and satisfies the requirements. */
    public CapturedMessageAssert hasAttachment(String fileName, Consumer<Attachment> requirements) {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(requirements, "requirements");
        isNotNull();
        requirements.accept(find(fileName));
        return myself;
    }

    /** Verifies that an attachment or inline part has the given file name, and navigates to the first such part. */
    public AttachmentAssert attachment(String fileName) {
        Objects.requireNonNull(fileName, "fileName");
        return navigation
                .to(AttachmentAssert.class, Attachment.class, AttachmentAssert::new, () -> {
                    isNotNull();
                    return find(fileName);
                })
                .assertion()
                .of(this, described("attachment " + fileName));
    }

    /** Verifies that an attachment or inline part has the given file name and satisfies the requirements. */
    public final CapturedMessageAssert attachment(String fileName, Consumer<AttachmentAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(attachment(fileName));
        return myself;
    }

    /**
     * Navigates to the list of attachments and inline parts. As always in AssertJ, an assertion on all elements passes for an
     * empty list; call {@code isNotEmpty()} first to rule that out.
     */
    public ListAssert<Attachment> attachments() {
        return navigation
                .toList(() -> {
                    isNotNull();
                    return actual.attachments();
                })
                .as("%s", described("attachments"));
    }

    private Attachment find(String fileName) {
        return actual.attachments().stream()
                .filter(attachment -> attachment.fileName().equals(Optional.of(fileName)))
                .findFirst()
                .orElseThrow(() -> failed(Failure.attachments("attachment " + fileName, actual.attachments())));
    }

    /** Verifies that the message has exactly one event of a calendar, such as an invitation, and navigates to it. */
    public CalendarEventAssert calendar() {
        return navigation
                .to(CalendarEventAssert.class, CalendarEvent.class, CalendarEventAssert::new, () -> {
                    isNotNull();
                    List<CalendarEvent> events = actual.content().calendarEvents();
                    if (events.size() != 1) {
                        throw failed(Failure.found("one calendar event", events, CalendarEvent::toString));
                    }
                    return events.get(0);
                })
                .assertion()
                .of(this, described("calendar event"));
    }

    /** Verifies that the message has exactly one event of a calendar, and that it satisfies the requirements. */
    public final CapturedMessageAssert calendar(Consumer<CalendarEventAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(calendar());
        return myself;
    }

    /**
     * Verifies that the message has the given number of attachments and inline parts.
     *
     * @param count zero or more
     */
    public CapturedMessageAssert hasAttachmentCount(int count) {
        Checks.atLeast(0, count, "count");
        isNotNull();
        List<Attachment> found = actual.attachments();
        if (found.size() != count) {
            throw different(found.size(), count, Failure.attachments(Failure.count(count, "attachment"), found));
        }
        return myself;
    }

    /**
     * Verifies that the attachments and inline parts have exactly the given file names, in any order.
     *
     * @param fileNames the file names; if none are given, the message must have no attachment or inline part
     */
    public CapturedMessageAssert hasAttachments(String... fileNames) {
        List<String> expected =
                Checks.elements("fileNames", fileNames).stream().sorted().toList();
        isNotNull();
        List<String> found = actual.attachments().stream()
                .map(attachment -> attachment.fileName().orElse("(no name)"))
                .sorted()
                .toList();
        if (!found.equals(expected)) {
            throw different(
                    found,
                    expected,
                    Failure.attachments(
                            expected.isEmpty() ? "no attachments" : "attachments " + Failure.cut(expected.toString()),
                            actual.attachments()));
        }
        return myself;
    }

    /** Verifies that the message has neither attachments nor inline parts. */
    public CapturedMessageAssert hasNoAttachments() {
        return hasAttachments();
    }

    /**
     * Verifies that the {@linkplain io.github.smtpfake.message.MimeContent#normalized() normalized} message equals the content
     * of a UTF-8 file, ignoring the kind of line breaks. If the system property {@code smtpfake.golden.update} is {@code true},
     * the assertion writes the file instead and passes.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read or written
     */
    public CapturedMessageAssert matchesGoldenFile(Path file) {
        Objects.requireNonNull(file, "file");
        isNotNull();
        new GoldenFile(file).mismatch(actual.content().normalized()).ifPresent(mismatch -> {
            throw failureWithActualExpected(
                    mismatch.found(),
                    mismatch.expected(),
                    "%s",
                    Failure.of("message to match the golden file " + file, mismatch.but()) + mismatch.facts()
                            + "\nMessage: " + actual + "\n" + mismatch.fix());
        });
        return myself;
    }
}

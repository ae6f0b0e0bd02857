package io.github.smtpfake.assertj;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.HtmlDocument;
import io.github.smtpfake.message.Link;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link CapturedMessage}. Addresses are compared without regard to case. Each failure names the message
 * by its subject and envelope, and tells what it has instead.
 *
 * <p>Methods that are named for a part go on to it, and {@code returnToMessage()} comes back; each has a form that takes
 * the assertions on the part and stays with the message.
 */
public class CapturedMessageAssert extends AbstractHeadersAssert<CapturedMessageAssert> {
    private Navigation navigation = Navigation.HARD;
    private @Nullable InboxAssert inbox;

    /** Makes an assert; {@link SmtpFakeAssertions#assertThat(CapturedMessage)} reads better. */
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
     * Goes back to the inbox.
     *
     * @throws IllegalStateException if the message was not come to from one
     */
    public InboxAssert returnToInbox() {
        return Failure.requireOrigin(inbox, "inbox");
    }

    /** Goes on to the decoded subject, which must be there. */
    public TextAssert subject() {
        return text("subject", () -> actual.subject());
    }

    /** The decoded subject is there, and meets the requirements. */
    public final CapturedMessageAssert subject(Consumer<TextAssert> requirements) {
        requirements.accept(subject());
        return myself;
    }

    /** Goes on to the decoded value of the first header field with this name, which must be there. */
    public TextAssert header(String name) {
        return text("header " + name, () -> actual.headers().first(name));
    }

    /** There is a header field with this name, and the first one meets the requirements. */
    public final CapturedMessageAssert header(String name, Consumer<TextAssert> requirements) {
        requirements.accept(header(name));
        return myself;
    }

    /** Goes on to the plain text, which must be there. */
    public TextAssert text() {
        return text("text", () -> actual.text());
    }

    /** There is a plain text, and it meets the requirements. */
    public final CapturedMessageAssert text(Consumer<TextAssert> requirements) {
        requirements.accept(text());
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

    /** The plain text, without line ends behind it, is this. */
    public CapturedMessageAssert hasText(String text) {
        isNotNull();
        return is("text", actual.text().map(String::stripTrailing), text.stripTrailing());
    }

    /** The plain text contains this text. */
    public CapturedMessageAssert hasTextContaining(String text) {
        isNotNull();
        if (actual.text().filter(value -> value.contains(text)).isEmpty()) {
            throw failed(Failure.of(
                            actual,
                            "text containing",
                            Failure.quoted(text),
                            actual.text().map(String::stripTrailing))
                    + Misreading.hint(actual, text));
        }
        return myself;
    }

    /** There is no plain text. */
    public CapturedMessageAssert hasNoText() {
        isNotNull();
        return hasNo("text", actual.text());
    }

    private CapturedMessageAssert hasNo(String what, Optional<String> found) {
        if (found.isPresent()) {
            throw failed(Failure.of(actual, "no " + what, "", found));
        }
        return myself;
    }

    /** Goes on to the HTML, which must be there. */
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

    /** There is HTML, and it meets the requirements: {@code html(h -> h.link("Confirm").hasHref(url))}. */
    public final CapturedMessageAssert html(Consumer<HtmlAssert> requirements) {
        requirements.accept(html());
        return myself;
    }

    /** The HTML, tags included, contains this text. */
    public CapturedMessageAssert hasHtmlContaining(String text) {
        isNotNull();
        return contains("HTML", actual.html(), text);
    }

    /** There is no HTML. */
    public CapturedMessageAssert hasNoHtml() {
        isNotNull();
        return hasNo("HTML", actual.html());
    }

    /** The charset parameter of the text, or where there is none of the HTML, is this, ignoring case. */
    public CapturedMessageAssert hasCharset(String charset) {
        isNotNull();
        Optional<String> found = actual.content().charset();
        if (found.filter(charset::equalsIgnoreCase).isEmpty()) {
            throw different(found.orElse(null), charset, Failure.of(actual, "charset", Failure.quoted(charset), found));
        }
        return myself;
    }

    /** A link of HTML or plain text leads there. */
    public CapturedMessageAssert hasLink(String href) {
        isNotNull();
        List<Link> links = actual.links();
        if (links.stream().noneMatch(link -> link.href().equals(href))) {
            throw failed(Failure.of(actual, "link to", href, Failure.had(links, Link::toString)));
        }
        return myself;
    }

    /** The likeliest one-time code is this. */
    public CapturedMessageAssert hasCode(String code) {
        isNotNull();
        List<String> codes = actual.codes();
        if (!codes.stream().findFirst().equals(Optional.of(code))) {
            throw different(
                    codes.stream().findFirst().orElse(null),
                    code,
                    Failure.of(actual, "code", code, Failure.had(codes, found -> found)));
        }
        return myself;
    }

    /** An attachment or inline part has this file name. */
    public CapturedMessageAssert hasAttachment(String fileName) {
        isNotNull();
        find(fileName);
        return myself;
    }

    /** An attachment or inline part has this file name and meets the requirements. */
    public CapturedMessageAssert hasAttachment(String fileName, Consumer<Attachment> requirements) {
        isNotNull();
        requirements.accept(find(fileName));
        return myself;
    }

    /** Goes on to the attachment or inline part with this file name, which must be there. */
    public AttachmentAssert attachment(String fileName) {
        return navigation
                .to(AttachmentAssert.class, Attachment.class, AttachmentAssert::new, () -> {
                    isNotNull();
                    return find(fileName);
                })
                .assertion()
                .of(this, described("attachment " + fileName));
    }

    /** An attachment or inline part has this file name, and meets the requirements. */
    public final CapturedMessageAssert attachment(String fileName, Consumer<AttachmentAssert> requirements) {
        requirements.accept(attachment(fileName));
        return myself;
    }

    /** Goes on with AssertJ's assertions on the list of attachments and inline parts. */
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
                .orElseThrow(() -> failed(
                        Failure.of(actual, "attachment", fileName, "had " + Failure.list(actual.attachments()))));
    }

    /** There are exactly so many attachments and inline parts. */
    public CapturedMessageAssert hasAttachmentCount(int count) {
        isNotNull();
        List<Attachment> found = actual.attachments();
        if (found.size() != count) {
            throw different(
                    found.size(),
                    count,
                    Failure.of(actual, "attachments", String.valueOf(count), "had " + Failure.list(found)));
        }
        return myself;
    }

    /** There are attachments and inline parts with exactly these file names, in any order. */
    public CapturedMessageAssert hasAttachments(String... fileNames) {
        isNotNull();
        List<String> found = actual.attachments().stream()
                .map(attachment -> attachment.fileName().orElse("(no name)"))
                .sorted()
                .toList();
        List<String> expected = Arrays.stream(fileNames).sorted().toList();
        if (!found.equals(expected)) {
            throw different(
                    found,
                    expected,
                    Failure.of(
                            actual, "attachments", expected.toString(), "had " + Failure.list(actual.attachments())));
        }
        return myself;
    }

    /** There is neither an attachment nor an inline part. */
    public CapturedMessageAssert hasNoAttachments() {
        isNotNull();
        if (!actual.attachments().isEmpty()) {
            throw failed(Failure.of(actual, "no attachments", "", "had " + Failure.list(actual.attachments())));
        }
        return myself;
    }

    /**
     * The message, {@linkplain CapturedMessage#normalized() normalized}, is what the file says, in UTF-8. With the system
     * property {@code smtpfake.golden.update=true}, and only with it, the file is written instead.
     *
     * @throws java.io.UncheckedIOException if the file cannot be read or written
     */
    public CapturedMessageAssert matchesGoldenFile(Path file) {
        isNotNull();
        GoldenFile golden = new GoldenFile(file);
        golden.mismatch(actual.content().normalized()).ifPresent(mismatch -> {
            throw different(
                    mismatch.found(),
                    mismatch.expected(),
                    "Expecting message\n  " + actual + "\nto match the golden file\n  " + file + "\n" + mismatch);
        });
        return myself;
    }
}

package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.HtmlDocument;
import io.github.smtpfake.message.HtmlElement;
import io.github.smtpfake.message.HtmlFinding;
import io.github.smtpfake.message.HtmlImage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the HTML body of a message. They never fetch anything from the network. */
public class HtmlAssert extends AbstractAssert<HtmlAssert, HtmlDocument> {
    private Navigation navigation = Navigation.HARD;
    private @Nullable CapturedMessageAssert origin;
    private @Nullable CapturedMessage message;

    /** Creates an assert on HTML that belongs to no message. */
    public HtmlAssert(@Nullable HtmlDocument actual) {
        super(actual, HtmlAssert.class);
    }

    static HtmlAssert of(
            Navigation.Step<HtmlAssert> step,
            CapturedMessageAssert origin,
            @Nullable CapturedMessage message,
            String description) {
        HtmlAssert html = step.assertion();
        html.navigation = step.navigation();
        html.origin = origin;
        html.message = message;
        return html.as("%s", description);
    }

    /**
     * Returns the assert on the message from which this one was reached.
     *
     * @throws IllegalStateException if this assert was not reached from a message
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(origin, "message");
    }

    /** Verifies that the visible text of the HTML, in which white space is collapsed, contains the given text. */
    public HtmlAssert hasTextContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        if (!actual.text().contains(text)) {
            throw failure("%s", TextDifference.containing("HTML text", text, Optional.of(actual.text())));
        }
        return this;
    }

    /**
     * Verifies that a CSS selector selects at least one element.
     *
     * @param selector the selector, such as {@code table.order td}
     * @throws IllegalArgumentException if the selector is invalid
     */
    public HtmlAssert hasElement(String selector) {
        Objects.requireNonNull(selector, "selector");
        isNotNull();
        if (actual.select(selector).isEmpty()) {
            throw missing(selector);
        }
        return this;
    }

    /**
     * Verifies that a CSS selector selects the given number of elements.
     *
     * @param count zero or more
     * @throws IllegalArgumentException if the selector is invalid
     */
    public HtmlAssert hasElementCount(String selector, int count) {
        Objects.requireNonNull(selector, "selector");
        Checks.atLeast(0, count, "count");
        isNotNull();
        List<HtmlElement> found = actual.select(selector);
        if (found.size() != count) {
            String expected = Failure.count(count, "element") + " " + selector;
            throw failureWithActualExpected(
                    found.size(),
                    count,
                    "%s",
                    found.isEmpty()
                            ? Failure.none(expected)
                            : "Expected " + expected + ", but found " + found.size() + ":\n"
                                    + Failure.lines(found, HtmlElement::toString));
        }
        return this;
    }

    /**
     * Verifies that a CSS selector selects no element.
     *
     * @throws IllegalArgumentException if the selector is invalid
     */
    public HtmlAssert doesNotHaveElement(String selector) {
        return hasElementCount(selector, 0);
    }

    /**
     * Verifies that a CSS selector selects an element, and navigates to the first one.
     *
     * @throws IllegalArgumentException if the selector is invalid
     */
    public HtmlElementAssert select(String selector) {
        Objects.requireNonNull(selector, "selector");
        return element("element " + selector, () -> {
            isNotNull();
            return actual.select(selector).stream().findFirst().orElseThrow(() -> missing(selector));
        });
    }

    /**
     * Verifies that a CSS selector selects an element, and that the first one satisfies the requirements.
     *
     * @throws IllegalArgumentException if the selector is invalid
     */
    public final HtmlAssert select(String selector, Consumer<HtmlElementAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(select(selector));
        return this;
    }

    private AssertionError missing(String selector) {
        return failure("%s", Failure.none("element " + selector) + "\nHTML: " + Failure.quoted(actual.toString()));
    }

    /**
     * Verifies that the HTML has a link with the given text, ignoring case, and navigates to it. If no link has exactly this
     * text, the first link that contains it is used.
     */
    public HtmlElementAssert link(String text) {
        Objects.requireNonNull(text, "text");
        return element("link \"" + text + "\"", () -> {
            isNotNull();
            return find(text);
        });
    }

    /**
     * Verifies that the HTML has a link with the given text, ignoring case, that satisfies the requirements. If no link has
     * exactly this text, the first link that contains it is used.
     */
    public final HtmlAssert link(String text, Consumer<HtmlElementAssert> requirements) {
        Objects.requireNonNull(requirements, "requirements").accept(link(text));
        return this;
    }

    private HtmlElement find(String text) {
        List<HtmlElement> links = actual.select("a[href]");
        String wanted = text.toLowerCase(Locale.ROOT);
        Optional<HtmlElement> exact = links.stream()
                .filter(link -> link.text().equalsIgnoreCase(text))
                .findFirst();
        return exact.or(() -> links.stream()
                        .filter(link -> link.text().toLowerCase(Locale.ROOT).contains(wanted))
                        .findFirst())
                .orElseThrow(() ->
                        failure("%s", Failure.found("link " + Failure.quoted(text), links, HtmlElement::toString)));
    }

    private HtmlElementAssert element(String what, Supplier<HtmlElement> element) {
        return navigation
                .to(HtmlElementAssert.class, HtmlElement.class, HtmlElementAssert::new, element)
                .assertion()
                .of(this, what + " of the " + descriptionText());
    }

    /**
     * Verifies that no image of the message is broken: every {@code cid:} URL refers to a part of the message (RFC 2392), and
     * no image has a URL that cannot work in mail, such as {@code /logo.png}. Images on the web and {@code data:} URLs are not
     * checked. Passes if the HTML has no images; fails if it was not reached from a message, because its parts are then
     * unknown.
     */
    public HtmlAssert hasNoBrokenImages() {
        isNotNull();
        CapturedMessage sent = message("no broken images", "hasNoBrokenImages");
        List<HtmlImage> broken = sent.content().htmlImages().stream()
                .filter(HtmlAssert::isBroken)
                .toList();
        if (!broken.isEmpty()) {
            List<String> contentIds = sent.attachments().stream()
                    .flatMap(part -> part.contentId().stream())
                    .toList();
            throw failure(
                    "%s",
                    Failure.found("no broken images", broken, HtmlImage::source) + "\nContent-IDs of the message: "
                            + (contentIds.isEmpty() ? "none" : Failure.cut(String.join(", ", contentIds))));
        }
        return this;
    }

    /**
     * Verifies that common mail clients show the HTML as browsers do, as far as {@code docs/html-compatibility.md} has a rule.
     * Fails if it was not reached from a message.
     *
     * @param ignoredRules the names of rules that may apply, such as {@code borderRadius}
     */
    public HtmlAssert hasNoCompatibilityFindings(String... ignoredRules) {
        List<String> ignored = Checks.elements("ignoredRules", ignoredRules);
        isNotNull();
        List<HtmlFinding> findings =
                message("no compatibility findings", "hasNoCompatibilityFindings")
                        .content()
                        .htmlCompatibility()
                        .stream()
                        .filter(finding -> !ignored.contains(finding.rule()))
                        .toList();
        if (!findings.isEmpty()) {
            throw failure("%s", CompatibilityFailure.of(findings, ignored));
        }
        return this;
    }

    private CapturedMessage message(String expected, String method) {
        if (message == null) {
            throw failure(
                    "%s",
                    Failure.of(expected, "the HTML does not belong to a message") + "\nUse assertThat(message).html()."
                            + method + "().");
        }
        return message;
    }

    private static boolean isBroken(HtmlImage image) {
        String source = image.source().toLowerCase(Locale.ROOT);
        boolean isElsewhere = source.startsWith("http:") || source.startsWith("https:") || source.startsWith("data:");
        return !isElsewhere && image.part().isEmpty();
    }
}

package io.github.smtpfake.assertj;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.HtmlDocument;
import io.github.smtpfake.message.HtmlElement;
import io.github.smtpfake.message.HtmlImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the HTML of a message. Nothing is ever fetched. */
public class HtmlAssert extends AbstractAssert<HtmlAssert, HtmlDocument> {
    private Navigation navigation = Navigation.HARD;
    private @Nullable CapturedMessageAssert origin;
    private @Nullable CapturedMessage message;

    /** Makes an assert on HTML that belongs to no message. */
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
     * Goes back to the message.
     *
     * @throws IllegalStateException if the HTML is none of a message that was asserted on
     */
    public CapturedMessageAssert returnToMessage() {
        return Failure.requireOrigin(origin, "message");
    }

    /** What a reader sees of the HTML contains this text; blanks count as one. */
    public HtmlAssert hasTextContaining(String text) {
        isNotNull();
        if (!actual.text().contains(text)) {
            throw failure(
                    "%s",
                    expecting(
                            "to have text containing\n  " + Failure.quoted(text),
                            "had\n  " + Failure.quoted(actual.text())));
        }
        return this;
    }

    /** A CSS selector selects at least one element, such as {@code table.order td}. */
    public HtmlAssert hasElement(String selector) {
        isNotNull();
        if (actual.select(selector).isEmpty()) {
            throw missing(selector);
        }
        return this;
    }

    /** A CSS selector selects exactly so many elements. */
    public HtmlAssert hasElementCount(String selector, int count) {
        isNotNull();
        List<HtmlElement> found = actual.select(selector);
        if (found.size() != count) {
            throw failureWithActualExpected(
                    found.size(),
                    count,
                    "%s",
                    expecting("to have " + count + " elements " + selector, "has " + found.size() + lines(found)));
        }
        return this;
    }

    /** A CSS selector selects nothing. */
    public HtmlAssert doesNotHaveElement(String selector) {
        return hasElementCount(selector, 0);
    }

    /** Goes on to the first element that a CSS selector selects. */
    public HtmlElementAssert select(String selector) {
        return element("element " + selector, () -> {
            isNotNull();
            return actual.select(selector).stream().findFirst().orElseThrow(() -> missing(selector));
        });
    }

    /** A CSS selector selects an element, and the first one meets the requirements. */
    public final HtmlAssert select(String selector, Consumer<HtmlElementAssert> requirements) {
        requirements.accept(select(selector));
        return this;
    }

    private AssertionError missing(String selector) {
        return failure(
                "%s", expecting("to have an element\n  " + selector, "has\n  " + Failure.quoted(actual.toString())));
    }

    /**
     * Goes on to the link that a reader sees by this text, ignoring case; where none has just this text, to the first that
     * contains it.
     */
    public HtmlElementAssert link(String text) {
        return element("link \"" + text + "\"", () -> {
            isNotNull();
            return find(text);
        });
    }

    /** There is a link that a reader sees by this text, and it meets the requirements. */
    public final HtmlAssert link(String text, Consumer<HtmlElementAssert> requirements) {
        requirements.accept(link(text));
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
                .orElseThrow(() -> failure(
                        "%s",
                        expecting(
                                "to have a link\n  " + Failure.quoted(text),
                                links.isEmpty() ? "has none" : "has" + lines(links))));
    }

    private HtmlElementAssert element(String what, Supplier<HtmlElement> element) {
        return navigation
                .to(HtmlElementAssert.class, HtmlElement.class, HtmlElementAssert::new, element)
                .assertion()
                .of(this, what + " of the " + descriptionText());
    }

    /**
     * Every image that refers to a part of the message has it there (RFC 2392), and none has an address that means nothing
     * in a mail, such as {@code /logo.png}. Images on the web are not looked at.
     */
    public HtmlAssert hasNoBrokenImages() {
        isNotNull();
        List<HtmlImage> images = message == null ? List.of() : message.content().htmlImages();
        List<HtmlImage> broken = images.stream().filter(HtmlAssert::isBroken).toList();
        if (!broken.isEmpty()) {
            List<String> parts = message == null
                    ? List.of()
                    : message.attachments().stream()
                            .flatMap(part -> part.contentId().stream())
                            .toList();
            throw failure(
                    "%s",
                    expecting(
                            "to have only images that resolve",
                            "has some that do not\n" + Failure.lines(broken, HtmlImage::source)
                                    + "\nThe parts have the Content-IDs " + parts));
        }
        return this;
    }

    private static boolean isBroken(HtmlImage image) {
        String source = image.source().toLowerCase(Locale.ROOT);
        boolean isElsewhere = source.startsWith("http:") || source.startsWith("https:") || source.startsWith("data:");
        return !isElsewhere && image.part().isEmpty();
    }

    private String expecting(String expectation, String but) {
        return "Expecting HTML\n" + expectation + "\nbut it " + but;
    }

    private static String lines(List<HtmlElement> elements) {
        return elements.isEmpty() ? "" : "\n" + Failure.lines(elements, HtmlElement::toString);
    }
}

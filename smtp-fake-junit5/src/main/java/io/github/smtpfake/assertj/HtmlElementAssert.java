package io.github.smtpfake.assertj;

import io.github.smtpfake.message.HtmlElement;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an element of HTML. */
public class HtmlElementAssert extends AbstractAssert<HtmlElementAssert, HtmlElement> {
    private @Nullable HtmlAssert html;

    /** Makes an assert that leads back to no HTML. */
    public HtmlElementAssert(@Nullable HtmlElement actual) {
        super(actual, HtmlElementAssert.class);
    }

    final HtmlElementAssert of(HtmlAssert html, String description) {
        this.html = html;
        return as("%s", description);
    }

    /**
     * Goes back to the HTML.
     *
     * @throws IllegalStateException if the element is none of HTML that was asserted on
     */
    public HtmlAssert returnToHtml() {
        return Failure.requireOrigin(html, "HTML");
    }

    /** What a reader sees of the element is this; blanks count as one. */
    public HtmlElementAssert hasText(String text) {
        isNotNull();
        return is("text", Optional.of(actual.text()), text);
    }

    /** What a reader sees of the element contains this text; blanks count as one. */
    public HtmlElementAssert hasTextContaining(String text) {
        isNotNull();
        if (!actual.text().contains(text)) {
            throw failure(
                    "%s",
                    "Expecting element\n  " + actual + "\nto have text containing\n  " + Failure.quoted(text)
                            + "\nbut had\n  " + Failure.quoted(actual.text()));
        }
        return this;
    }

    /** An attribute has this value. */
    public HtmlElementAssert hasAttribute(String name, String value) {
        isNotNull();
        return is(name, actual.attribute(name), value);
    }

    /** The link leads there. */
    public HtmlElementAssert hasHref(String url) {
        return hasAttribute("href", url);
    }

    private HtmlElementAssert is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw failureWithActualExpected(
                    found.orElse(null),
                    expected,
                    "%s",
                    "Expecting element\n  " + actual + "\nto have " + what + "\n  " + Failure.quoted(expected)
                            + "\nbut "
                            + found.map(value -> "had\n  " + Failure.quoted(value))
                                    .orElse("had none"));
        }
        return this;
    }
}

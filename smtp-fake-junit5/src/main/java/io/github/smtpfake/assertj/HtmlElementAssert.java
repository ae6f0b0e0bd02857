package io.github.smtpfake.assertj;

import io.github.smtpfake.message.HtmlElement;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on an element of an HTML document. */
public class HtmlElementAssert extends AbstractAssert<HtmlElementAssert, HtmlElement> {
    private @Nullable HtmlAssert html;

    /** Creates an assert that cannot return to an HTML document. */
    public HtmlElementAssert(@Nullable HtmlElement actual) {
        super(actual, HtmlElementAssert.class);
    }

    final HtmlElementAssert of(HtmlAssert html, String description) {
        this.html = html;
        return as("%s", description);
    }

    /**
     * Returns the assert on the HTML from which this one was reached.
     *
     * @throws IllegalStateException if this assert was not reached from HTML
     */
    public HtmlAssert returnToHtml() {
        return Failure.requireOrigin(html, "HTML");
    }

    /** Verifies that the visible text of the element, in which white space is collapsed, equals the given text. */
    public HtmlElementAssert hasText(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        return is("text", Optional.of(actual.text()), text);
    }

    /** Verifies that the visible text of the element, in which white space is collapsed, contains the given text. */
    public HtmlElementAssert hasTextContaining(String text) {
        Objects.requireNonNull(text, "text");
        isNotNull();
        if (!actual.text().contains(text)) {
            throw failure("%s", withElement(TextDifference.containing("text", text, Optional.of(actual.text()))));
        }
        return this;
    }

    /** Verifies that the element has an attribute with the given name and value. */
    public HtmlElementAssert hasAttribute(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        isNotNull();
        return is(name, actual.attribute(name), value);
    }

    /** Verifies that the {@code href} attribute of the link equals the given URL. */
    public HtmlElementAssert hasHref(String url) {
        return hasAttribute("href", Objects.requireNonNull(url, "url"));
    }

    private HtmlElementAssert is(String what, Optional<String> found, String expected) {
        if (!found.equals(Optional.of(expected))) {
            throw failureWithActualExpected(
                    found.orElse(null), expected, "%s", withElement(TextDifference.equal(what, expected, found)));
        }
        return this;
    }

    private String withElement(String description) {
        return description + "\nElement: " + Failure.cut(actual.toString());
    }
}

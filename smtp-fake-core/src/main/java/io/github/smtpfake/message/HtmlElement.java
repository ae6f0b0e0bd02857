package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An element of an {@link HtmlDocument}. Immutable.
 *
 * @param tag the tag name in lower case, such as {@code a}
 * @param text the text that a reader sees, with runs of white space replaced by one space
 * @param attributes the attributes in document order, by their names in lower case
 * @param html the element and its content as HTML, as the parser understood it
 */
public record HtmlElement(String tag, String text, Map<String, String> attributes, String html) {
    private static final int SHOWN = 120;

    /** Creates an element with a copy of the map, in the same order. */
    public HtmlElement {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(attributes, "attributes");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /**
     * Returns the value of an attribute, or empty if the element does not have it.
     *
     * @param name the name of the attribute in lower case
     */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(Objects.requireNonNull(name, "name")));
    }

    /** Returns the HTML of the element on one line of at most 120 characters. */
    @Override
    public String toString() {
        return Printable.line(html.replaceAll("\\s+", " "), SHOWN);
    }
}

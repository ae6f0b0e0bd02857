package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An element of an {@link HtmlDocument}.
 *
 * @param tag the name of its tag in lower case, such as {@code a}
 * @param text what a reader sees of it, blanks joined into one
 * @param attributes its attributes in their order, by their names in lower case
 * @param html the element with all that is in it, as the parser has understood it
 */
public record HtmlElement(String tag, String text, Map<String, String> attributes, String html) {
    private static final int SHOWN = 120;

    /** Copies the map, keeping its order. */
    public HtmlElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Returns the value of an attribute; empty where the element does not have it. */
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** Returns the element as HTML on one line, cut after 120 characters. */
    @Override
    public String toString() {
        return Printable.line(html.replaceAll("\\s+", " "), SHOWN);
    }
}

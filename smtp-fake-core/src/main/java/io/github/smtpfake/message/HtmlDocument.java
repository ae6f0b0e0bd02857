package io.github.smtpfake.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/**
 * An HTML document, parsed as leniently as browsers do. It never fetches a resource. It cannot be changed, but it is
 * not thread-safe.
 */
public final class HtmlDocument {
    private final Document document;

    private HtmlDocument(Document document) {
        this.document = document;
    }

    /** Parses HTML, such as that of {@link CapturedMessage#html()}. Parsing never fails. */
    public static HtmlDocument parse(String html) {
        return new HtmlDocument(Jsoup.parse(Objects.requireNonNull(html, "html")));
    }

    /** Returns the text that a reader sees, with runs of white space replaced by one space. */
    public String text() {
        return document.text();
    }

    /**
     * Returns the elements that match a CSS selector, such as {@code td.total} or {@code a[href]}, in document order.
     *
     * @throws IllegalArgumentException if the selector is invalid
     */
    public List<HtmlElement> select(String selector) {
        Objects.requireNonNull(selector, "selector");
        try {
            return document.select(selector).stream().map(HtmlDocument::element).toList();
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid CSS selector \"" + selector + "\": " + e.getMessage(), e);
        }
    }

    private static HtmlElement element(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Attribute attribute : element.attributes()) {
            attributes.put(attribute.getKey(), attribute.getValue());
        }
        return new HtmlElement(element.normalName(), element.text(), attributes, element.outerHtml());
    }

    /** Returns the HTML as the parser understood it. */
    @Override
    public String toString() {
        return document.outerHtml();
    }
}

package io.github.smtpfake.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/** HTML, parsed as a browser does, which takes everything. Nothing is ever fetched. Immutable, but not thread-safe. */
public final class HtmlDocument {
    private final Document document;

    private HtmlDocument(Document document) {
        this.document = document;
    }

    /** Parses HTML, such as that of {@link CapturedMessage#html()}. */
    public static HtmlDocument parse(String html) {
        return new HtmlDocument(Jsoup.parse(html));
    }

    /** Returns what a reader sees, blanks joined into one. */
    public String text() {
        return document.text();
    }

    /**
     * Returns the elements that a CSS selector selects, in their order, such as {@code td.total} or {@code a[href]}.
     *
     * @throws IllegalArgumentException if it is no selector
     */
    public List<HtmlElement> select(String selector) {
        try {
            return document.select(selector).stream().map(HtmlDocument::element).toList();
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + selector + "\" is no CSS selector: " + e.getMessage(), e);
        }
    }

    private static HtmlElement element(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Attribute attribute : element.attributes()) {
            attributes.put(attribute.getKey(), attribute.getValue());
        }
        return new HtmlElement(element.normalName(), element.text(), attributes, element.outerHtml());
    }

    /** Returns the HTML as the parser has understood it. */
    @Override
    public String toString() {
        return document.outerHtml();
    }
}

package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;

/**
 * The visible content of a message's HTML.
 *
 * @param text the text that a reader sees
 * @param prose the same text without elements that are marked as code
 * @param references the addresses of attributes and styles that may refer to a part, in order and without duplicates
 */
record HtmlView(String text, String prose, List<Link> links, List<Image> images, List<String> references) {
    private static final Evaluator BASES = QueryParser.parse("base[href]");
    private static final Evaluator ANCHORS = QueryParser.parse("a[href], area[href]");
    private static final Evaluator IMAGES = QueryParser.parse("img[src]");

    static final HtmlView NONE = new HtmlView("", "", List.of(), List.of(), List.of());

    /** An image and its alternative text. */
    record Image(String source, String description) {}

    static HtmlView of(String html) {
        Document document = Jsoup.parse(html);
        HtmlText.Texts texts = HtmlText.of(document.body());
        return new HtmlView(texts.all(), texts.prose(), links(document), images(document), references(document));
    }

    private static List<Link> links(Document document) {
        String base = document.select(BASES).attr("href");
        List<Link> links = new ArrayList<>();
        for (Element anchor : document.select(ANCHORS)) {
            String href = withoutLineEnds(anchor.attr("href"));
            if (!href.isEmpty() && !href.startsWith("#")) {
                links.add(new Link(text(anchor), base.isBlank() ? href : absolute(anchor, base, href)));
            }
        }
        return links;
    }

    /** Removes what browsers remove from an address (WHATWG URL Standard, 4.4). */
    private static String withoutLineEnds(String address) {
        return address.replaceAll("[\\t\\r\\n]", "").strip();
    }

    private static String absolute(Element anchor, String base, String href) {
        anchor.setBaseUri(base);
        String absolute = anchor.absUrl("href");
        // Only hierarchical addresses such as http can be resolved; mailto is absolute already.
        return absolute.isEmpty() ? href : absolute;
    }

    private static String text(Element anchor) {
        String text = anchor.text().strip();
        if (!text.isEmpty()) {
            return text;
        }
        Element image = anchor.selectFirst("img[alt]");
        return image != null ? image.attr("alt").strip() : anchor.attr("alt").strip();
    }

    private static List<Image> images(Document document) {
        List<Image> images = new ArrayList<>();
        for (Element image : document.select(IMAGES)) {
            images.add(new Image(
                    withoutLineEnds(image.attr("src")), image.attr("alt").strip()));
        }
        return images;
    }

    private static List<String> references(Document document) {
        List<String> found = new ArrayList<>();
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                ContentIds.addReferences(attribute.getKey(), attribute.getValue(), found);
            }
            if (element.normalName().equals("style")) {
                ContentIds.addFromText(element.data(), found);
            }
        }
        return found.stream().distinct().toList();
    }
}

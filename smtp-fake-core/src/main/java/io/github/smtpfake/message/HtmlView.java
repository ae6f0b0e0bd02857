package io.github.smtpfake.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What was found in the HTML of a message.
 *
 * @param text what a reader sees
 * @param prose the same without what is marked as code
 * @param images without the parts that they refer to
 * @param contentIds the Content-IDs that any attribute or style refers to, decoded, in order and without repetitions
 */
record HtmlView(String text, String prose, List<Link> links, List<HtmlImage> images, List<String> contentIds) {
    static final HtmlView NONE = new HtmlView("", "", List.of(), List.of(), List.of());

    static HtmlView of(String html) {
        Document document = Jsoup.parse(html);
        return new HtmlView(
                HtmlText.of(document.body()),
                HtmlText.withoutCode(document.body()),
                links(document),
                images(document),
                contentIds(document));
    }

    private static List<Link> links(Document document) {
        String base = document.select("base[href]").attr("href");
        List<Link> links = new ArrayList<>();
        for (Element anchor : document.select("a[href], area[href]")) {
            String href = anchor.attr("href").strip();
            if (!href.isEmpty() && !href.startsWith("#")) {
                links.add(new Link(text(anchor), base.isBlank() ? href : absolute(anchor, base, href)));
            }
        }
        return links;
    }

    private static String absolute(Element anchor, String base, String href) {
        anchor.setBaseUri(base);
        String absolute = anchor.absUrl("href");
        // Only http and the like can be made absolute; mailto is whole as it is.
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

    private static List<HtmlImage> images(Document document) {
        List<HtmlImage> images = new ArrayList<>();
        for (Element image : document.select("img[src]")) {
            images.add(
                    new HtmlImage(image.attr("src").strip(), image.attr("alt").strip(), Optional.empty()));
        }
        return images;
    }

    private static List<String> contentIds(Document document) {
        List<String> found = new ArrayList<>();
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                ContentIds.addReferences(attribute.getValue(), found);
            }
            if (element.normalName().equals("style")) {
                ContentIds.addReferences(element.data(), found);
            }
        }
        return found.stream().distinct().toList();
    }
}

package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.internal.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** Finds what mail clients show differently from browsers. Not thread-safe. */
final class HtmlCheck implements NodeVisitor {
    /** Where Gmail cuts the HTML. */
    static final int MAX_HTML_BYTES = 102 * 1024;
    /** How much CSS Gmail accepts in all style elements together. */
    static final int MAX_STYLE_BYTES = 16 * 1024;

    private static final Set<String> CONTROLS = Set.of("input", "select", "textarea", "button");
    /** Their addresses are the concern of other rules. */
    private static final Set<String> NOT_SHOWN = Set.of("base", "link", "script");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+:.*+", Pattern.DOTALL);
    private static final Pattern FIXED_SCALE =
            Pattern.compile("user-scalable\\s*+=\\s*+(?:no|0)\\b|maximum-scale\\s*+=\\s*+(?:0|1)(?![0-9])");
    private static final Pattern EXTENSION = Pattern.compile("[^?#]*\\.(webp|avif)(?:[?#].*)?", Pattern.DOTALL);

    private final ParsedMessage message;
    private final String html;
    private final HtmlPlaces places;

    private boolean hasBase;
    private boolean isHiddenFromWord;
    private int bodies;
    private int forms;
    private int graphics;
    private int styleBytes;

    private HtmlCheck(ParsedMessage message, String html) {
        this.message = message;
        this.html = html;
        this.places = new HtmlPlaces(html);
    }

    static List<HtmlFinding> of(ParsedMessage message) {
        return message.html()
                .map(html -> new HtmlCheck(message, message.examined(html)).findings(html))
                .orElse(List.of());
    }

    private List<HtmlFinding> findings(String complete) {
        if (Utf8.length(complete) > MAX_HTML_BYTES) {
            places.add(HtmlRule.LARGE_HTML);
        }
        Document document = Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
        if (document.documentType() == null) {
            places.add(HtmlRule.MISSING_DOCTYPE);
        }
        hasBase = document.selectFirst("base[href]") != null;
        document.traverse(this);
        return places.findings();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Comment comment) {
            checkComment(comment.getData());
        } else if (node instanceof Element element && !(element instanceof Document)) {
            checkElement(element);
            enter(element, 1);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            enter(element, -1);
        }
    }

    private void enter(Element element, int change) {
        switch (element.normalName()) {
            case "body" -> bodies += change;
            case "form" -> forms += change;
            case "svg", "math" -> graphics += change;
            default -> {
                // The rules do not depend on it.
            }
        }
    }

    /** Follows the comments that hide a part of the HTML from Word: {@code <!--[if !mso]><!-->} and {@code <!--<![endif]-->}. */
    private void checkComment(String comment) {
        String condition = comment.strip().toLowerCase(Locale.ROOT);
        if (condition.startsWith("[if ") && condition.endsWith("[endif]")) {
            // The comment contains what it is about: all other clients see nothing of it.
            return;
        }
        if (condition.startsWith("[if !mso")) {
            isHiddenFromWord = true;
        } else if (condition.endsWith("[endif]")) {
            isHiddenFromWord = false;
        }
    }

    private void checkElement(Element element) {
        if (graphics > 0) {
            return;
        }
        checkName(element);
        for (Attribute attribute : element.attributes()) {
            checkAttribute(element, attribute.getKey(), attribute.getValue());
        }
    }

    private void checkName(Element element) {
        switch (element.normalName()) {
            case "html" -> checkLanguage(element);
            case "base" -> report(element.hasAttr("href"), HtmlRule.BASE_ELEMENT, element);
            case "meta" -> checkMeta(element);
            case "link" ->
                report(LowerCase.of(element.attr("rel")).contains("stylesheet"), HtmlRule.LINKED_STYLE_SHEET, element);
            case "style" -> checkStyle(element);
            // Gmail and others read structured data, which browsers do not execute.
            case "script" ->
                report(!element.attr("type").equalsIgnoreCase("application/ld+json"), HtmlRule.SCRIPT, element);
            case "iframe", "frame" -> report(true, HtmlRule.IFRAME, element);
            case "object", "embed" -> report(true, HtmlRule.EMBEDDED_OBJECT, element);
            case "video" -> report(true, HtmlRule.VIDEO, element);
            case "audio" -> report(true, HtmlRule.AUDIO, element);
            case "form" -> report(true, HtmlRule.FORM, element);
            case "svg" -> report(true, HtmlRule.INLINE_SVG, element);
            case "img" -> checkImage(element);
            case "a" -> report(isAnchor(element.attr("href").strip()), HtmlRule.ANCHOR_LINK, element);
            default -> report(forms == 0 && CONTROLS.contains(element.normalName()), HtmlRule.FORM, element);
        }
    }

    /** A link to {@code #} alone is a common placeholder. */
    private static boolean isAnchor(String href) {
        return href.length() > 1 && href.charAt(0) == '#';
    }

    private void checkLanguage(Element element) {
        if (element.attr("lang").isBlank()) {
            if (isWritten(element)) {
                report(true, HtmlRule.MISSING_LANG, element);
            } else {
                places.add(HtmlRule.MISSING_LANG);
            }
        }
    }

    private void checkMeta(Element element) {
        report(
                element.attr("name").strip().equalsIgnoreCase("viewport")
                        && FIXED_SCALE
                                .matcher(LowerCase.of(element.attr("content")))
                                .find(),
                HtmlRule.ZOOM_DISABLED,
                element);
    }

    private void checkStyle(Element style) {
        report(bodies > 0, HtmlRule.STYLE_IN_BODY, style);
        for (DataNode data : style.dataNodes()) {
            String css = data.getWholeData();
            styleBytes += Utf8.length(css);
            report(styleBytes > MAX_STYLE_BYTES, HtmlRule.LARGE_STYLE, style);
            StyleCheck.checkSheet(css, reporter(css, data.sourceRange(), style));
            List<String> references = new ArrayList<>();
            ContentIds.addFromText(css, references);
            checkReferences(style, references);
        }
    }

    private void checkImage(Element image) {
        String width = image.attr("width").strip();
        report(!image.hasAttr("alt"), HtmlRule.MISSING_ALT, image);
        report(width.isEmpty(), HtmlRule.MISSING_IMAGE_WIDTH, image);
        report(width.endsWith("%"), HtmlRule.PERCENT_IMAGE_WIDTH, image);
        String source = image.attr("src").strip();
        String type = imageType(source);
        report(source.regionMatches(true, 0, "data:", 0, 5), HtmlRule.DATA_URI_IMAGE, image);
        report(type.equals("webp"), HtmlRule.WEBP_IMAGE, image);
        report(type.equals("avif"), HtmlRule.AVIF_IMAGE, image);
    }

    /** Returns the format of an image without {@code image/}, by its part or its address; an empty string if it is unknown. */
    private String imageType(String source) {
        Optional<PartReferences.Target> target = message.references().find(source);
        if (target.isPresent()) {
            return withoutPrefix(target.get().part().mediaType(), "image/");
        }
        String start = LowerCase.of(source.substring(0, Math.min(source.length(), 20)));
        if (start.startsWith("data:image/")) {
            return withoutPrefix(start, "data:image/").replaceAll("[;,].*", "");
        }
        Matcher extension = EXTENSION.matcher(LowerCase.of(source));
        return extension.matches() ? extension.group(1) : "";
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : "";
    }

    private void checkAttribute(Element element, String name, String value) {
        switch (name) {
            case "style" ->
                StyleCheck.checkAttribute(
                        value,
                        element,
                        reporter(value, element.attributes().sourceRange(name).valueRange(), element));
            case "href", "src", "background", "poster" -> checkAddress(element, value.strip());
            default -> report(name.startsWith("on") && name.length() > 2, HtmlRule.SCRIPT, element);
        }
        List<String> references = new ArrayList<>();
        ContentIds.addReferences(name, value, references);
        checkReferences(element, references);
    }

    private void checkAddress(Element element, String address) {
        report(address.regionMatches(true, 0, "javascript:", 0, 11), HtmlRule.SCRIPT, element);
        boolean isRelative = !NOT_SHOWN.contains(element.normalName())
                && !address.isEmpty()
                && address.charAt(0) != '#'
                && !SCHEME.matcher(address).matches();
        report(isRelative && !hasBase && message.references().find(address).isEmpty(), HtmlRule.RELATIVE_URL, element);
    }

    private void checkReferences(Element element, List<String> references) {
        for (String reference : references) {
            report(
                    ContentIds.isContentId(reference)
                            && message.references().find(reference).isEmpty(),
                    HtmlRule.MISSING_INLINE_PART,
                    element);
        }
    }

    /** Returns a reporter for places within a text of the HTML. If it contains character references, only its start is known. */
    private StyleCheck.Report reporter(String text, Range range, Element element) {
        int start = range.isTracked() ? range.startPos() : -1;
        boolean isVerbatim = start >= 0 && html.startsWith(text, start);
        return (rule, position) -> {
            if (isVerbatim) {
                report(rule, start + position);
            } else {
                report(true, rule, element);
            }
        };
    }

    /** Returns whether the HTML contains the tag. The parser adds and repeats elements. */
    private static boolean isWritten(Element element) {
        return element.sourceRange().isTracked() && !element.sourceRange().isImplicit();
    }

    private void report(boolean applies, HtmlRule rule, Element element) {
        if (applies && isWritten(element)) {
            report(rule, element.sourceRange().startPos());
        }
    }

    private void report(HtmlRule rule, int position) {
        if (!(isHiddenFromWord && rule.isOnlyAboutWord())) {
            places.add(rule, position);
        }
    }
}

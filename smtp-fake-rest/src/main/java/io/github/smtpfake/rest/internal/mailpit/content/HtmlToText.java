package io.github.smtpfake.rest.internal.mailpit.content;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Converts HTML to text as Mailpit does for a message without plain text, with the addresses of links and with marks for headings,
 * lists and bold text. Used by one thread at a time.
 */
final class HtmlToText {
    private static final Pattern SPACE = Pattern.compile("[ \\r\\n\\t]+");
    private static final Pattern LINE_ENDS = Pattern.compile("\\n\\n+");
    private static final int MAX_DEPTH = 300;

    private final TextLines lines = new TextLines();
    private final int depth;
    private boolean justClosedDiv;
    private boolean isPreformatted;

    private HtmlToText(int depth) {
        this.depth = depth;
    }

    static String of(String html) {
        HtmlToText writer = new HtmlToText(0);
        writer.children(Jsoup.parse(html), 0);
        String text = writer.lines.toString().replace("\n ", "\n");
        return GoSpace.strip(LINE_ENDS.matcher(text).replaceAll("\n\n"));
    }

    /** Texts without an element between them are one text. */
    private void children(Node parent, int level) {
        StringBuilder texts = new StringBuilder();
        for (Node child : parent.childNodes()) {
            if (child instanceof TextNode text) {
                texts.append(text.getWholeText());
                continue;
            }
            text(texts.toString());
            texts.setLength(0);
            if (child instanceof Element element) {
                if (depth + level < MAX_DEPTH) {
                    element(element, level + 1);
                } else {
                    text(element.wholeText());
                }
            }
        }
        text(texts.toString());
    }

    private void text(String text) {
        lines.emit(isPreformatted ? text : GoSpace.strip(SPACE.matcher(text).replaceAll(" ")));
    }

    private void element(Element element, int level) {
        justClosedDiv = false;
        switch (element.normalName()) {
            case "style", "script", "head" -> {}
            case "br" -> lines.emit("\n");
            case "h1", "h2", "h3" -> heading(element, level);
            case "blockquote" -> quotation(element, level);
            case "div" -> division(element, level);
            case "li" -> {
                lines.emit("* ");
                children(element, level);
                lines.emit("\n");
            }
            case "b", "strong" -> {
                HtmlToText bold = new HtmlToText(depth + level);
                bold.lines.startAfterSpace();
                bold.children(element, 0);
                lines.emit("*" + bold.lines + "*");
            }
            case "a" -> link(element, level);
            case "p", "ul", "table" -> {
                lines.emit("\n\n");
                children(element, level);
                lines.emit("\n\n");
            }
            case "pre" -> {
                isPreformatted = true;
                children(element, level);
                isPreformatted = false;
            }
            default -> children(element, level);
        }
    }

    /** Draws a line as long as the longest line of the heading below it, and above it unless it is of the third level. */
    private void heading(Element element, int level) {
        HtmlToText heading = new HtmlToText(depth + level);
        heading.children(element, 0);
        String text = heading.lines.toString();
        int longest = 0;
        for (String line : text.split("\n", -1)) {
            longest = Math.max(longest, line.codePointCount(0, line.length()) - 1);
        }
        String divider = (element.normalName().equals("h1") ? "*" : "-").repeat(longest);
        String above = element.normalName().equals("h3") ? "" : divider + "\n";
        lines.emit("\n\n" + above + text + "\n" + divider + "\n\n");
    }

    private void quotation(Element element, int level) {
        lines.beginQuotation();
        children(element, level);
        lines.endQuotation();
    }

    private void division(Element element, int level) {
        if (!lines.isAtLineStart()) {
            lines.emit("\n");
        }
        children(element, level);
        if (!justClosedDiv) {
            lines.emit("\n");
        }
        justClosedDiv = true;
    }

    private void link(Element element, int level) {
        boolean hasOneChild = element.childNodeSize() == 1;
        String text = hasOneChild && element.childNode(0) instanceof TextNode only ? only.getWholeText() : "";
        if (hasOneChild
                && element.childNode(0) instanceof Element image
                && image.normalName().equals("img")) {
            lines.emit(image.attr("alt"));
        } else {
            children(element, level);
        }
        String address = GoSpace.strip(element.attr("href"));
        String shown = address.startsWith("mailto:") ? address.substring("mailto:".length()) : address;
        if (!shown.isEmpty() && !shown.equals(text)) {
            lines.emit("( " + shown + " )");
        }
    }
}

package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.LowerCase;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Converts HTML to the text that a reader sees, with a line for each block and an empty line between paragraphs. */
final class HtmlText implements NodeFilter {
    private static final Set<String> PARAGRAPHS =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "hr");
    private static final Set<String> UNSEEN = Set.of("script", "style", "template", "title", "head");
    private static final Set<String> CODE = Set.of("code", "pre", "samp", "kbd", "tt");

    private final boolean withCode;
    private boolean hasCode;
    private final StringBuilder text = new StringBuilder();
    private int preformatted;

    private HtmlText(boolean withCode) {
        this.withCode = withCode;
    }

    /**
     * The text of HTML.
     *
     * @param all the text that a reader sees
     * @param prose the same text without elements that are marked as code
     */
    record Texts(String all, String prose) {}

    static Texts of(Element body) {
        HtmlText writer = new HtmlText(true);
        String all = writer.write(body);
        return new Texts(all, writer.hasCode ? new HtmlText(false).write(body) : all);
    }

    private String write(Element body) {
        body.filter(this);
        return text.toString().strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode leaf) {
            appendText(leaf.getWholeText());
        } else if (node instanceof Element element) {
            return begin(element);
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult begin(Element element) {
        String name = element.normalName();
        boolean isCode = CODE.contains(name);
        hasCode |= isCode;
        if (UNSEEN.contains(name) || isCode && !withCode || isHidden(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        switch (name) {
            case "br" -> text.append('\n');
            case "li" -> {
                endLine();
                text.append("- ");
            }
            case "td", "th" -> appendText(" ");
            case "img" -> appendText(element.attr("alt"));
            case "pre", "textarea" -> {
                endBlock(name);
                preformatted++;
            }
            default -> endBlock(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            String name = element.normalName();
            if (name.equals("pre") || name.equals("textarea")) {
                preformatted--;
            }
            if (!name.equals("br")) {
                endBlock(element);
            }
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.hasAttr("style")
                        && LowerCase.of(element.attr("style")).replace(" ", "").contains("display:none");
    }

    private void endBlock(Element element) {
        if (PARAGRAPHS.contains(element.normalName())) {
            endBlock(element.normalName());
        } else if (element.isBlock() && !element.normalName().equals("td")) {
            endLine();
        }
    }

    /** Adds an empty line unless the text is empty, ends with one already, or the element is a table. */
    private void endBlock(String name) {
        endLine();
        boolean separated = text.length() < 2 || text.charAt(text.length() - 2) == '\n';
        if (!separated && !name.equals("table")) {
            text.append('\n');
        }
    }

    private void endLine() {
        while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private void appendText(String piece) {
        if (preformatted > 0) {
            text.append(piece);
            return;
        }
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i) == '\u00A0' ? ' ' : piece.charAt(i);
            boolean space = Character.isWhitespace(c);
            if (!space) {
                text.append(c);
            } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.append(' ');
            }
        }
    }
}

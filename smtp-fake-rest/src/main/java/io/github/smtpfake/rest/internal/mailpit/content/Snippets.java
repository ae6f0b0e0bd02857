package io.github.smtpfake.rest.internal.mailpit.content;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The beginnings of messages as Mailpit shows them in lists: of the HTML or, if there is none, of the plain text. */
final class Snippets {
    private static final int MAX_BYTES = 200;
    private static final String MORE = "...";
    private static final Set<String> UNSEEN = Set.of("script", "title", "head", "link", "meta", "style", "noscript");
    private static final Pattern END_OF_BLOCK = Pattern.compile(
            "(?i)</(div|p|td|th|h[1-6]|ul|ol|li|address|article|aside|blockquote|dl|dt|footer|header|hr|main|nav|pre|table|thead"
                    + "|tfoot|video)><");
    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<(br /|br)>");
    private static final Pattern IMAGE = Pattern.compile("(?i)<(img)");

    private Snippets() {}

    static String of(String text, String html) {
        if (!GoSpace.strip(html).isEmpty()) {
            return shortened(seen(html));
        }
        return shortened(GoSpace.collapse(text.replace('\uFEFF', ' ')));
    }

    private static String seen(String html) {
        String separated = END_OF_BLOCK.matcher(html).replaceAll("</$1> <");
        String withoutBreaks = LINE_BREAK.matcher(separated).replaceAll(" ");
        String withSpaces = IMAGE.matcher(withoutBreaks).replaceAll(" <$1");
        StringBuilder seen = new StringBuilder();
        Jsoup.parse(withSpaces).filter(new SeenText(seen));
        return GoSpace.collapse(printable(seen));
    }

    private record SeenText(StringBuilder seen) implements NodeFilter {

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                seen.append(text.getWholeText());
            }
            return node instanceof Element element && UNSEEN.contains(element.normalName())
                    ? FilterResult.SKIP_ENTIRELY
                    : FilterResult.CONTINUE;
        }
    }

    /** Returns the text with a space for each character that cannot be printed. */
    private static String printable(CharSequence text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> printable.appendCodePoint(isPrintable(point) ? point : ' '));
        return printable.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns at most 200 bytes of UTF-8; of a character at the end that has several bytes, none. */
    private static String shortened(String text) {
        if (text.length() <= MAX_BYTES / 3) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return text;
        }
        int end = MAX_BYTES;
        while (end > 0 && (bytes[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        if (end > 0 && (bytes[end - 1] & 0xC0) == 0xC0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + MORE;
    }
}

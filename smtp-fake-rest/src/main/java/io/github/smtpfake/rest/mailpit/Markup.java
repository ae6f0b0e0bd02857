package io.github.smtpfake.rest.mailpit;

import java.util.Map;

/** Takes the tags out of HTML, for searching: fast and roughly, in time linear in its length. */
final class Markup {
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int LONGEST_ENTITY = 10;

    private final String html;
    private final StringBuilder text;
    private int at;

    private Markup(String html) {
        this.html = html;
        this.text = new StringBuilder(html.length());
    }

    /** Returns what is neither a tag nor a style nor a script, with a blank for each tag. */
    static String text(String html) {
        Markup markup = new Markup(html);
        while (markup.at < html.length()) {
            markup.next();
        }
        return markup.text.toString();
    }

    private void next() {
        char c = html.charAt(at);
        if (c == '<') {
            text.append(' ');
            skipTag();
        } else if (c == '&') {
            entity();
        } else {
            text.append(c);
            at++;
        }
    }

    private void skipTag() {
        if (html.startsWith("<!--", at)) {
            skipBehind("-->");
        } else if (isAt("<style")) {
            skipBehind("</style");
            skipBehind(">");
        } else if (isAt("<script")) {
            skipBehind("</script");
            skipBehind(">");
        } else {
            skipBehind(">");
        }
    }

    private boolean isAt(String tag) {
        return html.regionMatches(true, at, tag, 0, tag.length());
    }

    private void skipBehind(String end) {
        while (at < html.length() && !isAt(end)) {
            at++;
        }
        at = Math.min(html.length(), at + end.length());
    }

    private void entity() {
        int limit = Math.min(html.length(), at + LONGEST_ENTITY);
        int end = at + 1;
        while (end < limit && html.charAt(end) != ';') {
            end++;
        }
        if (end == limit) {
            text.append(html.charAt(at++));
            return;
        }
        String name = html.substring(at + 1, end);
        text.append(ENTITIES.getOrDefault(name, numbered(name)));
        at = end + 1;
    }

    private static String numbered(String name) {
        if (!name.startsWith("#")) {
            return " ";
        }
        boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
        try {
            int codePoint = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
            return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : " ";
        } catch (NumberFormatException e) {
            return " ";
        }
    }
}

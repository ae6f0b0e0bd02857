package io.github.smtpfake.internal.css;

/**
 * Finds the ends of the statements of a style sheet in one pass (CSS Syntax Module Level 3). Strings, comments and parentheses may
 * contain the characters that end statements. Not thread-safe.
 */
final class CssScanner {
    /** Longer statements are cut. */
    private static final int MAX_STATEMENT = 10_000;

    private final String text;
    private int index;

    /** The statement without its comments. */
    private final StringBuilder statement = new StringBuilder();

    /** The index of its first character, or -1 if it is empty. */
    private int start;

    private int position;

    CssScanner(String text) {
        this.text = text;
    }

    /** Moves after the next semicolon or brace outside of strings and parentheses. Returns it, or NUL at the end of the text. */
    char next() {
        statement.setLength(0);
        start = -1;
        int depth = 0;
        while (index < text.length()) {
            char c = text.charAt(index);
            if (start < 0 && isHtmlComment()) {
                index += c == '<' ? 4 : 3;
            } else if (c == '/' && text.startsWith("/*", index)) {
                int end = text.indexOf("*/", index + 2);
                index = end < 0 ? text.length() : end + 2;
                appendSpace();
            } else if (c == '"' || c == '\'') {
                int end = endOfString(text, index);
                append(index, end);
            } else if (c == '\\') {
                append(index, Math.min(index + 2, text.length()));
            } else if (depth == 0 && (c == ';' || c == '{' || c == '}')) {
                position = start < 0 ? index : start;
                index++;
                return c;
            } else {
                depth = Math.max(0, depth + (c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0));
                append(index, index + 1);
            }
        }
        position = start < 0 ? index : start;
        return '\0';
    }

    /** Returns whether a mark is here that hides the style sheet from very old browsers (CSS Syntax Module Level 3, 4.3). */
    private boolean isHtmlComment() {
        return text.startsWith("<!--", index) || text.startsWith("-->", index);
    }

    private void append(int from, int to) {
        if (start < 0 && !Character.isWhitespace(text.charAt(from))) {
            start = from;
        }
        if (start >= 0 && statement.length() < MAX_STATEMENT) {
            statement.append(text, from, Math.min(to, from + MAX_STATEMENT));
        }
        index = to;
    }

    /** Separates the words before and after a comment. */
    private void appendSpace() {
        if (start >= 0 && statement.length() < MAX_STATEMENT) {
            statement.append(' ');
        }
    }

    /** Returns the text before the character that {@link #next()} has returned, without comments and surrounding white space. */
    String statement() {
        return statement.toString().strip();
    }

    /** Returns the index of the first character of the statement, or of the character after an empty one. */
    int position() {
        return position;
    }

    /** Returns the index after a string that starts with a quote. A line end ends a string, too. */
    static int endOfString(String text, int start) {
        char quote = text.charAt(start);
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }
}

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

    private int start;

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
            if (c == '/' && text.startsWith("/*", index)) {
                int end = text.indexOf("*/", index + 2);
                index = end < 0 ? text.length() : end + 2;
                appendSpace();
            } else if (c == '"' || c == '\'') {
                int end = endOfString(text, index);
                append(index, end);
            } else if (c == '\\') {
                append(index, Math.min(index + 2, text.length()));
            } else if (depth == 0 && (c == ';' || c == '{' || c == '}')) {
                index++;
                return c;
            } else {
                depth = Math.max(0, depth + (c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0));
                append(index, index + 1);
            }
        }
        return '\0';
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

    /** Returns the index of the first character of the statement. */
    int position() {
        return Math.max(0, start);
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

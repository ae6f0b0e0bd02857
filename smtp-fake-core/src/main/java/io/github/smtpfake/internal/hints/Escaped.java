package io.github.smtpfake.internal.hints;

import java.util.Locale;

/** Shows two texts that look alike with escapes, near their first difference. */
public final class Escaped {
    private static final int BEFORE = 15;
    private static final int SHOWN = 50;

    private Escaped() {}

    /** Returns both texts in quotes, each with all characters other than printable ASCII as escapes of Java. */
    public static String both(String wanted, String found) {
        int difference = 0;
        while (difference < Math.min(wanted.length(), found.length())
                && wanted.charAt(difference) == found.charAt(difference)) {
            difference++;
        }
        int from = difference <= BEFORE ? 0 : difference - BEFORE;
        return "expected " + text(wanted, from) + ", found " + text(found, from);
    }

    /** Returns a text in quotes, with all characters other than printable ASCII as escapes of Java. */
    static String quoted(String text) {
        return text(text, 0);
    }

    private static String text(String text, int from) {
        int to = Math.min(text.length(), from + SHOWN);
        StringBuilder escaped = new StringBuilder(from > 0 ? "\"…" : "\"");
        for (char c : text.substring(Math.min(from, to), to).toCharArray()) {
            escaped.append(escape(c));
        }
        return escaped.append(to < text.length() ? "…\"" : "\"").toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' || c > '~' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
        };
    }
}

package io.github.smtpfake.internal.text;

/** Finds long texts within others in linear time, whatever they repeat. */
public final class Substrings {
    /** For shorter texts, the search of Java is faster, and not slow enough to matter. */
    private static final int SHORT = 64;

    private Substrings() {}

    /** Returns whether a text contains another one. */
    public static boolean contains(String text, String part) {
        return part.length() <= SHORT ? text.contains(part) : part.length() <= text.length() && search(text, part);
    }

    /** The algorithm of Knuth, Morris and Pratt. */
    private static boolean search(String text, String part) {
        int[] borders = borders(part);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            matched = next(part, borders, matched, text.charAt(i));
            if (matched == part.length()) {
                return true;
            }
        }
        return false;
    }

    /** Returns for each beginning of a text the length of its longest proper beginning that is also its end. */
    private static int[] borders(String part) {
        int[] borders = new int[part.length() + 1];
        int border = 0;
        for (int i = 1; i < part.length(); i++) {
            border = next(part, borders, border, part.charAt(i));
            borders[i + 1] = border;
        }
        return borders;
    }

    /** Returns how many characters match after the next one. */
    private static int next(String part, int[] borders, int matched, char c) {
        int length = matched;
        while (length > 0 && part.charAt(length) != c) {
            length = borders[length];
        }
        return part.charAt(length) == c ? length + 1 : length;
    }
}

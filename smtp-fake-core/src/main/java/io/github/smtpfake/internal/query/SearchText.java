package io.github.smtpfake.internal.query;

import io.github.smtpfake.internal.text.LowerCase;

/** Normalizes texts that are searched for words, so that line breaks, punctuation and case do not matter. */
public final class SearchText {
    private static final boolean[] SEPARATORS = new boolean[0x80];

    static {
        " \t\n\u000B\f\r><\",;()".chars().forEach(c -> SEPARATORS[c] = true);
    }

    private SearchText() {}

    /** Returns the text in lower case, with one space for each run of white space, brackets, quotes and commas. */
    public static String normalize(String text) {
        StringBuilder normalized = new StringBuilder(text.length());
        boolean separated = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isSeparator(c)) {
                normalized.append(c);
                separated = false;
            } else if (!separated) {
                normalized.append(' ');
                separated = true;
            }
        }
        return LowerCase.of(normalized.toString().strip());
    }

    private static boolean isSeparator(char c) {
        return c < SEPARATORS.length ? SEPARATORS[c] : c == '\uFEFF';
    }
}

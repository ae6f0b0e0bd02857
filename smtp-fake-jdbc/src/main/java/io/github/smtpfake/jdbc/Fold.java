package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.internal.text.Wildcard;

/**
 * Converts texts so that SQL compares them as Java does. SQLite compares bytes of UTF-8, and knows the case of ASCII
 * letters only.
 */
final class Fold {

    private Fold() {}

    /**
     * Returns the form in which two texts are equal if and only if {@link Wildcard}
     * considers them equal.
     */
    static String key(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Wildcard.fold(text.charAt(i)) != text.charAt(i)) {
                return foldAll(text);
            }
        }
        return text;
    }

    private static String foldAll(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Wildcard.fold(folded[i]);
        }
        return String.valueOf(folded);
    }

    /** Returns the form in which queries search a text. */
    static String lower(String text) {
        return LowerCase.of(text);
    }

    /** Returns whether SQLite would not see the text as it is: UTF-8 has no unpaired surrogates, and a zero ends a text. */
    static boolean isOdd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}

package io.github.smtpfake.jdbc;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Sets bits for the trigrams of a text: for three characters in a row, none of which is white space or punctuation that
 * separates words. A text thus has all bits of each text that it contains. Files keep the bits, so that neither the hash nor
 * the separators may ever be changed.
 */
final class Trigrams {
    /** The number of different bits. */
    static final int BITS = 4_096;

    private static final int SHIFT = 32 - Integer.numberOfTrailingZeros(BITS);

    private Trigrams() {}

    /** Returns the bits of a text. */
    static BitSet of(String text) {
        BitSet bits = new BitSet(BITS);
        addTo(bits, text);
        return bits;
    }

    /** Adds the bits of a text, unless it is null. */
    static void addTo(BitSet bits, @Nullable String text) {
        if (text == null) {
            return;
        }
        char first = 0;
        char second = 0;
        int inWord = 0;
        for (int i = 0; i < text.length(); i++) {
            char third = text.charAt(i);
            inWord = isSeparator(third) ? 0 : inWord + 1;
            if (inWord >= 3) {
                bits.set(bit(first, second, third));
            }
            first = second;
            second = third;
        }
    }

    private static boolean isSeparator(char c) {
        return switch (c) {
            case '<', '>', '"', ',', ';', '(', ')', '\uFEFF' -> true;
            default -> c <= ' ';
        };
    }

    private static int bit(char first, char second, char third) {
        // The multiplier, 2^32 divided by the golden ratio, spreads similar trigrams over all bits.
        return ((first * 961 + second * 31 + third) * 0x9E3779B9) >>> SHIFT;
    }
}

package io.github.smtpfake.internal.text;

/** Lengths in UTF-8, found without encoding anything. */
public final class Utf8 {
    private static final int MOST_PER_CHAR = 3;

    private Utf8() {}

    /** Returns whether the text from one index up to the other has more octets than that. */
    public static boolean isLonger(String text, int start, int end, int octets) {
        int chars = end - start;
        // Most texts are so short, or so long, that they need not be counted.
        return chars > octets || (chars > octets / MOST_PER_CHAR && length(text, start, end) > octets);
    }

    private static int length(String text, int start, int end) {
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            // Two surrogates together have four.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}

package io.github.smtpfake.internal.text;

/** Computes lengths in UTF-8 without encoding the text. */
public final class Utf8 {
    private static final int MOST_PER_CHAR = 3;

    private Utf8() {}

    /** Returns whether the text from start (inclusive) to end (exclusive) is longer than the given number of bytes. */
    public static boolean isLonger(String text, int start, int end, int bytes) {
        int chars = end - start;
        // Most texts are so short or so long that counting is unnecessary.
        return chars > bytes || (chars > bytes / MOST_PER_CHAR && length(text, start, end) > bytes);
    }

    /** Returns the number of bytes of a text. */
    public static int length(String text) {
        return length(text, 0, text.length());
    }

    private static int length(String text, int start, int end) {
        int length = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            // A surrogate pair has four bytes.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}

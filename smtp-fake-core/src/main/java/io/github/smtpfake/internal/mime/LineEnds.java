package io.github.smtpfake.internal.mime;

/**
 * Reads the line ends of a message as mail clients do. A CR without an LF ends a line, and so do several CRs before an LF,
 * which PHP on Windows sends.
 */
public final class LineEnds {

    private LineEnds() {}

    /** Returns whether any CR is not followed by an LF, or follows another CR. */
    static boolean needRepair(RawMessage raw) {
        boolean afterCr = false;
        int size = raw.keptSize();
        int position = 0;
        while (position < size) {
            Window window = raw.window(position);
            byte[] bytes = window.bytes();
            for (int i = window.index(position), end = window.index(window.end()); i < end; i++) {
                if (afterCr && bytes[i] != '\n') {
                    return true;
                }
                afterCr = bytes[i] == '\r';
            }
            position = window.end();
        }
        return false;
    }

    /** Returns the text with {@code \n} in place of all line ends. */
    public static String unified(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder unified = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int cr = text.indexOf('\r', start);
            if (cr < 0) {
                return unified.append(text, start, text.length()).toString();
            }
            unified.append(text, start, cr);
            start = cr;
            while (start < text.length() && text.charAt(start) == '\r') {
                start++;
            }
            boolean one = start < text.length() && text.charAt(start) == '\n';
            unified.append("\n".repeat(one ? 1 : start - cr));
            start += one ? 1 : 0;
        }
        return unified.toString();
    }
}

package io.github.smtpfake.internal.mime;

/** Joins the lines of text that was broken to be joined again (RFC 3676). */
public final class FlowedText {

    private FlowedText() {}

    /**
     * Returns the paragraphs as one line each, behind the quote marks that they had.
     *
     * @param text lines that end with {@code \n}
     * @param deleteSpace whether the blank at the end of a line was added (DelSp, RFC 3676, 4.1)
     */
    public static String join(String text, boolean deleteSpace) {
        StringBuilder joined = new StringBuilder(text.length());
        int openDepth = -1;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            boolean lastLine = end < 0;
            end = lastLine ? text.length() : end;
            int depth = quoteDepth(text, start, end);
            String line = text.substring(unstuffed(text, start + depth, end), end);
            // RFC 3676, 4.5: a line of another depth ends the paragraph, whatever the blank says.
            if (openDepth >= 0 && openDepth != depth) {
                joined.append('\n');
                openDepth = -1;
            }
            if (openDepth < 0 && depth > 0) {
                joined.append(">".repeat(depth)).append(line.isEmpty() ? "" : " ");
            }
            // RFC 3676, 4.3: a signature separator ends with a blank, and is not flowed.
            boolean flowed = line.endsWith(" ") && !line.equals("-- ");
            joined.append(line, 0, flowed && deleteSpace ? line.length() - 1 : line.length());
            openDepth = flowed ? depth : -1;
            if (!flowed && !lastLine) {
                joined.append('\n');
            }
            start = end + 1;
        }
        return joined.toString();
    }

    private static int quoteDepth(String text, int start, int end) {
        int depth = 0;
        while (start + depth < end && text.charAt(start + depth) == '>') {
            depth++;
        }
        return depth;
    }

    /** RFC 3676, 4.4: one blank in front was stuffed. */
    private static int unstuffed(String text, int start, int end) {
        return start < end && text.charAt(start) == ' ' ? start + 1 : start;
    }
}

package io.github.smtpfake.internal.mime;

/** Joins the lines of flowed text (RFC 3676). */
public final class FlowedText {

    private FlowedText() {}

    /**
     * Returns the text with each paragraph on one line, after its quote marks.
     *
     * @param text the text, with line ends as {@code \n}
     * @param deleteSpace whether to delete the space at the end of a flowed line (DelSp, RFC 3676, 4.1)
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
            // RFC 3676, 4.5: a change of the quote depth ends the paragraph, even after a flowed line.
            if (openDepth >= 0 && openDepth != depth) {
                joined.append('\n');
                openDepth = -1;
            }
            if (openDepth < 0 && depth > 0) {
                joined.append(">".repeat(depth)).append(line.isEmpty() ? "" : " ");
            }
            // RFC 3676, 4.3: a signature separator ends with a space, but is not flowed.
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

    /** RFC 3676, 4.4: one leading space is stuffing. */
    private static int unstuffed(String text, int start, int end) {
        return start < end && text.charAt(start) == ' ' ? start + 1 : start;
    }
}

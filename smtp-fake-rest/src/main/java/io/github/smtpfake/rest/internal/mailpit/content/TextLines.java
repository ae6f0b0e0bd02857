package io.github.smtpfake.rest.internal.mailpit.content;

/** The lines of a text that is made from HTML: one space separates what is emitted, and quotations are wrapped and marked. */
final class TextLines {
    private static final int MAX_QUOTED_LENGTH = 74;

    private final StringBuilder text = new StringBuilder();
    private String prefix = "";
    private int quotations;
    private int lineLength;
    private boolean endsWithSpace;

    /** Makes the first text follow no space. */
    void startAfterSpace() {
        endsWithSpace = true;
    }

    boolean isAtLineStart() {
        return lineLength == 0;
    }

    void beginQuotation() {
        quotations++;
        prefix = ">".repeat(quotations) + " ";
        emit("\n");
        if (quotations == 1) {
            emit("\n");
        }
    }

    void endQuotation() {
        quotations--;
        prefix = quotations == 0 ? "" : ">".repeat(quotations) + " ";
        emit("\n\n");
    }

    void emit(String data) {
        if (data.isEmpty()) {
            return;
        }
        if (quotations == 0) {
            append(data, data);
        } else {
            wrap(data);
        }
    }

    private void wrap(String data) {
        int existing = lineLength;
        if (existing >= MAX_QUOTED_LENGTH) {
            append("\n", data);
            existing = 0;
        }
        int[] points = data.codePoints().toArray();
        int start = 0;
        while (points.length - start + existing > MAX_QUOTED_LENGTH) {
            int end = lineEnd(points, start, start + MAX_QUOTED_LENGTH - existing);
            append(new String(points, start, end - start) + "\n", data);
            start = end;
            while (start < points.length && GoSpace.isSpace(points[start])) {
                start++;
            }
            existing = 0;
        }
        if (start < points.length) {
            append(new String(points, start, points.length - start), data);
        }
    }

    /** Returns the last space that is not after a position, or else the first one after it. */
    private static int lineEnd(int[] points, int start, int position) {
        int end = position;
        while (end >= start && !GoSpace.isSpace(points[end])) {
            end--;
        }
        if (end < start) {
            end = position;
            while (end < points.length && !GoSpace.isSpace(points[end])) {
                end++;
            }
        }
        return end;
    }

    private void append(String line, String data) {
        if (!GoSpace.isSpace(line.codePointAt(0)) && !endsWithSpace && !data.startsWith(".")) {
            text.append(' ');
            lineLength++;
        }
        endsWithSpace = GoSpace.isSpace(line.codePointBefore(line.length()));
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            text.append(c);
            lineLength++;
            if (c == '\n') {
                lineLength = 0;
                text.append(prefix);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

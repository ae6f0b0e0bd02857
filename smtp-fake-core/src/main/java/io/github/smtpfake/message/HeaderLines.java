package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.TextDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks the lines of a header as they were sent (RFC 5322, 2.2). */
final class HeaderLines {
    private static final int MOST = 100;
    private static final int SHOWN = 200;

    private HeaderLines() {}

    /** Returns the lines that neither start nor continue a field; an empty list if the message has no header. */
    static List<String> malformed(byte[] raw) {
        List<String> malformed = new ArrayList<>();
        boolean anyField = false;
        int start = 0;
        while (start < raw.length && malformed.size() < MOST) {
            int end = start;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            int length = end > start && raw[end - 1] == '\r' ? end - 1 - start : end - start;
            if (length == 0) {
                break;
            }
            if (isField(raw, start, start + length)) {
                anyField = true;
            } else if (!anyField || raw[start] != ' ' && raw[start] != '\t') {
                malformed.add(TextDecoder.guess(Arrays.copyOfRange(raw, start, start + Math.min(length, SHOWN))));
            }
            start = end + 1;
        }
        return anyField ? malformed : List.of();
    }

    /** Returns whether a field continues with a line that consists only of white space. */
    static boolean hasContinuationOfSpaces(byte[] raw) {
        int start = 0;
        while (start < raw.length && raw[start] != '\r' && raw[start] != '\n') {
            int end = start;
            boolean onlySpaces = start > 0;
            while (end < raw.length && raw[end] != '\n') {
                onlySpaces &= raw[end] == ' ' || raw[end] == '\t' || raw[end] == '\r';
                end++;
            }
            if (onlySpaces) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /**
     * Returns whether a line starts with a name of printable ASCII, optional white space (RFC 5322, 4.5) and a colon.
     */
    private static boolean isField(byte[] raw, int start, int end) {
        int i = start;
        while (i < end && raw[i] > ' ' && raw[i] < 127 && raw[i] != ':') {
            i++;
        }
        int nameEnd = i;
        while (i < end && (raw[i] == ' ' || raw[i] == '\t')) {
            i++;
        }
        return nameEnd > start && i < end && raw[i] == ':';
    }
}

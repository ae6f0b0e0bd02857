package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.TextDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks the lines of a header as they were sent (RFC 5322, 2.2). Keeps only the beginning of a line. */
final class HeaderLines {
    private static final int MOST = 100;

    /** How many bytes of a line are shown. */
    private static final int SHOWN = 200;

    private static final int END = -1;

    private final List<String> malformed = new ArrayList<>();
    private boolean continuationOfSpaces;
    private boolean anyField;

    private HeaderLines() {}

    /** @param header the bytes of a header */
    static HeaderLines of(InputStream header) {
        HeaderLines lines = new HeaderLines();
        try (InputStream bytes = new BufferedInputStream(header)) {
            boolean first = true;
            Line line = new Line();
            while (lines.read(line, bytes, first)) {
                first = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** Returns the lines that neither start nor continue a field; an empty list if the message has no header. */
    List<String> malformed() {
        return anyField ? malformed : List.of();
    }

    /** Returns whether a field continues with a line that consists only of white space. */
    boolean hasContinuationOfSpaces() {
        return continuationOfSpaces;
    }

    private boolean read(Line line, InputStream bytes, boolean first) throws IOException {
        line.clear();
        int b = bytes.read();
        while (b != END && b != '\n') {
            line.add((byte) b);
            b = bytes.read();
        }
        if (line.isEmpty()) {
            return false;
        }
        continuationOfSpaces |= !first && line.onlySpaces;
        if (line.isField()) {
            anyField = true;
        } else if (malformed.size() < MOST && (!anyField || !line.isContinuation())) {
            malformed.add(line.beginning());
        }
        return b != END;
    }

    /** The current line of the header. */
    private static final class Line {
        private enum Part {
            NAME,
            SPACE,
            VALUE,
            INVALID
        }

        private final byte[] shown = new byte[SHOWN];
        private int length;
        private byte last;
        private boolean onlySpaces = true;
        private Part part = Part.NAME;

        void clear() {
            shown[0] = 0;
            length = 0;
            last = 0;
            onlySpaces = true;
            part = Part.NAME;
        }

        void add(byte b) {
            if (length < SHOWN) {
                shown[length] = b;
            }
            onlySpaces &= b == ' ' || b == '\t' || b == '\r';
            part = next(b);
            last = b;
            length++;
        }

        /** A name of printable ASCII, optional white space (RFC 5322, 4.5) and a colon start a field. */
        private Part next(byte b) {
            boolean space = b == ' ' || b == '\t';
            return switch (part) {
                case NAME ->
                    b == ':' || space
                            ? length == 0 ? Part.INVALID : space ? Part.SPACE : Part.VALUE
                            : b > ' ' && b < 127 ? Part.NAME : Part.INVALID;
                case SPACE -> b == ':' ? Part.VALUE : space ? Part.SPACE : Part.INVALID;
                default -> part;
            };
        }

        /** Returns whether the line is empty, its line end aside. */
        boolean isEmpty() {
            return length == 0 || length == 1 && last == '\r';
        }

        boolean isField() {
            return part == Part.VALUE;
        }

        boolean isContinuation() {
            return shown[0] == ' ' || shown[0] == '\t';
        }

        String beginning() {
            int content = last == '\r' ? length - 1 : length;
            return TextDecoder.guess(Arrays.copyOf(shown, Math.min(content, SHOWN)));
        }
    }
}

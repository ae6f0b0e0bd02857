package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of a message once, and finds those that are delimiters of the open multiparts (RFC 2046, 5.1.1). Keeps only
 * the bytes around its position, and looks at each byte a bounded number of times. Not thread-safe.
 */
final class MimeScanner {
    private static final int BUFFER_SIZE = 8_192;
    private static final int NONE = -1;

    private final InputStream message;

    /** The delimiters of the open multiparts, outermost first, each with its two hyphens. */
    private final List<byte[]> delimiters = new ArrayList<>();

    private byte[] buffer;
    private int start;
    private int end;
    private boolean ended;

    /** The position in the message of the buffer's first byte. */
    private int bufferPosition;

    /** How many bytes the line end before this line has. */
    private int lineEnd;

    /**
     * A line that begins with the boundary of an open multipart.
     *
     * @param level the index of the multipart among the open ones
     * @param contentEnd the position after the content before it: the line end before a delimiter belongs to it
     * @param isClosing whether no part of this multipart follows
     */
    record Delimiter(int level, int contentEnd, boolean isClosing) {}

    /** @param size the number of bytes of the message */
    MimeScanner(InputStream message, int size) {
        this.message = message;
        this.buffer = new byte[Math.min(BUFFER_SIZE, size + 1)];
    }

    /** Opens a multipart within those that are open. */
    void open(String boundary) {
        delimiters.add(("--" + boundary).getBytes(ISO_8859_1));
    }

    /** Closes the innermost open multipart. */
    void close() {
        delimiters.remove(delimiters.size() - 1);
    }

    /** Returns the position of the line that is read next. */
    int position() {
        return bufferPosition + start;
    }

    boolean isAtEnd() {
        return !fill(1);
    }

    /** Reads until the buffer has the given number of bytes, or all that are left. Returns whether it has that number. */
    private boolean fill(int count) {
        while (end - start < count && !ended) {
            makeRoom(count);
            try {
                int read = message.read(buffer, end, buffer.length - end);
                ended = read < 0;
                end += Math.max(read, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return end - start >= count;
    }

    /** Moves a buffer of twice the bytes only after it has read that number of bytes. */
    private void makeRoom(int count) {
        if (buffer.length - start < count || end == buffer.length) {
            byte[] target = buffer.length < 2 * count && buffer.length - end + start < count
                    ? new byte[Math.max(2 * count, BUFFER_SIZE)]
                    : buffer;
            System.arraycopy(buffer, start, target, 0, end - start);
            buffer = target;
            bufferPosition += start;
            end -= start;
            start = 0;
        }
    }

    /** Adds the line that begins here to a header field. Returns whether it is empty, line end aside. */
    boolean readLine(ByteArrayOutputStream field) {
        int length = 0;
        byte last = 0;
        while (fill(1)) {
            int lineFeed = lineFeedInBuffer();
            int stop = lineFeed < 0 ? end : lineFeed + 1;
            length += stop - start;
            lineEnd = (stop - 2 >= start ? buffer[stop - 2] : last) == '\r' ? 2 : 1;
            last = buffer[stop - 1];
            field.write(buffer, start, stop - start);
            start = stop;
            if (lineFeed >= 0) {
                return length == lineEnd;
            }
        }
        lineEnd = 0;
        return length == 1 && last == '\r';
    }

    /** Returns whether the line that begins here continues a header field. */
    boolean isContinuation() {
        return fill(1) && (buffer[start] == ' ' || buffer[start] == '\t');
    }

    private int lineFeedInBuffer() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return NONE;
    }

    private void skipLine() {
        byte last = 0;
        while (fill(1)) {
            int lineFeed = lineFeedInBuffer();
            if (lineFeed >= 0) {
                lineEnd = (lineFeed > start ? buffer[lineFeed - 1] : last) == '\r' ? 2 : 1;
                start = lineFeed + 1;
                return;
            }
            last = buffer[end - 1];
            start = end;
        }
        lineEnd = 0;
    }

    /** Returns the index of the outermost multipart whose delimiter begins here; -1 if this is another line. */
    int levelHere() {
        if (delimiters.isEmpty() || !fill(2) || buffer[start] != '-' || buffer[start + 1] != '-') {
            return NONE;
        }
        for (int i = 0; i < delimiters.size(); i++) {
            if (isHere(delimiters.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    private boolean isHere(byte[] delimiter) {
        int length = delimiter.length;
        if (!fill(length) || !Arrays.equals(buffer, start, start + length, delimiter, 0, length)) {
            return false;
        }
        if (!fill(length + 1)) {
            return true;
        }
        return switch (buffer[start + length]) {
            case ' ', '\t', '\r', '\n' -> true;
            case '-' -> fill(length + 2) && buffer[start + length + 1] == '-';
            default -> false;
        };
    }

    /**
     * Reads up to and including the next delimiter. Returns empty at the end of the message.
     *
     * @param contentStart the position of the content that it ends
     */
    Optional<Delimiter> next(int contentStart) {
        while (!delimiters.isEmpty() && fill(1)) {
            int level = levelHere();
            if (level != NONE) {
                return Optional.of(readDelimiter(level, contentStart));
            }
            skipLine();
        }
        return Optional.empty();
    }

    private Delimiter readDelimiter(int level, int contentStart) {
        int contentEnd = Math.max(contentStart, position() - lineEnd);
        start += delimiters.get(level).length;
        boolean closing = false;
        byte last = 0;
        while (fill(1) && buffer[start] != '\n') {
            closing |= buffer[start] == '-' && last == '-';
            last = buffer[start++];
        }
        lineEnd = last == '\r' ? 2 : 1;
        start += fill(1) ? 1 : 0;
        return new Delimiter(level, contentEnd, closing);
    }
}

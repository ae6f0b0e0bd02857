package io.github.smtpfake.internal.smtp.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines. CRLF ends a line; so does LF alone, for sessions typed by hand; CR alone never does (RFC 5321, 2.3.8).
 * Keeps at most as much of a line as the limit allows; of a longer line, only the beginning.
 */
public final class LineReader {
    /** The number of bytes of a line that is too long that suffice to show its command. */
    private static final int BEGINNING = 40;

    /** A TLS record with a handshake begins with this type and the major version (RFC 8446, 5.1). */
    private static final int TLS_HANDSHAKE = 22;

    private static final int TLS_VERSION = 3;

    private final WireInput input;
    private final int maxLength;

    /**
     * Creates a reader.
     *
     * @param maxLength the longest line in bytes, without its end
     */
    public LineReader(WireInput input, int maxLength) {
        this.input = input;
        this.maxLength = maxLength;
    }

    /**
     * Returns the next line, or null at the end of the stream, where an incomplete line is dropped. Returns {@link Line#TLS}
     * as soon as the client begins a TLS handshake, which may have no line end.
     */
    public @Nullable Line read() throws IOException {
        if (!input.fill()) {
            return null;
        }
        return input.buffer[input.position] == TLS_HANDSHAKE ? readTlsOrLine() : read(null);
    }

    private @Nullable Line readTlsOrLine() throws IOException {
        input.position++;
        if (input.fill() && input.buffer[input.position] == TLS_VERSION) {
            return Line.TLS;
        }
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        first.write(TLS_HANDSHAKE);
        return read(first);
    }

    private @Nullable Line read(@Nullable ByteArrayOutputStream begun) throws IOException {
        ByteArrayOutputStream earlier = begun;
        long length = begun == null ? 0 : begun.size();
        while (input.fill()) {
            int lineFeed = input.indexOfLineFeed();
            int end = lineFeed < 0 ? input.limit : lineFeed;
            int start = input.position;
            length += end - start;
            if (lineFeed >= 0 && earlier == null) {
                input.position = lineFeed + 1;
                return line(input.buffer, start, end - start);
            }
            if (earlier == null) {
                earlier = new ByteArrayOutputStream();
            }
            // One byte more than the limit, because the last may be the CR of the line end.
            earlier.write(input.buffer, start, (int)
                    Math.min(end - start, Math.max(0, maxLength + 1L - earlier.size())));
            input.position = lineFeed < 0 ? input.limit : lineFeed + 1;
            if (lineFeed >= 0) {
                return length > maxLength + 1L
                        ? tooLong(earlier.toByteArray(), 0)
                        : line(earlier.toByteArray(), 0, earlier.size());
            }
        }
        return null;
    }

    private Line line(byte[] bytes, int start, int length) {
        boolean endsWithCr = length > 0 && bytes[start + length - 1] == '\r';
        Line.State state = endsWithCr ? Line.State.SOUND : Line.State.BARE_LF;
        int textLength = endsWithCr ? length - 1 : length;
        if (textLength > maxLength) {
            return tooLong(bytes, start);
        }
        for (int i = start; i < start + textLength; i++) {
            if (bytes[i] < 0) {
                return utf8(bytes, start, textLength, state);
            }
        }
        return new Line(new String(bytes, start, textLength, StandardCharsets.ISO_8859_1), state);
    }

    private Line tooLong(byte[] bytes, int start) {
        return new Line(
                new String(bytes, start, Math.min(BEGINNING, maxLength), StandardCharsets.ISO_8859_1),
                Line.State.TOO_LONG);
    }

    private static Line utf8(byte[] bytes, int start, int length, Line.State state) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            return new Line(text.toString(), state);
        } catch (CharacterCodingException e) {
            return new Line(new String(bytes, start, length, StandardCharsets.ISO_8859_1), Line.State.NOT_UTF8);
        }
    }
}

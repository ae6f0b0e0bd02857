package io.github.smtpfake.internal.smtp.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads command lines. CRLF ends a line; a line feed alone does, too, for the sake of hand-typed sessions; a carriage
 * return alone never (RFC 5321, 2.3.8). No more than the limit is kept of a line, however long it is; of one that is longer only how it
 * begins.
 */
public final class LineReader {
    /** So much of a line that is too long tells what it was meant to be. */
    private static final int BEGINNING = 40;

    private final WireInput input;
    private final int maxLength;

    public LineReader(WireInput input, int maxLength) {
        this.input = input;
        this.maxLength = maxLength;
    }

    /** Returns the next line, or null at the end of the stream; an unfinished line is dropped there. */
    public @Nullable Line read() throws IOException {
        ByteArrayOutputStream earlier = null;
        long length = 0;
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
            // One octet more than the limit, as the last may be the carriage return of the line's end.
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

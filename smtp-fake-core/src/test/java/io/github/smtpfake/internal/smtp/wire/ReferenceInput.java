package io.github.smtpfake.internal.smtp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines, messages and chunks byte by byte without a buffer: slow, but obviously correct. The readers of the server must
 * agree with it, however the bytes arrive.
 */
public final class ReferenceInput {
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private int position;

    public ReferenceInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the next line, or null if it has no end. */
    @Nullable
    public Line line(int maxLength) {
        int start = position;
        if (start + 1 < bytes.length && bytes[start] == 22 && bytes[start + 1] == 3) {
            position++;
            return Line.TLS;
        }
        while (position < bytes.length) {
            if (bytes[position++] == '\n') {
                int end = position - 1;
                boolean crLf = end > start && bytes[end - 1] == '\r';
                return line(Arrays.copyOfRange(bytes, start, crLf ? end - 1 : end), crLf, maxLength);
            }
        }
        return null;
    }

    private static Line line(byte[] line, boolean crLf, int maxLength) {
        if (line.length > maxLength) {
            byte[] beginning = Arrays.copyOf(line, Math.min(40, maxLength));
            return new Line(new String(beginning, StandardCharsets.ISO_8859_1), Line.State.TOO_LONG);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return new Line(text, crLf ? Line.State.SOUND : Line.State.BARE_LF);
        } catch (CharacterCodingException e) {
            return new Line(new String(line, StandardCharsets.ISO_8859_1), Line.State.NOT_UTF8);
        }
    }

    /** Returns the message up to CRLF.CRLF, whose first CRLF may be that of DATA; or null if it has no end. */
    public byte @Nullable [] text() {
        // A dot at the start of the message follows the line end of DATA.
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write('\r');
        sent.write('\n');
        while (position < bytes.length) {
            sent.write(bytes[position++]);
            if (bytes[position - 1] == '\n' && endsWith(sent.toByteArray(), END)) {
                return unstuffed(sent.toByteArray());
            }
        }
        return null;
    }

    private static boolean endsWith(byte[] text, byte[] end) {
        return text.length >= end.length
                && Arrays.equals(text, text.length - end.length, text.length, end, 0, end.length);
    }

    /** Removes the line end of DATA, each dot after a line end, and the final line with a dot. */
    private static byte[] unstuffed(byte[] sent) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int end = sent.length - ".\r\n".length();
        for (int i = 2; i < end; i++) {
            boolean stuffed = sent[i] == '.' && sent[i - 1] == '\n' && sent[i - 2] == '\r';
            if (!stuffed) {
                text.write(sent[i]);
            }
        }
        return text.toByteArray();
    }

    /** Returns a chunk of the given size, or null if there are fewer bytes. */
    public byte @Nullable [] chunk(long size) {
        if (size > bytes.length - position) {
            position = bytes.length;
            return null;
        }
        position += (int) size;
        return Arrays.copyOfRange(bytes, position - (int) size, position);
    }

    /** Returns the bytes that have not been read. */
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, position, bytes.length);
    }
}

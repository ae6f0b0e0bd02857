package io.github.smtpfake.internal.smtp.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines, texts and chunks from what a client has sent, octet by octet and without a buffer: slow, and simple enough
 * to be believed. The readers of the server have to agree with it, however the octets come in.
 */
public final class ReferenceInput {
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] octets;
    private int position;

    public ReferenceInput(byte[] octets) {
        this.octets = octets;
    }

    /** Returns the next command line, or null where it does not end. */
    @Nullable
    public Line line(int maxLength) {
        int start = position;
        while (position < octets.length) {
            if (octets[position++] == '\n') {
                int end = position - 1;
                boolean crLf = end > start && octets[end - 1] == '\r';
                return line(Arrays.copyOfRange(octets, start, crLf ? end - 1 : end), crLf, maxLength);
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

    /** Returns what was sent up to CRLF.CRLF, of which the first CRLF may be that of DATA; or null where it does not end. */
    public byte @Nullable [] text() {
        // The line end of the DATA command is the one that a first dot stands behind.
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write('\r');
        sent.write('\n');
        while (position < octets.length) {
            sent.write(octets[position++]);
            if (octets[position - 1] == '\n' && endsWith(sent.toByteArray(), END)) {
                return unstuffed(sent.toByteArray());
            }
        }
        return null;
    }

    private static boolean endsWith(byte[] text, byte[] end) {
        return text.length >= end.length
                && Arrays.equals(text, text.length - end.length, text.length, end, 0, end.length);
    }

    /** Drops the line end of DATA, each dot behind a line end, and the dot line at the end. */
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

    /** Returns as many octets as the chunk has, or null where there are not so many. */
    public byte @Nullable [] chunk(long size) {
        if (size > octets.length - position) {
            position = octets.length;
            return null;
        }
        position += (int) size;
        return Arrays.copyOfRange(octets, position - (int) size, position);
    }

    /** Returns what was not taken yet. */
    public byte[] rest() {
        return Arrays.copyOfRange(octets, position, octets.length);
    }
}

package io.github.smtpfake.jdbc;

import io.github.smtpfake.internal.mime.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The bytes of a message as the file keeps them: deflated if that saves a third or more.
 *
 * @param coding the value of the column {@code content.coding}
 */
record Content(int coding, byte[] bytes) {
    private static final int AS_RECEIVED = 0;
    private static final int DEFLATED = 1;
    /**
     * Deflating 10 KB takes as long as writing them, and saves a quarter of the space of the message and its index.
     */
    private static final int SMALLEST = 16_384;

    private static final int BLOCK = 8_192;
    private static final int SMALL = 65_536;

    static Content of(RawMessage raw) {
        return raw.keptSize() < SMALLEST
                ? new Content(AS_RECEIVED, raw.contiguous())
                : deflated(raw).orElseGet(() -> new Content(AS_RECEIVED, raw.contiguous()));
    }

    /**
     * Returns how many bytes of memory are reserved while a message is read or written; 0 if it is small. There are never more
     * than the bytes in the file and either those of the message or, while it is deflated, the space for them.
     */
    static long loadingBytes(int size) {
        return size <= SMALL ? 0 : (long) size + longestDeflated(size);
    }

    private static int longestDeflated(int size) {
        return size / 3 * 2;
    }

    /** Empty if the message saves too little. */
    private static Optional<Content> deflated(RawMessage raw) {
        byte[] output = new byte[longestDeflated(raw.keptSize())];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            int length = deflate(raw, deflater, output);
            return deflater.finished()
                    ? Optional.of(new Content(DEFLATED, Arrays.copyOf(output, length)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
    }

    /** Stops when the output is full. Reads the message as a stream, because a copy would need as much memory again. */
    private static int deflate(RawMessage raw, Deflater deflater, byte[] output) throws IOException {
        byte[] block = new byte[BLOCK];
        int length = 0;
        try (InputStream in = raw.newInputStream()) {
            while (!deflater.finished() && length < output.length) {
                int read = in.readNBytes(block, 0, BLOCK);
                deflater.setInput(block, 0, read);
                if (read < BLOCK) {
                    deflater.finish();
                }
                length += deflate(deflater, output, length);
            }
        }
        return length;
    }

    private static int deflate(Deflater deflater, byte[] output, int start) {
        int length = start;
        int deflated;
        do {
            deflated = deflater.deflate(output, length, output.length - length);
            length += deflated;
        } while (deflated > 0);
        return length - start;
    }

    /**
     * Returns the bytes of the message.
     *
     * @param size how many there are
     * @throws DamagedException if there are fewer or more
     */
    byte[] raw(int size) {
        if (size < 0 || coding == AS_RECEIVED && bytes.length != size) {
            throw new DamagedException("a message does not have " + size + " bytes", null);
        }
        return coding == AS_RECEIVED ? bytes : inflate(size);
    }

    private byte[] inflate(int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            byte[] raw = new byte[size];
            int length = 0;
            int inflated;
            do {
                inflated = inflater.inflate(raw, length, size - length);
                length += inflated;
            } while (inflated > 0);
            if (length < size) {
                throw new DataFormatException("The end is missing");
            }
            if (inflater.inflate(new byte[1]) > 0) {
                throw new DataFormatException("More bytes follow");
            }
            return raw;
        } catch (DataFormatException e) {
            throw new DamagedException("the content of a message cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}

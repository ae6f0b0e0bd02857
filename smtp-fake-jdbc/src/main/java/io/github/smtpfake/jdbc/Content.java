package io.github.smtpfake.jdbc;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
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
    /** The bytes in the file, and those of the message while they are inflated or deflated. */
    private static final int COPIES = 3;

    static Content of(byte[] raw) {
        if (raw.length < SMALLEST) {
            return new Content(AS_RECEIVED, raw);
        }
        byte[] deflated = new byte[raw.length / 3 * 2];
        int length = deflate(raw, deflated);
        return length < 0 ? new Content(AS_RECEIVED, raw) : new Content(DEFLATED, Arrays.copyOf(deflated, length));
    }

    /** Returns how many bytes of memory are reserved while a message is read or written; 0 if it is small. */
    static long loadingBytes(int size) {
        return size <= SMALL ? 0 : (long) COPIES * size;
    }

    /** Returns the number of bytes, or -1 if they do not fit into the output. */
    private static int deflate(byte[] raw, byte[] output) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(raw);
            deflater.finish();
            int length = deflater.deflate(output);
            return deflater.finished() ? length : -1;
        } finally {
            deflater.end();
        }
    }

    byte[] raw() {
        return coding == AS_RECEIVED ? bytes : inflate();
    }

    private byte[] inflate() {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            ByteArrayOutputStream raw = new ByteArrayOutputStream(3 * bytes.length);
            byte[] block = new byte[BLOCK];
            while (!inflater.finished()) {
                int length = inflater.inflate(block);
                if (length == 0) {
                    throw new DataFormatException("The end is missing");
                }
                raw.write(block, 0, length);
            }
            return raw.toByteArray();
        } catch (DataFormatException e) {
            throw new DamagedException("the content of a message cannot be inflated", e);
        } finally {
            inflater.end();
        }
    }
}

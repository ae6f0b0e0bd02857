package io.github.smtpfake.rest.internal.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A part of the body of a request. */
sealed interface Block {

    /** Returns the number of bytes. */
    long length();

    /**
     * Writes the bytes.
     *
     * @throws FileSystemException if the file cannot be read, or has become shorter
     */
    void writeTo(OutputStream out) throws IOException;

    /** Returns a block of ASCII characters. */
    static Block of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes in memory. */
    record Bytes(byte[] bytes) implements Block {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /**
     * The first bytes of a file, which is never in memory as a whole. Its stream is open already, so that a file that cannot
     * be read fails before the request.
     */
    record FileContent(Path file, InputStream in, long length) implements Block {
        private static final int BUFFER_SIZE = 16_384;

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER_SIZE];
            long remaining = length;
            while (remaining > 0) {
                int count = read(buffer, (int) Math.min(buffer.length, remaining));
                out.write(buffer, 0, count);
                remaining -= count;
            }
        }

        private int read(byte[] buffer, int max) throws IOException {
            int count;
            try {
                count = in.read(buffer, 0, max);
            } catch (IOException e) {
                FileSystemException failure = new FileSystemException(file.toString(), null, e.getMessage());
                failure.initCause(e);
                throw failure;
            }
            if (count < 0) {
                throw new FileSystemException(file.toString(), null, "became shorter while it was read");
            }
            return count;
        }
    }
}

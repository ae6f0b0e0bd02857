package io.github.smtpfake.rest.internal.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer. Unlike that of {@link java.net.HttpURLConnection}, it fails if it ends before its announced length. */
final class CompleteBody extends FilterInputStream {
    private final long length;
    private long count;

    /** @param length the announced length, or a negative number if there is none */
    CompleteBody(InputStream body, long length) {
        super(body);
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        record(value < 0 ? value : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int max) throws IOException {
        int read = in.read(buffer, offset, max);
        record(read);
        return read;
    }

    private void record(int read) throws IOException {
        if (read >= 0) {
            count += read;
        } else if (count < length) {
            throw new IOException("the answer ended after " + count + " of " + length + " bytes");
        }
    }
}

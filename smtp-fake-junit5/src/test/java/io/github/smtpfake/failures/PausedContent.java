package io.github.smtpfake.failures;

import jakarta.activation.DataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Content that pauses after its first half until {@link #resume} is called. */
final class PausedContent implements DataSource {
    /** Larger than the buffer of a mail library, so that the first half is sent. */
    private static final int FIRST_HALF = 100_000;

    private final CountDownLatch gate = new CountDownLatch(1);

    void resume() {
        gate.countDown();
    }

    @Override
    public InputStream getInputStream() {
        return new SequenceInputStream(
                new ByteArrayInputStream(
                        "first half\r\n".repeat(FIRST_HALF / 12).getBytes(StandardCharsets.US_ASCII)),
                new InputStream() {
                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return read();
                    }

                    @Override
                    public int read() throws IOException {
                        try {
                            if (!gate.await(60, TimeUnit.SECONDS)) {
                                throw new IOException("resume() was not called within 60 s");
                            }
                            return -1;
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IOException(e);
                        }
                    }
                });
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("This content is read-only");
    }

    @Override
    public String getContentType() {
        return "application/octet-stream";
    }

    @Override
    public String getName() {
        return "";
    }
}

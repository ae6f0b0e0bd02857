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

/** Content of which the second half comes only when it is let go. */
final class HeldBack implements DataSource {
    /** More than a mail library keeps to itself before it sends. */
    private static final int FIRST_HALF = 100_000;

    private final CountDownLatch gate = new CountDownLatch(1);

    void letGo() {
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
                            if (!gate.await(20, TimeUnit.SECONDS)) {
                                throw new IOException("Never let go");
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
        throw new IOException("Only to be read");
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

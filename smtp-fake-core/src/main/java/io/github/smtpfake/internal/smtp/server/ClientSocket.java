package io.github.smtpfake.internal.smtp.server;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client, with or without TLS over it. It does two things that TLS needs and that a socket of the JDK
 * does not: its input can be ended so that something can still be said, and a handshake's messages leave together.
 */
final class ClientSocket extends Socket {
    private volatile boolean inputEnded;
    private @Nullable ByteArrayOutputStream held;

    ClientSocket() throws SocketException {
        super((SocketImpl) null);
    }

    /**
     * Ends the input for the thread that waits for it; thread-safe. To that thread it is a time-out: TLS 1.2 takes the
     * end of a stream for its own end, after which it sends nothing any more.
     */
    void endInput() throws IOException {
        inputEnded = true;
        shutdownInput();
    }

    /**
     * Holds back what is written until something is read: a client that leaves in the middle of the server's messages
     * would break the writing, and its alert, which tells why, would not be read.
     */
    void holdBack() {
        held = new ByteArrayOutputStream();
    }

    /** Sends what was held back, and holds nothing back from now on. */
    void release() throws IOException {
        sendHeld();
        held = null;
    }

    private void sendHeld() throws IOException {
        ByteArrayOutputStream sending = held;
        if (sending != null && sending.size() > 0) {
            held = new ByteArrayOutputStream();
            super.getOutputStream().write(sending.toByteArray());
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] octet = new byte[1];
                return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                sendHeld();
                int count = in.read(buffer, offset, length);
                if (count < 0 && inputEnded) {
                    throw new SocketTimeoutException("The input was ended");
                }
                return count;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                ByteArrayOutputStream holding = held;
                (holding == null ? out : holding).write(buffer, offset, length);
            }
        };
    }

    /** Sends what was held back, such as an alert, and closes; called by the thread that writes. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // While this method writes, cutOff must be able to close.
    public void close() throws IOException {
        try {
            release();
        } finally {
            cutOff();
        }
    }

    /** Closes at once; thread-safe. */
    void cutOff() throws IOException {
        super.close();
    }
}

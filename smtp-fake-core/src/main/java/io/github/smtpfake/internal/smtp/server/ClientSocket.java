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
 * The socket of a client, with or without TLS on top. TLS needs two things that the JDK's sockets lack: the input can
 * be ended while the output stays open, and the messages of a handshake can be sent together.
 */
final class ClientSocket extends Socket {
    private volatile boolean inputEnded;
    private @Nullable ByteArrayOutputStream held;

    ClientSocket() throws SocketException {
        super((SocketImpl) null);
    }

    /**
     * Ends the input for the thread that waits for it; thread-safe. That thread sees a timeout instead of the end of
     * the stream, because TLS 1.2 sends nothing after the end of the stream.
     */
    void endInput() throws IOException {
        inputEnded = true;
        shutdownInput();
    }

    /**
     * Holds back all output until the next read. If a client leaves in the middle of the server's messages, the next
     * write fails, and the alert with its reason is never read.
     */
    void holdBack() {
        held = new ByteArrayOutputStream();
    }

    /** Sends the output that was held back, and stops holding back output. */
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
                byte[] single = new byte[1];
                return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
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

    /** Sends the output that was held back, such as an alert, and closes; called by the thread that writes. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // While this method writes, cutOff must be able to close.
    public void close() throws IOException {
        try {
            release();
        } finally {
            cutOff();
        }
    }

    /** Closes immediately; thread-safe. */
    void cutOff() throws IOException {
        super.close();
    }
}

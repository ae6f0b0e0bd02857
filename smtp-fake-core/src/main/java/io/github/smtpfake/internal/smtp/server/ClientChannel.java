package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.internal.smtp.wire.WireInput;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.TlsInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Transfers the bytes to and from one client, plain or encrypted, with buffers and a deadline for each wait. Only the
 * connection's thread uses it, except for methods that state otherwise.
 */
final class ClientChannel {
    private static final int REPLY_BUFFER = 1024;
    private static final int MAX_DRAINED = 256 * 1024;

    private final ClientSocket socket;
    private final Deadlines deadlines;
    private final Throttle throttle = new Throttle();
    private final WireInput input;
    private InputStream in;
    private OutputStream out;
    private @Nullable SSLSocket encrypted;
    /** Whether a reply is buffered, so that the client cannot have received it. */
    private boolean holdsReply;

    private final OutputStream replies = new BufferedOutputStream(new Outgoing(), REPLY_BUFFER);

    ClientChannel(ClientSocket socket, Limits limits) throws IOException {
        this.socket = socket;
        this.deadlines = new Deadlines(limits);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.input = new WireInput(new Incoming());
    }

    WireInput input() {
        return input;
    }

    /** Returns the address and the port of the client. */
    String client() {
        return describe(socket);
    }

    static String describe(Socket socket) {
        InetSocketAddress address = (InetSocketAddress) socket.getRemoteSocketAddress();
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Starts the clock for the next command. */
    void expectCommand() {
        throttle.removeContentLimit();
        deadlines.expectCommand(input.hasBuffered());
    }

    /** Starts the clock for a message or chunk. */
    void expectMessage() {
        throttle.removeContentLimit();
        deadlines.expectMessage();
    }

    /** Buffers a reply until the next read would wait, so that several replies are sent together (RFC 2920). */
    void write(byte[] reply) throws IOException {
        replies.write(reply);
        // A longer reply is not buffered.
        holdsReply = reply.length < REPLY_BUFFER;
    }

    void flush() throws IOException {
        replies.flush();
        holdsReply = false;
    }

    /** Returns whether the client has sent more than has been read, although it cannot have received the last reply. */
    boolean hasEarlyInput() throws IOException {
        return input.hasBuffered() || holdsReply && hasUnread();
    }

    /** Returns whether bytes have arrived that have not been read into the buffer. */
    boolean hasUnread() throws IOException {
        return in.available() > 0
                || encrypted != null && socket.getInputStream().available() > 0;
    }

    /** Starts TLS on the connection. */
    TlsInfo startTls(ServerTls tls, Optional<TlsFault> fault) throws IOException {
        flush();
        deadlines.beforeHandshake();
        socket.holdBack();
        SSLSocket over = tls.encrypt(socket, fault);
        over.startHandshake();
        socket.release();
        deadlines.clear();
        encrypted = over;
        in = over.getInputStream();
        out = over.getOutputStream();
        input.dropBuffered();
        return new TlsInfo(over.getSession().getProtocol(), over.getSession().getCipherSuite());
    }

    /** Limits the rate of both directions until the connection ends. */
    void throttle(long bytesPerSecond) {
        throttle.limitConnection(bytesPerSecond);
    }

    /** Limits the rate at which the current message or chunk is read. */
    void throttleContent(long bytesPerSecond) {
        throttle.limitContent(bytesPerSecond);
    }

    /** Sends the replies so far, then waits. No deadline expires meanwhile; a stop, or a displacement, ends the wait. */
    void pause(Duration duration) throws IOException {
        flush();
        deadlines.beforePause();
        try {
            deadlines.extend(throttle.pause(duration.toNanos()));
        } finally {
            deadlines.clear();
        }
    }

    /** Reads and ignores the client's input until the client disconnects, or the server stops or displaces it. */
    void stall() throws IOException {
        flush();
        deadlines.expectCommand(false);
        byte[] dropped = new byte[REPLY_BUFFER];
        try {
            int count = 0;
            while (count >= 0 && !deadlines.isInterrupted()) {
                deadlines.beforePause();
                count = in.read(dropped);
            }
        } catch (SocketTimeoutException e) {
            Log.debug("The server ended a stall", e);
        } finally {
            deadlines.clear();
        }
    }

    /** Makes the end of the connection a reset, without a TLS alert before it. */
    void resetAtEnd() throws IOException {
        socket.setSoLinger(true, 0);
        encrypted = null;
    }

    /** Returns why the reaper or a stop has ended the input, if one has. */
    Optional<SessionEnd> interruption() {
        return deadlines.interruption();
    }

    /**
     * Reads the remaining input of the client, because closing with unread bytes would reset the connection, and the
     * client would lose the last reply.
     *
     * @param expectsMore whether to wait until the client closes, because it may still be sending
     */
    void drain(boolean expectsMore) throws IOException {
        InputStream unread = socket.getInputStream();
        if (deadlines.isInterrupted() || (!expectsMore && unread.available() == 0)) {
            return;
        }
        deadlines.beforeClosing();
        SSLSocket over = encrypted;
        if (over != null) {
            over.shutdownOutput();
        }
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
        byte[] dropped = new byte[REPLY_BUFFER];
        int total = 0;
        for (int count = 0; count >= 0 && total < MAX_DRAINED; count = unread.read(dropped)) {
            total += count;
        }
    }

    /**
     * Ends a wait that has lasted too long; called by the reaper. If the thread is writing, the connection is closed.
     */
    void checkDeadline(long now) {
        if (deadlines.expire(now)) {
            endWait();
        }
    }

    /**
     * Returns for how long the server has been waiting for the client, in nanoseconds; negative if it does not wait.
     * Called by a listener.
     */
    long waited(long now) {
        return deadlines.waited(now);
    }

    /** Ends the session with 421 to make room for another client; called by a listener. */
    void displace() {
        deadlines.displace();
        throttle.end();
        endWait();
    }

    private void endWait() {
        if (deadlines.isWriting()) {
            close();
        } else {
            endInput();
        }
    }

    /**
     * Ends the input unless a message is being received; called when the server stops. A thread that is writing
     * continues, because most writes finish soon, and the thread then finds the end of the input.
     */
    void stop() {
        // In this order: a thread that completes its message after the check sees the interruption before it waits.
        deadlines.stop();
        throttle.end();
        if (!deadlines.isReadingMessage()) {
            endInput();
        }
    }

    /** Closes the connection; called when the time for an orderly stop is over. */
    void stopNow() {
        deadlines.stop();
        throttle.end();
        close();
    }

    /** Ends the input, so that the connection's thread sends the last reply. */
    private void endInput() {
        if (deadlines.isInHandshake()) {
            close();
            return;
        }
        try {
            socket.endInput();
        } catch (IOException e) {
            close();
        }
    }

    /** Closes the connection, after a closure alert to the client if TLS is active (RFC 8446, 6.1). */
    void closeGently() {
        try {
            SSLSocket over = encrypted;
            if (over != null) {
                deadlines.beforeClosing();
                over.close();
            }
        } catch (IOException e) {
            Log.debug("A client left before TLS was closed", e);
        } finally {
            close();
        }
    }

    /** Closes the connection immediately; thread-safe. */
    private void close() {
        try {
            socket.cutOff();
        } catch (IOException e) {
            Log.debug("A socket could not be closed", e);
        }
    }

    /** Sends the replies so far, and starts the clock, before each read that may wait. */
    private final class Incoming extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException("WireInput reads blocks");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            flush();
            if (deadlines.isInterrupted() && !deadlines.isReadingMessage()) {
                return -1;
            }
            deadlines.beforeReading();
            try {
                int count = in.read(buffer, offset, throttle.toRead(length));
                deadlines.afterReading();
                deadlines.extend(throttle.afterReading(count));
                return count;
            } catch (SocketTimeoutException e) {
                // The reaper or a stop has ended the input.
                return -1;
            } finally {
                deadlines.clear();
            }
        }
    }

    /** Starts the clock before each write, which waits if the client does not read. */
    private final class Outgoing extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            int sent = 0;
            while (sent < length) {
                int count = throttle.toWrite(length - sent);
                send(buffer, offset + sent, count);
                sent += count;
                throttle.afterWriting(count);
            }
        }

        private void send(byte[] buffer, int offset, int length) throws IOException {
            deadlines.beforeWriting();
            out.write(buffer, offset, length);
            deadlines.afterWriting();
        }
    }
}

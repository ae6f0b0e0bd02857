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
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The octets to and from one client: plain or encrypted, buffered, and each wait with a deadline. Used by the connection's
 * thread; what the reaper and a stop call is said so.
 */
final class ClientChannel {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int REPLY_BUFFER = 1024;
    private static final int MAX_DRAINED = 256 * 1024;
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What the client is expected to send. */
    enum Phase {
        COMMAND,
        MESSAGE,
        HANDSHAKE
    }

    private final ClientSocket socket;
    private final Limits limits;
    private final WireInput input;
    private InputStream in;
    private OutputStream out;
    private @Nullable SSLSocket encrypted;
    private final Pace pace = new Pace();
    private final OutputStream replies = new BufferedOutputStream(new Outgoing(), REPLY_BUFFER);

    /** When what is expected must be complete, if it has begun. */
    private long completeBy = NEVER;

    /** When the client must have moved, for the reaper. */
    private volatile long deadline = NEVER;

    private volatile boolean writing;
    private volatile Phase expecting = Phase.COMMAND;
    private volatile @Nullable SessionEnd interruption;

    ClientChannel(ClientSocket socket, Limits limits) throws IOException {
        this.socket = socket;
        this.limits = limits;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.input = new WireInput(new Incoming());
    }

    WireInput input() {
        return input;
    }

    /** Returns address and port of the client. */
    String client() {
        return describe(socket);
    }

    static String describe(Socket socket) {
        InetSocketAddress address = (InetSocketAddress) socket.getRemoteSocketAddress();
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Says what comes next, which decides how long it may take. */
    void expect(Phase next) {
        expecting = next;
        pace.throttleContent(0);
        boolean hasBegun = next == Phase.MESSAGE || input.hasBuffered();
        completeBy = hasBegun ? System.nanoTime() + timeToComplete() : NEVER;
    }

    private long timeToComplete() {
        return (expecting == Phase.MESSAGE ? limits.dataTimeout() : limits.commandTimeout()).toNanos();
    }

    /** Holds octets back until the client is waited for, so that many replies travel together (RFC 2920). */
    void write(byte[] octets) throws IOException {
        replies.write(octets);
    }

    void flush() throws IOException {
        replies.flush();
    }

    /** Encrypts from now on. */
    TlsInfo startTls(ServerTls tls, Optional<TlsFault> fault) throws IOException {
        flush();
        expecting = Phase.HANDSHAKE;
        deadline = System.nanoTime() + limits.handshakeTimeout().toNanos();
        socket.holdBack();
        SSLSocket over = tls.over(socket, fault);
        over.startHandshake();
        socket.release();
        deadline = NEVER;
        encrypted = over;
        in = over.getInputStream();
        out = over.getOutputStream();
        input.dropBuffered();
        return new TlsInfo(over.getSession().getProtocol(), over.getSession().getCipherSuite());
    }

    /** Slows both directions down from now on. */
    void throttle(long bytesPerSecond) {
        pace.throttle(bytesPerSecond);
    }

    /** Slows the reading of the text or chunk down that is being read. */
    void throttleContent(long bytesPerSecond) {
        pace.throttleContent(bytesPerSecond);
    }

    /** Sends what was said before, and waits: no deadline runs meanwhile, and a stop ends it. */
    void pause(Duration duration) throws IOException {
        flush();
        putOff(pace.pause(duration.toNanos()));
    }

    /** What the server waits on purpose is not the client's delay. */
    private void putOff(long nanos) {
        if (completeBy != NEVER) {
            completeBy += nanos;
        }
    }

    /** Takes what comes until the client leaves or the server stops, and answers nothing. */
    void stall() throws IOException {
        flush();
        expecting = Phase.COMMAND;
        byte[] dropped = new byte[REPLY_BUFFER];
        try {
            int count = 0;
            while (count >= 0 && interruption == null) {
                count = in.read(dropped);
            }
        } catch (SocketTimeoutException e) {
            Log.debug("The server was stopped while it was silent", e);
        }
    }

    /** Makes the connection's end a reset, with nothing said before it. */
    void resetAtEnd() throws IOException {
        socket.setSoLinger(true, 0);
        encrypted = null;
    }

    /** Returns why the reaper or a stop has ended the input, if one has. */
    Optional<SessionEnd> interruption() {
        return Optional.ofNullable(interruption);
    }

    /**
     * Reads what the client has sent already: closing on unread octets would reset, and take the last reply back.
     *
     * @param expectsMore whether to wait for the client to close, as it may be sending still
     */
    void drain(boolean expectsMore) throws IOException {
        InputStream unread = socket.getInputStream();
        if (interruption != null || (!expectsMore && unread.available() == 0)) {
            return;
        }
        deadline = System.nanoTime() + DRAIN_NANOS;
        writing = true;
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

    /** Called by the reaper: ends a wait that has lasted too long; a thread that is stuck writing is cut off. */
    void checkDeadline(long now) {
        long current = deadline;
        if (current != NEVER && now - current > 0) {
            interruption = SessionEnd.TIMEOUT;
            deadline = NEVER;
            if (writing) {
                close();
            } else {
                endInput();
            }
        }
    }

    /**
     * Called when the server stops: a message that is being received may go on, everything else ends. A thread that is
     * writing is left alone, as most are done in a moment; then it finds the input ended.
     */
    void stop() {
        // In this order: a thread that is done with its message after the check sees the interruption before it waits.
        interruption = SessionEnd.STOPPED;
        pace.end();
        if (expecting != Phase.MESSAGE) {
            endInput();
        }
    }

    /** Called when the time to stop gently is over. */
    void stopNow() {
        interruption = SessionEnd.STOPPED;
        pace.end();
        close();
    }

    /** Ends the input, so that the connection's own thread says goodbye. */
    private void endInput() {
        if (expecting == Phase.HANDSHAKE) {
            close();
            return;
        }
        try {
            socket.endInput();
        } catch (IOException e) {
            close();
        }
    }

    /** Closes the connection and, where it is encrypted, tells the client so (RFC 8446, 6.1). */
    void closeGently() {
        try {
            SSLSocket over = encrypted;
            if (over != null) {
                writing = true;
                deadline = System.nanoTime() + DRAIN_NANOS;
                over.close();
            }
        } catch (IOException e) {
            Log.debug("A client left before it could be told of the end of encryption", e);
        } finally {
            close();
        }
    }

    /** Cuts the connection off; thread-safe. */
    private void close() {
        try {
            socket.cutOff();
        } catch (IOException e) {
            Log.debug("A socket could not be closed", e);
        }
    }

    /** Sends what was held back and starts the clock before each read that may block. */
    private final class Incoming extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException("WireInput reads blocks");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            flush();
            if (interruption != null && expecting != Phase.MESSAGE) {
                return -1;
            }
            long silent = System.nanoTime() + limits.idleTimeout().toNanos();
            deadline = completeBy == NEVER || silent - completeBy < 0 ? silent : completeBy;
            try {
                int count = in.read(buffer, offset, pace.toRead(length));
                deadline = NEVER;
                if (completeBy == NEVER) {
                    completeBy = System.nanoTime() + timeToComplete();
                }
                putOff(pace.afterReading(count));
                return count;
            } catch (SocketTimeoutException e) {
                // The reaper or a stop has ended the input.
                return -1;
            } finally {
                deadline = NEVER;
            }
        }
    }

    /** Starts the clock before each write, which blocks when the client does not read. */
    private final class Outgoing extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            int sent = 0;
            while (sent < length) {
                int count = pace.toWrite(length - sent);
                send(buffer, offset + sent, count);
                sent += count;
                pace.afterWriting(count);
            }
        }

        private void send(byte[] buffer, int offset, int length) throws IOException {
            writing = true;
            deadline = System.nanoTime() + limits.writeTimeout().toNanos();
            out.write(buffer, offset, length);
            deadline = NEVER;
            writing = false;
        }
    }
}

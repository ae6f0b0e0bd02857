package io.github.smtpfake.internal.server;

import io.github.smtpfake.internal.protocol.Body;
import io.github.smtpfake.internal.protocol.DataReader;
import io.github.smtpfake.internal.protocol.Line;
import io.github.smtpfake.internal.protocol.LineReader;
import io.github.smtpfake.internal.protocol.Profile;
import io.github.smtpfake.internal.protocol.Session;
import io.github.smtpfake.internal.protocol.Step;
import io.github.smtpfake.internal.protocol.WireInput;
import io.github.smtpfake.message.SessionEnd;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Serves one client on one thread: carries lines to the session, and carries out the steps that it answers with. */
final class Connection implements Runnable {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int REPLY_BUFFER = 2 * 1024;
    private static final int MAX_DRAINED = 256 * 1024;
    private static final long DRAIN_NANOS = 1_000_000_000L;

    private final Socket socket;
    private final Connections owner;
    private final Session session;
    private final long idleNanos;
    private final WireInput input;
    private final OutputStream output;
    private final LineReader lines;
    private final DataReader data;

    /** When the client must have moved; written by the connection's thread, read by the reaper. */
    private volatile long deadline = NEVER;

    private volatile boolean writing;
    private volatile boolean inMessage;
    private volatile @Nullable SessionEnd interruption;

    Connection(Socket socket, Profile profile, Connections owner) throws IOException {
        this.socket = socket;
        this.owner = owner;
        this.idleNanos = profile.limits().idleTimeout().toNanos();
        this.input = new WireInput(new ClientInput(socket.getInputStream()));
        this.output = new BufferedOutputStream(new ClientOutput(socket.getOutputStream()), REPLY_BUFFER);
        this.lines = new LineReader(input, profile.limits().commandLine());
        this.data = new DataReader(input, profile.limits().messageSize());
        this.session = new Session(profile, client(socket));
    }

    private static String client(Socket socket) {
        InetSocketAddress address = (InetSocketAddress) socket.getRemoteSocketAddress();
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (IOException e) {
            // The client is gone, or was cut off because it took nothing any more.
            session.onEnd(interruption == null ? SessionEnd.DISCONNECTED : interruption);
        } catch (RuntimeException | OutOfMemoryError e) {
            Log.error("A session failed", e);
            sayGoodbye(session.onInternalError());
        } finally {
            session.onEnd(SessionEnd.DISCONNECTED);
            close();
            owner.remove(this);
        }
    }

    private void serve() throws IOException {
        boolean open = perform(session.open());
        while (open) {
            Line line = lines.read();
            open = perform(line == null ? onEndOfInput() : session.onLine(line));
        }
    }

    /** Carries out a step and returns whether the session goes on. */
    private boolean perform(@Nullable Step step) throws IOException {
        if (step instanceof Step.Send send) {
            output.write(send.reply().wire());
            return true;
        }
        if (step instanceof Step.ReadData readData) {
            output.write(readData.reply().wire());
            Body body = readBody();
            return perform(body == null ? onEndOfInput() : session.onBody(body));
        }
        if (step instanceof Step.Close close) {
            output.write(close.reply().wire());
            output.flush();
            drain();
        }
        return false;
    }

    private @Nullable Body readBody() throws IOException {
        inMessage = true;
        try {
            return data.read();
        } finally {
            inMessage = false;
        }
    }

    /** The input also ends when the reaper or a stop has closed it, so that this thread can say why. */
    private @Nullable Step onEndOfInput() {
        SessionEnd reason = interruption;
        if (reason == SessionEnd.TIMEOUT) {
            return session.onTimeout();
        }
        return reason == SessionEnd.STOPPED ? session.onStop() : null;
    }

    private void sayGoodbye(Step goodbye) {
        try {
            perform(goodbye);
        } catch (IOException e) {
            Log.debug("A client left before it could be told of the failure", e);
        }
    }

    /** Reads what the client has sent already: closing on unread octets would reset, and take the last reply back. */
    private void drain() throws IOException {
        InputStream in = socket.getInputStream();
        if (interruption != null || in.available() == 0) {
            return;
        }
        socket.shutdownOutput();
        deadline = System.nanoTime() + DRAIN_NANOS;
        writing = true;
        byte[] dropped = new byte[REPLY_BUFFER];
        int total = 0;
        for (int count = 0; count >= 0 && total < MAX_DRAINED; count = in.read(dropped)) {
            total += count;
        }
    }

    /** Called by the reaper: ends a wait that has lasted too long. */
    void checkDeadline(long now) {
        long current = deadline;
        if (current != NEVER && now - current > 0) {
            interrupt(SessionEnd.TIMEOUT);
        }
    }

    /** Called when the server stops: a message that is being received may go on, everything else ends. */
    void stop() {
        if (!inMessage) {
            interrupt(SessionEnd.STOPPED);
        } else {
            interruption = SessionEnd.STOPPED;
        }
    }

    /** Called when the time to stop gently is over. */
    void stopNow() {
        interruption = SessionEnd.STOPPED;
        close();
    }

    /** Ends the input, so that the connection's own thread says goodbye; a thread that is stuck writing is cut off. */
    private void interrupt(SessionEnd reason) {
        interruption = reason;
        deadline = NEVER;
        if (writing) {
            close();
            return;
        }
        try {
            socket.shutdownInput();
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            Log.debug("A socket could not be closed", e);
        }
    }

    /** Sends what was held back and starts the clock before each read that may block. */
    private final class ClientInput extends InputStream {
        private final InputStream in;

        ClientInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("WireInput reads blocks");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            output.flush();
            if (interruption != null && !inMessage) {
                return -1;
            }
            deadline = System.nanoTime() + idleNanos;
            int count = in.read(buffer, offset, length);
            deadline = NEVER;
            return count;
        }
    }

    /** Starts the clock before each write, which blocks when the client does not read. */
    private final class ClientOutput extends OutputStream {
        private final OutputStream out;

        ClientOutput(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            writing = true;
            deadline = System.nanoTime() + idleNanos;
            out.write(buffer, offset, length);
            deadline = NEVER;
            writing = false;
        }
    }
}

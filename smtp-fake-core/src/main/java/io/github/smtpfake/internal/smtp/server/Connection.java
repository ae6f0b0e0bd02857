package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.protocol.Reply;
import io.github.smtpfake.internal.smtp.protocol.Session;
import io.github.smtpfake.internal.smtp.protocol.Step;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import io.github.smtpfake.internal.smtp.wire.BdatReader;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.DataReader;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.internal.smtp.wire.LineReader;
import io.github.smtpfake.internal.smtp.wire.ProgressListener;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.session.SessionEnd;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves one client on one thread: passes its input to the session and performs the steps that the session returns. */
final class Connection implements Runnable {
    private final ClientChannel channel;
    private final Port port;
    private final ServerTls tls;
    private final OpenConnections connections;
    private final Session session;
    private final LineReader lines;
    private final DataReader data;
    private final BdatReader chunks;
    private final Reservation memory;

    /** Whether a rule has ended the session while a message was being read. */
    private boolean aborted;

    /**
     * Creates a connection, which {@link #run} serves.
     *
     * @param memory the memory of the connection itself, which is given back when the connection ends
     */
    Connection(
            ClientChannel channel,
            Port port,
            Profile profile,
            ServerTls tls,
            OpenConnections connections,
            Reservation memory) {
        this.memory = memory;
        this.channel = channel;
        this.port = port;
        this.tls = tls;
        this.connections = connections;
        int longestLine =
                Math.max(profile.limits().commandLine(), profile.limits().authLine());
        this.lines = new LineReader(channel.input(), longestLine);
        this.data = new DataReader(channel.input(), profile.limits().messageSize(), profile.kept());
        this.chunks = new BdatReader(channel.input(), profile.kept());
        this.session = new Session(profile, channel.client());
    }

    ClientChannel channel() {
        return channel;
    }

    /** Ends a connection for which no thread could be started. */
    void abandon() {
        try {
            session.onEnd(SessionEnd.REJECTED);
        } finally {
            connections.remove(this);
            memory.close();
        }
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (IOException e) {
            // The client has disconnected, or the server closed the connection because the client did not read.
            session.onEnd(channel.interruption().orElse(SessionEnd.DISCONNECTED));
        } catch (RuntimeException | Error e) {
            Log.error("A session failed", e);
            sendLastReply();
        } finally {
            leave();
        }
    }

    /** Closes the connection and stops counting it, even if one of these steps fails for lack of memory. */
    private void leave() {
        try {
            session.onEnd(channel.interruption().orElse(SessionEnd.DISCONNECTED));
        } finally {
            try {
                channel.closeGently();
            } finally {
                connections.remove(this);
                data.close();
                chunks.close();
                memory.close();
            }
        }
    }

    private void serve() throws IOException {
        boolean open = port == Port.PLAIN || perform(session.openEncrypted());
        open = open && perform(session.open());
        while (open) {
            channel.expectCommand();
            if (isNextLineEarly()) {
                session.onEarlyLine();
            }
            Line line = lines.read();
            open = perform(line == null ? onEndOfInput() : session.onLine(line));
        }
    }

    /** Looks into the socket, which costs a system call, only if the client must wait for the last reply. */
    private boolean isNextLineEarly() throws IOException {
        return session.clientMustWait()
                ? channel.hasEarlyInput()
                : channel.input().hasBuffered();
    }

    /** Performs a step and the steps that follow it; returns whether the session continues. */
    private boolean perform(@Nullable Step first) throws IOException {
        boolean open = first != null;
        for (Step step = first; step != null; step = session.next()) {
            open &= performOne(step);
        }
        return open;
    }

    /** Performs one step, including those for the input that it reads; returns whether the session continues. */
    private boolean performOne(Step step) throws IOException {
        if (step instanceof Step.Send send) {
            channel.write(send.reply().wire());
            return true;
        }
        if (step instanceof Step.ReadData readData) {
            return readMessage(readData);
        }
        if (step instanceof Step.ReadChunk readChunk) {
            channel.expectMessage();
            return answer(chunks.read(readChunk.size(), readChunk.room(), readChunk.first(), progress()));
        }
        if (step instanceof Step.StartTls startTls) {
            return changeToTls(startTls);
        }
        if (step instanceof Step.Close close) {
            channel.write(close.reply().wire());
            channel.flush();
            // After QUIT the client has sent everything; after a rejection it may still be sending.
            channel.drain(close.reply().isRejection());
            return false;
        }
        return performForRule(step);
    }

    /** Performs a step that only rules cause; returns whether the session continues. */
    private boolean performForRule(Step step) throws IOException {
        if (step instanceof Step.Pause pause) {
            channel.pause(pause.duration());
        } else if (step instanceof Step.Throttle throttle) {
            channel.throttle(throttle.bytesPerSecond());
        } else if (step instanceof Step.ThrottleContent throttle) {
            channel.throttleContent(throttle.bytesPerSecond());
        } else if (step instanceof Step.ConfirmAnswer) {
            channel.flush();
            session.onAnswered();
        } else if (step instanceof Step.Disconnect disconnect) {
            disconnect(disconnect.reset());
            return false;
        } else if (step instanceof Step.Stall) {
            channel.stall();
            return false;
        } else {
            throw new IllegalStateException("Unknown step " + step);
        }
        return true;
    }

    private void disconnect(boolean reset) throws IOException {
        channel.flush();
        if (reset) {
            channel.resetAtEnd();
        } else {
            channel.drain(true);
        }
    }

    private boolean readMessage(Step.ReadData step) throws IOException {
        if (channel.input().hasBuffered() || channel.hasUnread()) {
            session.onEarlyMessage();
        }
        channel.write(step.reply().wire());
        channel.expectMessage();
        return answer(data.read(step.end(), progress()));
    }

    private boolean answer(@Nullable Body body) throws IOException {
        boolean open = perform(body == null ? onEndOfInput() : session.onBody(body));
        data.settle();
        chunks.settle();
        return open;
    }

    private ProgressListener progress() {
        return session.watchesContent() ? this::onProgress : ProgressListener.NONE;
    }

    /** Applies rules that fire while a message is being read; returns whether to read the rest of the message. */
    private boolean onProgress(long bytes) throws IOException {
        for (Step step = session.onContent(bytes); step != null; step = session.onContent(bytes)) {
            if (!perform(step)) {
                aborted = true;
                return false;
            }
        }
        return true;
    }

    private boolean changeToTls(Step.StartTls step) throws IOException {
        // Without a reply, the port is one with implicit TLS, on which the client begins.
        if (channel.input().hasBuffered() || !step.reply().equals(Reply.NONE) && channel.hasUnread()) {
            return perform(session.onPipelinedAfterStartTls());
        }
        channel.write(step.reply().wire());
        return startTls(step.fault());
    }

    private boolean startTls(Optional<TlsFault> fault) {
        try {
            session.onTls(channel.startTls(tls, fault));
            return true;
        } catch (IOException e) {
            Optional<SessionEnd> interruption = channel.interruption();
            if (interruption.isPresent() && interruption.get() != SessionEnd.TIMEOUT) {
                session.onEnd(interruption.get());
            } else {
                session.onTlsFailed(interruption.isPresent() ? "timeout exceeded" : reasonOf(e));
            }
            return false;
        }
    }

    /**
     * Returns the reason without the prefix of newer JDKs, which repeat the alert: "(bad_certificate) Received fatal
     * alert: bad_certificate".
     */
    private static String reasonOf(IOException failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("^\\((\\w+)\\) (?=.*: \\1$)", "");
    }

    /**
     * Returns the step at the end of the input, which the reaper or a stop may also cause, so that the client receives
     * the reason.
     */
    private @Nullable Step onEndOfInput() {
        if (aborted) {
            return null;
        }
        SessionEnd reason = channel.interruption().orElse(SessionEnd.DISCONNECTED);
        return switch (reason) {
            case TIMEOUT -> session.onTimeout();
            case DISPLACED -> session.onDisplaced();
            case STOPPED -> session.onStop();
            default -> null;
        };
    }

    private void sendLastReply() {
        try {
            perform(session.onInternalError());
        } catch (IOException | RuntimeException | Error e) {
            Log.debug("A client left before it received the reply to an internal error", e);
        }
    }
}

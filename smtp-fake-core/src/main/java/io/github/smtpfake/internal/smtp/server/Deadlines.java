package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.session.SessionEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of the current wait for a client, and the reason if the reaper or a stop has interrupted the connection.
 * The connection's thread sets the deadlines; the reaper checks them.
 */
final class Deadlines {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** The input that the server expects from the client. */
    private enum Phase {
        COMMAND,
        MESSAGE,
        HANDSHAKE
    }

    private final Limits limits;
    private volatile Phase phase = Phase.COMMAND;
    private volatile boolean writing;
    /** The first reason counts. */
    private final AtomicReference<@Nullable SessionEnd> interruption = new AtomicReference<>();

    /** When the current wait must end. */
    private volatile long deadline = NEVER;

    /** When the current wait began; {@link #NEVER} if the server does not wait for the client. */
    private volatile long waitingSince = NEVER;

    /** When the current command or message must be complete. */
    private long completeBy = NEVER;

    Deadlines(Limits limits) {
        this.limits = limits;
    }

    /**
     * Starts the deadlines of the next command.
     *
     * @param begun whether the beginning of the command has already arrived
     */
    void expectCommand(boolean begun) {
        expect(Phase.COMMAND, begun);
    }

    void expectMessage() {
        expect(Phase.MESSAGE, true);
    }

    private void expect(Phase next, boolean begun) {
        phase = next;
        completeBy = begun ? inTime(timeToComplete()) : NEVER;
    }

    private Duration timeToComplete() {
        return phase == Phase.MESSAGE ? limits.dataTimeout() : limits.commandTimeout();
    }

    /** Records that a wait for the client begins; returns when it must end. */
    private long beginWait(Duration timeout) {
        long now = System.nanoTime();
        // Even, so that it is never the mark of no wait.
        waitingSince = now & ~1;
        return now + timeout.toNanos();
    }

    private static long inTime(Duration timeout) {
        return System.nanoTime() + timeout.toNanos();
    }

    /** Records that the server makes the client wait on purpose. No deadline expires, but another client may need the place. */
    void beforePause() {
        waitingSince = System.nanoTime() & ~1;
    }

    void beforeHandshake() {
        phase = Phase.HANDSHAKE;
        deadline = beginWait(limits.handshakeTimeout());
    }

    void beforeReading() {
        long idle = beginWait(limits.idleTimeout());
        deadline = completeBy == NEVER || idle - completeBy < 0 ? idle : completeBy;
    }

    /** Records that bytes, or the end of the stream, have arrived. */
    void afterReading() {
        clear();
        if (completeBy == NEVER) {
            completeBy = inTime(timeToComplete());
        }
    }

    void beforeWriting() {
        writing = true;
        // A client that was interrupted receives only the last reply.
        deadline = beginWait(isInterrupted() ? CLOSING : limits.writeTimeout());
    }

    void afterWriting() {
        clear();
        writing = false;
    }

    /** Sets the deadline for closing the connection. */
    void beforeClosing() {
        writing = true;
        deadline = inTime(CLOSING);
    }

    /** Ends the current wait. */
    void clear() {
        deadline = NEVER;
        waitingSince = NEVER;
    }

    /**
     * Returns for how long the server has been waiting for the client, in nanoseconds; negative if it does not wait, or
     * has already interrupted the connection. Called by any thread.
     */
    long waited(long now) {
        long since = waitingSince;
        return since == NEVER || isInterrupted() ? -1 : Math.max(0, now - since);
    }

    /** Interrupts the connection, because another client needs it. */
    void displace() {
        // In this order: the thread may set the deadline of its last reply as soon as it sees the interruption.
        deadline = NEVER;
        interruption.compareAndSet(null, SessionEnd.DISPLACED);
    }

    /** Gives the client more time, because the server paused on purpose. */
    void extend(long nanos) {
        if (completeBy != NEVER) {
            completeBy += nanos;
        }
    }

    /**
     * Returns whether the current wait has lasted too long, and then interrupts the connection; called by the reaper.
     */
    boolean expire(long now) {
        long current = deadline;
        if (current == NEVER || now - current <= 0) {
            return false;
        }
        deadline = NEVER;
        interruption.compareAndSet(null, SessionEnd.TIMEOUT);
        return true;
    }

    /** Interrupts the connection; called when the server stops. */
    void stop() {
        interruption.compareAndSet(null, SessionEnd.STOPPED);
    }

    /** Returns why the connection was interrupted, if it was. */
    Optional<SessionEnd> interruption() {
        return Optional.ofNullable(interruption.get());
    }

    boolean isInterrupted() {
        return interruption.get() != null;
    }

    boolean isWriting() {
        return writing;
    }

    boolean isReadingMessage() {
        return phase == Phase.MESSAGE;
    }

    boolean isInHandshake() {
        return phase == Phase.HANDSHAKE;
    }
}

package io.github.smtpfake.internal.smtp.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits on purpose: pauses, and octets that may only trickle. Used by the connection's thread, which waits without holding
 * anything; {@link #end} is thread-safe.
 */
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Octets a second, in both directions; 0 for as many as come. */
    private long connection;

    /** Octets a second of the text or chunk that is being received; 0 for as many as come. */
    private long content;

    private volatile @Nullable Thread waiting;
    private volatile boolean ended;

    void throttle(long bytesPerSecond) {
        connection = bytesPerSecond;
    }

    void throttleContent(long bytesPerSecond) {
        content = bytesPerSecond;
    }

    private long reading() {
        return connection == 0 || content == 0 ? connection + content : Math.min(connection, content);
    }

    /** Returns how many octets to read at once. */
    int toRead(int length) {
        return atOnce(reading(), length);
    }

    /** Returns how many octets to write at once. */
    int toWrite(int length) {
        return atOnce(connection, length);
    }

    /** A tenth of what a second has room for, so that octets trickle instead of coming in gushes. */
    private static int atOnce(long bytesPerSecond, int length) {
        return bytesPerSecond == 0 ? length : (int) Math.max(1, Math.min(length, bytesPerSecond / 10));
    }

    /** Waits after octets were read; returns how many nanoseconds. */
    long afterReading(int octets) throws IOException {
        return after(octets, reading());
    }

    /** Waits after octets were written. */
    void afterWriting(int octets) throws IOException {
        after(octets, connection);
    }

    private long after(int octets, long bytesPerSecond) throws IOException {
        return bytesPerSecond == 0 || octets <= 0 ? 0 : pause(octets * SECOND / bytesPerSecond);
    }

    /** Waits until the time is over, or the end has come; returns how many nanoseconds it did. */
    long pause(long nanos) throws IOException {
        long start = System.nanoTime();
        long passed = 0;
        waiting = Thread.currentThread();
        try {
            while (passed < nanos && !ended) {
                LockSupport.parkNanos(this, nanos - passed);
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("A pause was interrupted");
                }
                passed = System.nanoTime() - start;
            }
            return passed;
        } finally {
            waiting = null;
        }
    }

    /** Ends the wait that is under way, and all that would come. */
    void end() {
        ended = true;
        LockSupport.unpark(waiting);
    }
}

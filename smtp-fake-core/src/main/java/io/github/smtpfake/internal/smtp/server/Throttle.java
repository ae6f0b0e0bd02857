package io.github.smtpfake.internal.smtp.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Pauses a connection and limits its rate for rules. Only the connection's thread uses it, and holds no lock while it
 * waits; {@link #end} is thread-safe.
 */
final class Throttle {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Bytes per second in both directions; 0 for no limit. */
    private long connectionRate;

    /** Bytes per second of the message or chunk that is being read; 0 for no limit. */
    private long contentRate;

    private volatile @Nullable Thread waiting;
    private volatile boolean ended;

    void limitConnection(long bytesPerSecond) {
        connectionRate = bytesPerSecond;
    }

    void limitContent(long bytesPerSecond) {
        contentRate = bytesPerSecond;
    }

    void removeContentLimit() {
        contentRate = 0;
    }

    private long readingRate() {
        return connectionRate == 0 || contentRate == 0
                ? connectionRate + contentRate
                : Math.min(connectionRate, contentRate);
    }

    /** Returns how many of the given number of bytes to read in one step. */
    int toRead(int length) {
        return atOnce(readingRate(), length);
    }

    /** Returns how many of the given number of bytes to write in one step. */
    int toWrite(int length) {
        return atOnce(connectionRate, length);
    }

    /** Returns the bytes of a tenth of a second, so that they flow evenly and not in bursts. */
    private static int atOnce(long bytesPerSecond, int length) {
        return bytesPerSecond == 0 ? length : (int) Math.max(1, Math.min(length, bytesPerSecond / 10));
    }

    /** Waits after bytes were read; returns the time in nanoseconds. */
    long afterReading(int bytes) throws IOException {
        return waitAfter(bytes, readingRate());
    }

    /** Waits after bytes were written. */
    void afterWriting(int bytes) throws IOException {
        waitAfter(bytes, connectionRate);
    }

    private long waitAfter(int bytes, long bytesPerSecond) throws IOException {
        return bytesPerSecond == 0 || bytes <= 0 ? 0 : pause(bytes * SECOND / bytesPerSecond);
    }

    /** Waits for the given time, or until {@link #end}; returns how long it waited, in nanoseconds. */
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

    /** Ends the current wait and prevents all later ones. */
    void end() {
        ended = true;
        LockSupport.unpark(waiting);
    }
}

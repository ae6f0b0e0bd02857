package io.github.smtpfake.internal.memory;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that an owner, such as a store, counts, and that others read. If the owner gives them up
 * meanwhile, they remain counted until the last reader has ended, because they remain in memory as long. Thread-safe.
 */
public final class SharedBytes {
    private int readers;
    private boolean isGivenUp;
    private long counted;
    private @Nullable LongConsumer account;

    /**
     * Begins to read the bytes, unless nobody counts them any more.
     *
     * @return whether the bytes are counted until {@link #endRead}; otherwise the reader has to reserve memory for them
     */
    synchronized boolean beginRead() {
        if (isGivenUp && readers == 0) {
            return false;
        }
        readers++;
        return true;
    }

    /** Ends what {@link #beginRead} has begun. */
    synchronized void endRead() {
        readers--;
        if (readers == 0 && account != null) {
            account.accept(-counted);
            account = null;
        }
    }

    /**
     * Records that the owner no longer counts the bytes.
     *
     * @param bytes how many
     * @param passing counts them as long as others read them, and accepts a negative number when the last reader has ended
     */
    public synchronized void giveUp(long bytes, LongConsumer passing) {
        isGivenUp = true;
        if (readers > 0) {
            passing.accept(bytes);
            counted = bytes;
            account = passing;
        }
    }
}

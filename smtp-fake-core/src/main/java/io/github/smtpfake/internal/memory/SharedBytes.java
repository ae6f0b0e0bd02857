package io.github.smtpfake.internal.memory;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that an owner, such as a store, counts in a {@link MemoryAccount}, and that others read. If the owner gives them up
 * meanwhile, they remain counted until the last reader has ended, because they remain in memory as long. Thread-safe.
 */
public final class SharedBytes {
    private int readers;
    private boolean isGivenUp;
    private long counted;
    private @Nullable MemoryAccount account;

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
            account.add(-counted);
            account = null;
        }
    }

    /**
     * Records that the owner no longer counts the bytes.
     *
     * @param bytes how many
     * @param passing the account that counts them as long as others read them
     */
    public synchronized void giveUp(long bytes, MemoryAccount passing) {
        isGivenUp = true;
        if (readers > 0) {
            passing.add(bytes);
            counted = bytes;
            account = passing;
        }
    }
}

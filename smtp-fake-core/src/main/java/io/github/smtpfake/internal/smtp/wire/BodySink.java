package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.delivery.TransmissionLint;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the bytes of a message or chunk that the server needs later. */
sealed interface BodySink permits ByteBlocks, HeaderSink {

    /** Records that the next bytes begin a message, and drops all others. */
    void beginMessage();

    /** Appends bytes; returns false if there was not enough memory, after which only {@link #release} may be called. */
    boolean append(byte[] from, int start, int length);

    /** Appends a byte; returns false if there was not enough memory. */
    boolean append(char b);

    /** Returns what was kept and clears this; returns null if there is not enough memory. */
    @Nullable
    RawMessage take();

    /** Returns what is reserved for the message that was taken last, besides the memory that this still uses. */
    Reservation memoryOfTaken();

    /** Returns the lint that examined the bytes of the message that were not kept. */
    default Optional<TransmissionLint> lint() {
        return Optional.empty();
    }

    /**
     * Gives the memory of the message that was taken last back to the budget, because from now on the store counts it, or it
     * is dropped.
     */
    void settle();

    /** Drops all bytes. */
    void clear();

    /** Drops all bytes and frees all memory. */
    void release();
}

package io.github.smtpfake.message;

import io.github.smtpfake.internal.memory.Patience;
import java.util.function.Supplier;

/** The bytes of the {@link MessageIndex} of a message, which are made when a query first needs them. Thread-safe. */
final class LazyIndex {
    /** Empty until they are needed. */
    private volatile byte[] bytes;

    /** How often there was no memory to make them. */
    private volatile int shortages;

    /**
     * Creates an index.
     *
     * @param known the bytes, if they are known; otherwise empty
     */
    LazyIndex(byte[] known) {
        this.bytes = known;
    }

    /** Returns the bytes; empty unless they have been made. */
    byte[] known() {
        return bytes;
    }

    /** Returns whether the bytes have been made, and if seen, with the words of the HTML as a reader sees it. */
    boolean isKnown(boolean seen) {
        return isEnough(bytes, seen);
    }

    private static boolean isEnough(byte[] known, boolean seen) {
        return known.length > 0 && (!seen || MessageIndex.has(known, MessageIndex.HAS_SEEN_TEXT));
    }

    /** Keeps the bytes of a copy, unless these have as much. */
    void keepThoseOf(LazyIndex copy) {
        byte[] others = copy.bytes;
        if (!isEnough(bytes, isEnough(others, true))) {
            bytes = others;
        }
    }

    /**
     * Returns the bytes. Makes them if necessary.
     *
     * <p>Many queries may need the index of a message at the same time; only one of them makes it. If it has waited for memory in
     * vain, those that waited for it do not begin to wait for memory, because what they hold may be what all of them need.
     *
     * @param seen whether the index must have the words of the HTML as a reader sees it
     * @param reading reads the message, and makes an index that has them if they are needed
     */
    byte[] make(boolean seen, Supplier<byte[]> reading) {
        int shortagesBefore = shortages;
        synchronized (this) {
            if (!isEnough(bytes, seen)) {
                try {
                    bytes = read(reading, shortages == shortagesBefore);
                } catch (OutOfMemoryError e) {
                    shortages++;
                    throw e;
                }
            }
            return bytes;
        }
    }

    private static byte[] read(Supplier<byte[]> reading, boolean mayWait) {
        if (mayWait) {
            return reading.get();
        }
        Patience.forbid();
        try {
            return reading.get();
        } finally {
            Patience.allow();
        }
    }
}

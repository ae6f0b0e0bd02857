package io.github.smtpfake.message;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import java.util.function.Function;

/** Reserves the memory that queries and indexes need while they read a message. */
final class QueryMemory {
    /** Smaller messages need less than what the budget leaves to the JVM for each thread. */
    private static final int SMALL = 64 * 1024;

    private QueryMemory() {}

    /** Reads the texts of a message. */
    interface Use<T> {

        /**
         * Reads the texts.
         *
         * @param loaded the bytes, on the heap
         * @param memory what is reserved for bytes and texts
         */
        T apply(RawMessage loaded, MimeContent content, Reservation memory);
    }

    /**
     * Reads a message.
     *
     * @param parser reads its structure, which needs little memory beyond the bytes
     * @param use reads its texts
     * @throws OutOfMemoryError if there is no room for the bytes or the texts now
     */
    static <T> T read(RawMessage raw, Function<RawMessage, MimeContent> parser, Use<T> use) {
        try (Reservation memory = MemoryBudget.ofJvm().newReservation()) {
            if (raw.keptSize() <= SMALL) {
                RawMessage loaded = raw.loaded();
                return use.apply(loaded, parser.apply(loaded), memory);
            }
            memory.growWhenFree(raw.shared().isPresent() ? 0 : raw.keptSize());
            RawMessage loaded = raw.loaded();
            MimeContent content = parser.apply(loaded);
            memory.growWhenFree(ContentWeight.whileReading(content.parsed()));
            return use.apply(loaded, content, memory);
        }
    }
}

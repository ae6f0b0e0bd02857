package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reserves the memory that answers about large messages need. The bytes of a message that the store
 * keeps in memory remain counted while they are read, also if it evicts the message meanwhile. All methods throw an {@link
 * OutOfMemoryError}, which is answered with 503, if there is no room.
 */
public final class ReadingMemory {
    /** Smaller messages count as a part of their connection. */
    static final int SMALL = 64 * 1024;
    /** There may be a thousand of them. */
    private static final int SMALL_IN_LISTS = 4 * 1024;

    private ReadingMemory() {}

    /**
     * Reserves memory for the bytes of a message until the request is answered. Those that the store keeps in memory are counted
     * already, also if it evicts the message meanwhile.
     */
    public static void reserveBytes(Request request, CapturedMessage message) {
        Reservation memory = request.memory();
        long size = Delivery.keptSize(message);
        boolean isCounted = size <= SMALL
                || Delivery.raw(message).shared().map(memory::share).orElse(false);
        if (!isCounted) {
            memory.growWhenFree(size);
        }
    }

    /** Reserves memory for the bytes of a message, and for reading its values, until the request is answered. */
    public static void reserveView(Request request, CapturedMessage message) {
        reserveBytes(request, message);
        if (Delivery.keptSize(message) > SMALL) {
            request.memory().growWhenFree(Delivery.readingWeight(message));
        }
    }

    /**
     * Reserves memory as {@link #reserveView} does, and as much again for the positions of elements, until the request is answered.
     */
    public static void reserveHtmlCheck(Request request, CapturedMessage message) {
        reserveView(request, message);
        if (Delivery.keptSize(message) > SMALL) {
            request.memory().growWhenFree(Delivery.readingWeight(message));
        }
    }

    /**
     * Returns references to messages. Only small messages remain in memory if the store evicts them meanwhile, so a client that
     * reads slowly occupies little.
     *
     * @param messages the messages, to which the caller must not refer afterwards
     */
    public static List<Reference> references(MessageStore store, List<StoredMessage> messages) {
        List<Reference> references = new ArrayList<>(messages.size());
        for (StoredMessage stored : messages) {
            boolean isKept =
                    !(store instanceof InMemoryMessageStore) || Delivery.keptSize(stored.message()) <= SMALL_IN_LISTS;
            references.add(
                    new Reference(store, stored.message().id(), isKept ? Optional.of(stored) : Optional.empty()));
        }
        return references;
    }

    /** A message that has yet to be read. */
    public static final class Reference {
        private final MessageStore store;
        private final String id;
        private final Optional<StoredMessage> kept;

        private Reference(MessageStore store, String id, Optional<StoredMessage> kept) {
            this.store = store;
            this.id = id;
            this.kept = kept;
        }

        /** Returns the message, or empty if the store has removed it meanwhile. */
        public Optional<StoredMessage> message() {
            return kept.isPresent() ? kept : store.message(id);
        }
    }

    /**
     * Returns what applies a function to each of several messages, which reads their values, and leaves out those that
     * the store has deleted meanwhile.
     *
     * @param messages the messages, to which the caller must not refer afterwards
     */
    public static <T> Rows<T> rows(
            MessageStore store, List<StoredMessage> messages, BiFunction<StoredMessage, RowValues, T> function) {
        return new Rows<>(references(store, messages), function);
    }

    /** Messages that have yet to be read. Used by one thread at a time. */
    public static final class Rows<T> {
        private final List<Reference> rows;
        private final BiFunction<StoredMessage, RowValues, T> function;
        private final RowReader reader = new RowReader();

        private Rows(List<Reference> rows, BiFunction<StoredMessage, RowValues, T> function) {
            this.rows = rows;
            this.function = function;
        }

        /** Returns the results in order. */
        public List<T> read() {
            List<T> results = new ArrayList<>(rows.size());
            for (Reference row : rows) {
                row.message().flatMap(stored -> reader.read(stored, function)).ifPresent(results::add);
            }
            return results;
        }
    }
}

package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.store.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;

/** The memory that the events for one client need until they are sent. Used by one thread at a time. */
public final class EventMemory {
    /** The text of an event, its bytes, and what they are created from. */
    private static final int COPIES = 4;

    private static final int UNRESERVED = 4 * 1024;

    private final Reservation memory = MemoryBudget.ofJvm().newReservation();
    /** For the events that the client has yet to receive. */
    private RowReader reader = new RowReader();

    /** Records that the client has received all events, so that the next one may wait for memory again. */
    public void upToDate() {
        reader = new RowReader();
    }

    /** Gives all memory back. */
    public void release() {
        memory.close();
    }

    /** Returns the result of a function that reads a message, or empty if the store has deleted the message. */
    public <T> Optional<T> read(StoredMessage stored, BiFunction<StoredMessage, RowValues, T> function) {
        reserve(stored.message().envelope().recipients().stream()
                .mapToLong(String::length)
                .sum());
        return reader.read(stored, function);
    }

    /** Returns a value as JSON. */
    public String json(Object value) {
        String json = new String(Json.bytes(value), StandardCharsets.UTF_8);
        reserve(json.length());
        return json;
    }

    /** Reserves memory for the copies of a text; a short one counts as a part of its connection. */
    private void reserve(long chars) {
        long more = COPIES * chars - memory.bytes();
        if (chars > UNRESERVED && more > 0) {
            memory.growWhenFree(more);
        }
    }
}

package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.store.StoredMessage;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads the rows of one list, of which at most one waits for memory in vain. Used by one thread at a time. */
public final class RowReader {
    private boolean mayWait = true;

    /**
     * Applies a function that reads values of a message.
     *
     * @return the result, or empty if the store has deleted the message
     */
    public <T> Optional<T> read(StoredMessage stored, BiFunction<StoredMessage, RowValues, T> function) {
        try (RowValues values = RowValues.reserving(stored.message(), mayWait)) {
            Optional<T> result = StoreErrors.unlessDeleted(() -> function.apply(stored, values));
            mayWait &= !values.lacksMemory();
            return result;
        }
    }
}

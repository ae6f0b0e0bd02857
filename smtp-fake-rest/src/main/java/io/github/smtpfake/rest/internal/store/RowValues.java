package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one message for a row of a list. If one of them cannot be read, because its bytes are damaged or memory is
 * short, the row has the values that do not need the bytes, and the reason, so that the rest of the list is shown. Not
 * thread-safe.
 */
public final class RowValues {
    private @Nullable String unreadable;

    /** Creates a reader that has read nothing. */
    public RowValues() {
        // All values have defaults.
    }

    /**
     * Returns a value, or a substitute if this or an earlier value could not be read.
     *
     * @throws DeletedMessageException if the store has deleted the message
     */
    public <T> T read(Supplier<T> value, T substitute) {
        if (unreadable != null) {
            return substitute;
        }
        try {
            return value.get();
        } catch (DeletedMessageException e) {
            throw e;
        } catch (StoreUnavailableException e) {
            unreadable = e.reason();
        } catch (OutOfMemoryError e) {
            unreadable = "The message needs more memory than is free now.";
        }
        return substitute;
    }

    /** Returns why the message could not be read, or null if it could. */
    public @Nullable String unreadable() {
        return unreadable;
    }
}

package io.github.smtpfake.rest.internal.store;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.NotEnoughMemoryError;
import io.github.smtpfake.internal.memory.Patience;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one message for a row of a list. If one of them cannot be read, because its bytes are damaged or memory is
 * short, the row has the values that do not need the bytes, and the reason, so that the rest of the list is shown. Not
 * thread-safe.
 */
public final class RowValues implements AutoCloseable {
    private final Reservation memory = MemoryBudget.ofJvm().newReservation();
    /** Null if the caller has reserved memory. */
    private final @Nullable CapturedMessage message;

    private final boolean mayWait;
    private boolean isShared;
    private boolean isContentReserved;
    private boolean lacksMemory;
    private @Nullable String unreadable;

    /** Creates a row that has read nothing, and for which the caller has reserved memory. */
    public RowValues() {
        this(null, true);
    }

    private RowValues(@Nullable CapturedMessage message, boolean mayWait) {
        this.message = message;
        this.mayWait = mayWait;
    }

    /**
     * Returns a row that has read nothing, and reserves the memory that the first value needs, for the bytes and for
     * reading them, until it is closed.
     *
     * @param mayWait whether to wait for a moment if there is no room
     */
    public static RowValues reserving(CapturedMessage message, boolean mayWait) {
        return Delivery.keptSize(message) <= ReadingMemory.SMALL ? new RowValues() : new RowValues(message, mayWait);
    }

    /**
     * Returns a value, or a substitute if this or an earlier value could not be read.
     *
     * @throws DeletedMessageException if the store has deleted the message
     */
    public <T> T read(Supplier<T> value, T substitute) {
        return read(value, substitute, !isListable());
    }

    /** Returns a value for which the content is read, also if the other values of the message are known. */
    public <T> T readContent(Supplier<T> value, T substitute) {
        return read(value, substitute, true);
    }

    private boolean isListable() {
        return message == null || Delivery.isListable(message);
    }

    private <T> T read(Supplier<T> value, T substitute, boolean needsContent) {
        if (unreadable != null) {
            return substitute;
        }
        if (!mayWait) {
            Patience.forbid();
        }
        try {
            reserve(needsContent);
            return value.get();
        } catch (DeletedMessageException e) {
            throw e;
        } catch (StoreUnavailableException e) {
            unreadable = e.reason();
        } catch (OutOfMemoryError e) {
            lacksMemory = true;
            unreadable = reason(e);
        } finally {
            if (!mayWait) {
                Patience.allow();
            }
        }
        return substitute;
    }

    private static String reason(OutOfMemoryError shortage) {
        return shortage instanceof NotEnoughMemoryError limited && limited.isLasting()
                ? "The message needs more memory than the server has."
                : "The message needs more memory than is free now.";
    }

    private void reserve(boolean needsContent) {
        if (message == null || isContentReserved) {
            return;
        }
        if (needsContent) {
            isContentReserved = true;
            boolean isShared = share();
            // First, because reading the structure loads the bytes.
            memory.growWhenFree(isShared ? 0 : Delivery.keptSize(message));
            memory.growWhenFree(Delivery.readingWeight(message));
        } else if (!isShared) {
            share();
        }
    }

    private boolean share() {
        isShared = isShared
                || message != null
                        && Delivery.raw(message).shared().map(memory::share).orElse(false);
        return isShared;
    }

    /** Returns whether the message could not be read for lack of memory. */
    boolean lacksMemory() {
        return lacksMemory;
    }

    /** Returns why the message could not be read, or null if it could. */
    public @Nullable String unreadable() {
        return unreadable;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        memory.close();
    }
}

package io.github.smtpfake.internal.memory;

/**
 * Thrown if the {@link MemoryBudget} has no room now. The JVM has not run out of memory, but a task that began nevertheless
 * could make it do so. An {@link OutOfMemoryError}, because callers treat both in the same way: the same task may succeed
 * later.
 */
public final class NotEnoughMemoryError extends OutOfMemoryError {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an error.
     *
     * @param message how much memory is needed, and how much is free
     */
    NotEnoughMemoryError(String message) {
        super(message);
    }

    /** Records no stack trace, because this is an answer to a client and not a defect. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

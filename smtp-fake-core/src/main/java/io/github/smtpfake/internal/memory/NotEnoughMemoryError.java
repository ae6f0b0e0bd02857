package io.github.smtpfake.internal.memory;

/**
 * Thrown if the {@link MemoryBudget} has no room now. The JVM has not run out of memory, but a task that began nevertheless
 * could make it do so. An {@link OutOfMemoryError}, because callers treat both in the same way.
 */
public final class NotEnoughMemoryError extends OutOfMemoryError {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /**
     * Creates an error.
     *
     * @param message how much memory is needed, and how much is free
     * @param lasting whether the task does not even fit if no other runs
     */
    NotEnoughMemoryError(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /**
     * Returns whether the task does not even fit if no other runs, because of what is stored or because the heap is too small.
     * To repeat it later is pointless.
     */
    public boolean isLasting() {
        return lasting;
    }

    /** Records no stack trace, because this is an answer to a client and not a defect. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}

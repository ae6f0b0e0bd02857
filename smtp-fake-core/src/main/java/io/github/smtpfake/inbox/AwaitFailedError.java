package io.github.smtpfake.inbox;

/** The mail that a test waited for did not come, or more than it waited for; the message tells what came instead. */
public final class AwaitFailedError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient AwaitResult result;

    AwaitFailedError(String message, AwaitResult result) {
        super(message);
        this.result = result;
    }

    /** Returns what the wait has seen. */
    public AwaitResult result() {
        return result;
    }
}

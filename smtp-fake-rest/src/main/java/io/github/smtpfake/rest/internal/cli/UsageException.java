package io.github.smtpfake.rest.internal.cli;

/** Thrown if the command line is invalid. The message names the option or variable and the fix. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message for the user. */
    public UsageException(String message) {
        super(message);
    }
}

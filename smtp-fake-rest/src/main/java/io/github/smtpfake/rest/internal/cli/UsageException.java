package io.github.smtpfake.rest.internal.cli;

/** The command line is invalid. The message names the option or variable and the fix. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}

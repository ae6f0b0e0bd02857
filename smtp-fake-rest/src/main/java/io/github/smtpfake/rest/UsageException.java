package io.github.smtpfake.rest;

/** The command line is wrong; the message names the option and the fix. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

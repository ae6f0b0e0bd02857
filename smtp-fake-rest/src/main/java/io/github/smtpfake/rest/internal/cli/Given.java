package io.github.smtpfake.rest.internal.cli;

/**
 * A value that somebody gave.
 *
 * @param source what it came from, as an error message names it: {@code --smtp-port} or {@code SMTP_FAKE_SMTP_PORT}
 */
public record Given(String source, String text) {

    /** Returns the exception that says what the value must be. */
    public UsageException wrong(String must) {
        return new UsageException(source + " " + must + ", not \"" + text + "\"");
    }
}

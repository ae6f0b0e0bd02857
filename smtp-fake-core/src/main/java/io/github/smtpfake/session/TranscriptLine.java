package io.github.smtpfake.session;

import java.time.Instant;

/**
 * A line of a session, in either direction.
 *
 * @param at when it came or was sent
 * @param speaker who said it
 * @param line the line without its end; passwords and tokens are masked, and it is cut after 500 characters
 */
public record TranscriptLine(Instant at, Speaker speaker, String line) {

    /** Who said a line. */
    public enum Speaker {
        CLIENT,
        SERVER
    }

    /** Returns the line behind {@code C:} or {@code S:}. */
    @Override
    public String toString() {
        return (speaker == Speaker.CLIENT ? "C: " : "S: ") + line;
    }
}

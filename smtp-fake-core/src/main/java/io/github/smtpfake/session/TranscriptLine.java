package io.github.smtpfake.session;

import java.time.Instant;
import java.util.Objects;

/**
 * One line that the client or the server sent. Immutable.
 *
 * @param at when the line was received or sent
 * @param speaker who sent it
 * @param line the line without its line end; passwords and tokens are masked, control characters are escaped, and a line of
 *     more than 500 characters is cut
 */
public record TranscriptLine(Instant at, Speaker speaker, String line) {

    /** Who sent a line. */
    public enum Speaker {
        /** The client. */
        CLIENT,
        /** The server. */
        SERVER
    }

    /** Checks that nothing is null. */
    public TranscriptLine {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(speaker, "speaker");
        Objects.requireNonNull(line, "line");
    }

    /** Returns the line after {@code C:} or {@code S:}. */
    @Override
    public String toString() {
        return (speaker == Speaker.CLIENT ? "C: " : "S: ") + line;
    }
}

package io.github.smtpfake.internal.protocol;

/**
 * A command line as it came.
 *
 * @param text the line without its end; empty where it was too long
 * @param state whether it can be taken as a command
 */
public record Line(String text, State state) {

    /** What is the matter with a line. */
    public enum State {
        /** Can be taken as a command. */
        SOUND,
        /** Can be taken as a command, though LF alone ended it. */
        BARE_LF,
        /** Longer than the limit; all of it was read and dropped. */
        TOO_LONG,
        /** Has octets above 127 that are not UTF-8; they stand in the text as ISO-8859-1. */
        NOT_UTF8
    }

    static Line of(String text) {
        return new Line(text, State.SOUND);
    }
}

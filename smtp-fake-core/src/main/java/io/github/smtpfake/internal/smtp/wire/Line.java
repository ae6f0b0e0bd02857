package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.text.Utf8;

/**
 * A command line as it came.
 *
 * @param text the line without its end; of one that was too long only how it begins
 * @param state whether it can be taken as a command
 */
public record Line(String text, State state) implements Input {

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

    /** Returns whether the line has more octets than that, without its end. */
    public boolean isLongerThan(int octets) {
        return switch (state) {
            case TOO_LONG -> true;
            case NOT_UTF8 -> text.length() > octets;
            case SOUND, BARE_LF -> Utf8.isLonger(text, 0, text.length(), octets);
        };
    }

    public static Line of(String text) {
        return new Line(text, State.SOUND);
    }
}

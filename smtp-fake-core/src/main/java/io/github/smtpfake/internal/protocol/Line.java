package io.github.smtpfake.internal.protocol;

/**
 * A command line as it came.
 *
 * @param text the line without its end; of one that was too long only how it begins
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

    /** Returns whether the line has more octets than that, without its end. */
    boolean isLongerThan(int octets) {
        if (state == State.TOO_LONG || text.length() > octets) {
            return true;
        }
        // No character takes more than three octets for each char, so most lines need not be counted.
        return state != State.NOT_UTF8 && text.length() > octets / 3 && utf8Length() > octets;
    }

    private int utf8Length() {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A pair of surrogates has four.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }

    static Line of(String text) {
        return new Line(text, State.SOUND);
    }
}

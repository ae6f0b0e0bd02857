package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.internal.text.Utf8;
import java.util.Locale;

/**
 * A line that the client sent.
 *
 * @param text the line without its end; only its beginning if it was too long
 */
public record Line(String text, State state) implements Input {
    /** Stands for the beginning of a TLS handshake, which is not a line; the rest of it has not been read. */
    public static final Line TLS = new Line("\u0016\u0003", State.TLS);

    /** Whether a line can be a command. */
    public enum State {
        /** Can be a command. */
        SOUND,
        /** Can be a command, although it ended with LF alone. */
        BARE_LF,
        /** Longer than the limit; all of it was read and dropped. */
        TOO_LONG,
        /** Not valid UTF-8; the text is the bytes read as ISO-8859-1. */
        NOT_UTF8,
        /** The beginning of a TLS handshake. */
        TLS
    }

    /** Returns whether the line, without its end, has more than the given number of bytes. */
    public boolean isLongerThan(int bytes) {
        return switch (state) {
            case TOO_LONG -> true;
            case NOT_UTF8, TLS -> text.length() > bytes;
            case SOUND, BARE_LF -> Utf8.isLonger(text, 0, text.length(), bytes);
        };
    }

    /** Returns the text; if it is not valid UTF-8, with each byte above 127 written as {@code \\xE4}. */
    public String printable() {
        if (state != State.NOT_UTF8) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                printable.append(c);
            } else {
                printable.append(String.format(Locale.ROOT, "\\x%02X", (int) c));
            }
        }
        return printable.toString();
    }

    public static Line of(String text) {
        return new Line(text, State.SOUND);
    }
}

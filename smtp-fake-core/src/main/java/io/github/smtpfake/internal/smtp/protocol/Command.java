package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.internal.text.Ascii;

/**
 * A command line, split into its verb and its argument.
 *
 * @param argument the text after the verb, without white space at either end
 * @param utf8 whether the line was valid UTF-8; otherwise the argument has escapes
 * @param bareLf whether LF alone ended the line
 */
record Command(Verb verb, String argument, boolean utf8, boolean bareLf) {

    static Command parse(Line line) {
        String text = line.printable();
        int end = text.length();
        // RFC 5321, 4.1.1: white space at the end of a line is tolerated.
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        int space = 0;
        while (space < end && !isSpace(text.charAt(space))) {
            space++;
        }
        int argument = space;
        while (argument < end && isSpace(text.charAt(argument))) {
            argument++;
        }
        return new Command(
                Verb.of(text.substring(0, space)),
                text.substring(argument, end),
                line.state() != Line.State.NOT_UTF8,
                line.state() == Line.State.BARE_LF);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Returns whether the client sent only ASCII characters in the argument. */
    boolean isAscii() {
        return utf8 && Ascii.isAscii(argument);
    }

    void requireNoArgument() throws RejectedException {
        if (!argument.isEmpty()) {
            throw new RejectedException(Replies.NO_ARGUMENT, Problems.malformed("Unexpected argument"));
        }
    }
}

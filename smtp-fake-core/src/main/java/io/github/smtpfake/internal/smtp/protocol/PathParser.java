package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.text.Ascii;
import java.util.Objects;

/**
 * Reads the path of MAIL and RCPT (RFC 5321, 4.1.2, with UTF-8 by RFC 6531, 3.3) from the start of an argument: quoted
 * local parts, address literals, source routes and all.
 */
final class PathParser {
    private static final String POSTMASTER = "<POSTMASTER>";
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private final String text;
    private final boolean blankBefore;
    private int position;

    /** @param text what follows the colon of {@code FROM:} or {@code TO:} */
    PathParser(String text) {
        this.text = text;
        while (peek() == ' ') {
            position++;
        }
        this.blankBefore = position > 0;
    }

    /** Returns whether a blank stands before the path, which many clients send and RFC 5321, 3.3 forbids. */
    boolean hasBlankBefore() {
        return blankBefore;
    }

    /** The path is not one; the message says why, in printable ASCII. */
    static final class PathException extends Exception {
        private static final long serialVersionUID = 1L;

        PathException(String reason) {
            super(reason, null, false, false);
        }

        /** Returns the reason, which is never null. */
        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /** Returns what follows the path that was read. */
    String rest() {
        return text.substring(position);
    }

    /** Reads a reverse-path; empty for {@code <>}. */
    String reversePath() throws PathException {
        if (text.startsWith("<>", position)) {
            position += 2;
            endOfPath();
            return "";
        }
        return path();
    }

    /** Reads a forward-path, which may be {@code <Postmaster>} without a domain (RFC 5321, 4.1.1.3). */
    String forwardPath() throws PathException {
        int end = position + POSTMASTER.length();
        if (end <= text.length()
                && Ascii.upperCase(text.substring(position, end)).equals(POSTMASTER)) {
            String mailbox = text.substring(position + 1, end - 1);
            position = end;
            endOfPath();
            return mailbox;
        }
        return path();
    }

    private String path() throws PathException {
        expect('<', "\"<\" expected before the address");
        if (peek() == '@') {
            sourceRoute();
        }
        int start = position;
        localPart();
        expect('@', position == start ? "no local part before \"@\"" : "\"@\" expected behind the local part");
        domain();
        String mailbox = text.substring(start, position);
        expect('>', "\">\" expected behind the address");
        endOfPath();
        return mailbox;
    }

    private void endOfPath() throws PathException {
        if (peek() != END && peek() != ' ') {
            throw new PathException("blank expected behind \">\"");
        }
    }

    /** RFC 5321, appendix C: recognized and ignored. */
    private void sourceRoute() throws PathException {
        do {
            expect('@', "\"@\" expected in the source route");
            domain();
        } while (accept(','));
        expect(':', "\":\" expected behind the source route");
    }

    private void localPart() throws PathException {
        if (peek() == '"') {
            quotedString();
        } else {
            do {
                atom();
            } while (accept('.'));
        }
    }

    private void quotedString() throws PathException {
        position++;
        while (peek() != '"') {
            if (peek() == '\\') {
                position++;
            }
            int c = peek();
            if (c == END || Character.isISOControl(c)) {
                throw new PathException(c == END ? "closing quote missing" : "control character in the local part");
            }
            position++;
        }
        position++;
    }

    private void atom() throws PathException {
        int start = position;
        while (isAtext(peek())) {
            position++;
        }
        if (position == start) {
            throw new PathException(
                    switch (peek()) {
                        case END -> "the address is incomplete";
                        case '.' -> "dot at the start of the local part, or two dots";
                        case '@' ->
                            start > 0 && text.charAt(start - 1) == '.'
                                    ? "dot at the end of the local part"
                                    : "no local part before \"@\"";
                        default -> "character not allowed in the local part";
                    });
        }
    }

    private void domain() throws PathException {
        if (peek() == '[') {
            position = AddressLiteral.end(text, position);
            return;
        }
        do {
            label();
        } while (accept('.'));
    }

    private void label() throws PathException {
        int start = position;
        while (isLetterOrDigit(peek()) || peek() == '-' || peek() == '_') {
            position++;
        }
        if (position == start) {
            throw new PathException("domain expected, or a part of it between dots");
        }
        if (text.charAt(start) == '-' || text.charAt(position - 1) == '-') {
            throw new PathException("a part of the domain begins or ends with \"-\"");
        }
    }

    private static boolean isAtext(int c) {
        return isLetterOrDigit(c) || (c > ' ' && c < DEL && ATEXT_SPECIALS.indexOf(c) >= 0);
    }

    /** Letters and digits of ASCII, and all of UTF-8 beyond, but the control characters of Latin-1. */
    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xA0;
    }

    private static final int END = -1;
    private static final int DEL = 127;

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char c, String otherwise) throws PathException {
        if (!accept(c)) {
            throw new PathException(otherwise);
        }
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.text.Ascii;
import java.util.Objects;

/**
 * Parses the path at the start of the argument of MAIL or RCPT (RFC 5321, 4.1.2; with UTF-8 as in RFC 6531, 3.3),
 * including quoted local parts, address literals and source routes.
 */
final class PathParser {
    private static final String POSTMASTER = "<POSTMASTER>";
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    private static final String SEVERAL_AT = "more than one \"@\"";

    private final String text;
    private final boolean spaceBefore;
    private final boolean bracketsOptional;
    private boolean brackets = true;
    private int position;

    /** @param text the text after {@code FROM:} or {@code TO:} */
    PathParser(String text) {
        this(text, false);
    }

    /**
     * @param text the text after {@code FROM:} or {@code TO:}
     * @param bracketsOptional whether the path may lack its angle brackets
     */
    PathParser(String text, boolean bracketsOptional) {
        this.text = text;
        this.bracketsOptional = bracketsOptional;
        while (peek() == ' ') {
            position++;
        }
        this.spaceBefore = position > 0;
    }

    /** Returns whether a space precedes the path, which many clients send although RFC 5321, 3.3 forbids it. */
    boolean hasSpaceBefore() {
        return spaceBefore;
    }

    /** Returns whether the path has angle brackets. */
    boolean hasBrackets() {
        return brackets;
    }

    /** Thrown if the path is malformed; the message contains the reason in printable ASCII. */
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

    /** Returns the text after the path. */
    String rest() {
        return text.substring(position);
    }

    /** Parses a reverse-path; returns the empty string for {@code <>}. */
    String reversePath() throws PathException {
        if (text.startsWith("<>", position)) {
            position += 2;
            endOfPath("expected a space after \">\"");
            return "";
        }
        return path();
    }

    /** Parses a forward-path, which may be {@code <Postmaster>} without a domain (RFC 5321, 4.1.1.3). */
    String forwardPath() throws PathException {
        int end = position + POSTMASTER.length();
        if (end <= text.length()
                && Ascii.upperCase(text.substring(position, end)).equals(POSTMASTER)) {
            String mailbox = text.substring(position + 1, end - 1);
            position = end;
            endOfPath("expected a space after \">\"");
            return mailbox;
        }
        return path();
    }

    private String path() throws PathException {
        if (bracketsOptional && peek() != '<') {
            brackets = false;
            String mailbox = mailbox();
            endOfPath("expected a space after the address");
            return mailbox;
        }
        expect('<', "expected \"<\" before the address");
        if (peek() == '@') {
            sourceRoute();
        }
        String mailbox = mailbox();
        if (peek() == ' ') {
            throw new PathException("space in the address");
        }
        expect('>', peek() == '@' ? SEVERAL_AT : "expected \">\" after the address");
        endOfPath("expected a space after \">\"");
        return mailbox;
    }

    private String mailbox() throws PathException {
        int start = position;
        localPart();
        if (position > start && peek() == ' ') {
            throw new PathException("space in the local part");
        }
        expect('@', position == start ? "missing local part before \"@\"" : "expected \"@\" after the local part");
        domain();
        return text.substring(start, position);
    }

    private void endOfPath(String otherwise) throws PathException {
        if (peek() != END && peek() != ' ') {
            throw new PathException(otherwise);
        }
    }

    /** RFC 5321, appendix C: accepted and ignored. */
    private void sourceRoute() throws PathException {
        do {
            expect('@', "expected \"@\" in the source route");
            domain();
        } while (accept(','));
        expect(':', "expected \":\" after the source route");
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
                throw new PathException(c == END ? "missing closing quote" : "control character in the local part");
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
                        case END -> "incomplete address";
                        case '.' -> "dot at the start of the local part, or two dots in a row";
                        case '@' ->
                            start > 0 && text.charAt(start - 1) == '.'
                                    ? "dot at the end of the local part"
                                    : "missing local part before \"@\"";
                        case ' ' -> "space in the local part";
                        default -> "invalid character in the local part";
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
            throw new PathException(emptyLabel(start > 0 ? text.charAt(start - 1) : '@'));
        }
        if (text.charAt(start) == '-' || text.charAt(position - 1) == '-') {
            throw new PathException("label of the domain starts or ends with \"-\"");
        }
    }

    /** Returns why the domain has an empty label at this position. */
    private String emptyLabel(char before) {
        boolean isFirst = before == '@';
        return switch (peek()) {
            case '@' -> isFirst ? SEVERAL_AT : "dot at the end of the domain";
            case '.' -> isFirst ? "dot at the start of the domain" : "two dots in a row in the domain";
            case '>', ',', ':', END -> isFirst ? "missing domain after \"@\"" : "dot at the end of the domain";
            case ' ' -> "space in the domain";
            default -> "invalid character in the domain";
        };
    }

    private static boolean isAtext(int c) {
        return isLetterOrDigit(c) || (c > ' ' && c < DEL && ATEXT_SPECIALS.indexOf(c) >= 0);
    }

    /** ASCII letters and digits, and all non-ASCII characters except the control characters of Latin-1. */
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

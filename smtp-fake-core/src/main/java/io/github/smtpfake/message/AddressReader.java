package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.EncodedWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailboxes of an address header (RFC 5322, section 3.4), including those within groups, in one pass. Reads
 * as much as possible of a damaged header.
 */
final class AddressReader {
    private static final int LONGEST_LITERAL = 100;

    private final String text;
    private final List<Address> addresses = new ArrayList<>();
    private int position;

    /** The words of the current mailbox as they were sent. */
    private final List<StringBuilder> sent = new ArrayList<>();

    /** The same words as they are shown, without quotes. */
    private final List<StringBuilder> shown = new ArrayList<>();

    private boolean wordOpen;
    private @Nullable String angleAddress;
    private String comment = "";

    private AddressReader(String text) {
        this.text = text;
    }

    static List<Address> read(String rawValue) {
        AddressReader reader = new AddressReader(rawValue);
        reader.readAll();
        return reader.addresses;
    }

    private void readAll() {
        for (; position < text.length(); position++) {
            char c = text.charAt(position);
            switch (c) {
                case ' ', '\t', '\r', '\n' -> wordOpen = false;
                case '"' -> quoted();
                case '(' -> comment = comment();
                case '<' -> angleAddress = angleAddress();
                case '[' -> literal();
                case ',', ';' -> endMailbox();
                case ':' -> reset();
                default -> append(String.valueOf(c), String.valueOf(c));
            }
        }
        endMailbox();
    }

    private void append(String asSent, String asShown) {
        if (!wordOpen) {
            sent.add(new StringBuilder());
            shown.add(new StringBuilder());
            wordOpen = true;
        }
        sent.get(sent.size() - 1).append(asSent);
        shown.get(shown.size() - 1).append(asShown);
    }

    /** Reads a quoted string and stops at its closing quote. */
    private void quoted() {
        int start = position++;
        StringBuilder unquoted = new StringBuilder();
        for (; position < text.length() && text.charAt(position) != '"'; position++) {
            skipBackslash();
            unquoted.append(text.charAt(position));
        }
        append(text.substring(start, Math.min(position + 1, text.length())), unquoted.toString());
    }

    /** Returns the outermost comment, and stops at its closing parenthesis. */
    private String comment() {
        StringBuilder content = new StringBuilder();
        int depth = 1;
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                break;
            }
            skipBackslash();
            content.append(text.charAt(position));
        }
        wordOpen = false;
        return content.toString();
    }

    private void skipBackslash() {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
            position++;
        }
    }

    /** Returns the address without a source route (RFC 5322, 4.4), and stops at the character that ends it. */
    private String angleAddress() {
        int start = position + 1;
        boolean quoted = false;
        boolean route = start < text.length() && text.charAt(start) == '@';
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted) {
                skipBackslash();
            } else if (c == '>') {
                break;
            } else if (route && c == ':') {
                start = position + 1;
                route = false;
            } else if (!route && c == ',') {
                // The bracket is missing. Stop here, so that the following addresses are still read.
                position--;
                break;
            }
        }
        wordOpen = false;
        int end = position < text.length() && text.charAt(position) == '>' ? position : position + 1;
        return text.substring(start, Math.max(start, Math.min(end, text.length())))
                .strip();
    }

    /** Reads an address literal, whose colons do not begin a group, and stops at its closing bracket. */
    private void literal() {
        int close = closingBracket();
        if (close < 0) {
            append("[", "[");
            return;
        }
        String literal = text.substring(position, close + 1);
        append(literal, literal);
        position = close;
    }

    private int closingBracket() {
        int end = Math.min(text.length(), position + LONGEST_LITERAL);
        for (int i = position; i < end; i++) {
            if (text.charAt(i) == ']') {
                return i;
            }
        }
        return -1;
    }

    private void endMailbox() {
        String address = angleAddress == null ? removeBareAddress() : angleAddress;
        String name = String.join(" ", shown);
        if (name.isEmpty() && !address.isEmpty()) {
            name = comment.strip();
        }
        if (!name.isEmpty() || !address.isEmpty()) {
            addresses.add(new Address(EncodedWords.decode(name), address));
        }
        reset();
    }

    /** Removes the word that is an address and returns it; the remaining words are the name. */
    private String removeBareAddress() {
        for (int i = sent.size() - 1; i >= 0; i--) {
            if (sent.get(i).indexOf("@") >= 0) {
                shown.remove(i);
                return sent.remove(i).toString();
            }
        }
        return "";
    }

    private void reset() {
        sent.clear();
        shown.clear();
        wordOpen = false;
        angleAddress = null;
        comment = "";
    }
}

package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.EncodedWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailboxes of an address header (RFC 5322, section 3.4), including those within groups, in one pass. Reads
 * as much as possible of a damaged header. Encoded words are decoded at the end, so that their text separates nothing.
 */
final class AddressReader {
    private static final int LONGEST_LITERAL = 100;

    private final String text;
    private final List<Address> addresses = new ArrayList<>();
    private final Set<String> defects = new LinkedHashSet<>();
    private int position;

    /** The words of the current mailbox as they were sent. */
    private final List<StringBuilder> sent = new ArrayList<>();

    /** The same words as they are shown, without quotes. */
    private final List<StringBuilder> shown = new ArrayList<>();

    private boolean wordOpen;
    private @Nullable String angleAddress;
    private String comment = "";
    private boolean inGroup;
    private boolean hasGroup;

    /**
     * What a header contains.
     *
     * @param hasGroup whether there is a group, which may be empty
     * @param defects what is wrong with the header as a whole, as the end of a sentence about it
     */
    record Result(List<Address> addresses, boolean hasGroup, Set<String> defects) {}

    private AddressReader(String text) {
        this.text = text;
    }

    static Result read(String rawValue) {
        AddressReader reader = new AddressReader(rawValue);
        reader.readAll();
        return new Result(reader.addresses, reader.hasGroup, reader.defects);
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
                case '=' -> encodedWord();
                case ',' -> endMailbox();
                case ';' -> endGroup();
                case ':' -> beginGroup();
                default -> append(String.valueOf(c), String.valueOf(c));
            }
        }
        endMailbox();
        if (inGroup) {
            defects.add("does not end a group with a semicolon");
        }
    }

    private void beginGroup() {
        inGroup = true;
        hasGroup = true;
        reset();
    }

    private void endGroup() {
        if (!inGroup) {
            defects.add("separates addresses by semicolons instead of commas");
        }
        inGroup = false;
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

    /** Reads an encoded word, which may contain any character although it should not, and stops at its last character. */
    private void encodedWord() {
        int end = EncodedWords.wordEnd(text, position);
        String word = text.substring(position, end < 0 ? position + 1 : end);
        append(word, word);
        position += word.length() - 1;
    }

    /** Reads a quoted string and stops at its closing quote. */
    private void quoted() {
        int start = position++;
        StringBuilder unquoted = new StringBuilder();
        for (; position < text.length() && text.charAt(position) != '"'; position++) {
            skipBackslash();
            unquoted.append(text.charAt(position));
        }
        requireClosed("a quoted string");
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
        requireClosed("a comment");
        wordOpen = false;
        return content.toString();
    }

    /** Records a defect if the text ended before the character that closes a part of it. */
    private void requireClosed(String part) {
        if (position >= text.length()) {
            defects.add("does not close " + part);
        }
    }

    private void skipBackslash() {
        if (text.charAt(position) == '\\' && position + 1 < text.length()) {
            position++;
        }
    }

    /** Returns the address without comments and source route (RFC 5322, 4.4), and stops at the character that ends it. */
    private String angleAddress() {
        StringBuilder address = new StringBuilder();
        boolean quoted = false;
        boolean closed = true;
        boolean route = position + 1 < text.length() && text.charAt(position + 1) == '@';
        for (position++; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\' && position + 1 < text.length()) {
                address.append(c);
                position++;
            } else if (!quoted && c == '(') {
                comment();
                address.append(' ');
                continue;
            } else if (!quoted && c == '>') {
                break;
            } else if (!quoted && route && c == ':') {
                address.setLength(0);
                route = false;
                continue;
            } else if (!quoted && !route && c == ',') {
                // The bracket is missing. Stop here, so that the following addresses are still read.
                closed = false;
                position--;
                break;
            }
            if (position < text.length()) {
                address.append(text.charAt(position));
            }
        }
        if (!closed || position >= text.length()) {
            defects.add("does not close an angle bracket");
        }
        wordOpen = false;
        return withoutSpaces(address.toString().strip());
    }

    /** Removes white space around dots and the at sign. */
    private String withoutSpaces(String address) {
        if (address.indexOf(' ') < 0 && address.indexOf('\t') < 0 || address.indexOf('"') >= 0) {
            return address;
        }
        StringBuilder joined = new StringBuilder();
        for (String word : address.split("[ \\t]++")) {
            if (areOne(joined, word)) {
                checkDot(joined, word);
            } else if (!joined.isEmpty()) {
                joined.append(' ');
            }
            joined.append(word);
        }
        return joined.toString();
    }

    /** Returns whether two words are parts of one address, because there is a dot or an at sign between them. */
    private static boolean areOne(CharSequence word, CharSequence next) {
        return endsAt(word, ".@") || startsAt(next, ".@");
    }

    /** RFC 5322, 4.4: white space and comments around a dot are obsolete; those around the at sign are not. */
    private void checkDot(CharSequence word, CharSequence next) {
        if (endsAt(word, ".") || startsAt(next, ".")) {
            defects.add("contains an address with spaces or comments around a dot");
        }
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

    /** Removes the words that are an address and returns it; the remaining words are the name. */
    private String removeBareAddress() {
        for (int i = sent.size() - 1; i >= 0; i--) {
            if (sent.get(i).indexOf("@") >= 0) {
                return removeAddressAt(i);
            }
        }
        return "";
    }

    /** Removes an address together with the words that white space or a comment at a dot or at sign separates from it. */
    private String removeAddressAt(int index) {
        int end = index + 1;
        while (end < sent.size() && areOne(sent.get(end - 1), sent.get(end))) {
            end++;
        }
        int start = index;
        // A word such as "Mr." before the address is part of the name.
        while (start > 0
                && (startsAt(sent.get(start), ".@")
                        || sent.get(start - 1).toString().equals("."))) {
            start--;
        }
        List<StringBuilder> words = sent.subList(start, end);
        for (int i = 1; i < words.size(); i++) {
            checkDot(words.get(i - 1), words.get(i));
        }
        String address = String.join("", words);
        words.clear();
        shown.subList(start, end).clear();
        return address;
    }

    private static boolean startsAt(CharSequence word, String characters) {
        return !word.isEmpty() && characters.indexOf(word.charAt(0)) >= 0;
    }

    private static boolean endsAt(CharSequence word, String characters) {
        return !word.isEmpty() && characters.indexOf(word.charAt(word.length() - 1)) >= 0;
    }

    private void reset() {
        sent.clear();
        shown.clear();
        wordOpen = false;
        angleAddress = null;
        comment = "";
    }
}

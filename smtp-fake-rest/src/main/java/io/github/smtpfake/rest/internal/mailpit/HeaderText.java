package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.mailpit.Outgoing.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Writes values of header fields in ASCII, folded. */
final class HeaderText {
    private static final String FOLD = "\r\n ";
    private static final int LONGEST_LINE = 76;
    // RFC 2047, section 2: 75 characters with =?UTF-8?B? and ?= are 45 octets in base64.
    private static final int OCTETS_OF_WORD = 45;
    private static final int LENGTH_OF_PIECE = 54;

    private HeaderText() {}

    /** Returns unstructured text, as encoded words (RFC 2047) where it needs them. */
    static String of(String text) {
        return isPlain(text) && text.length() <= LONGEST_LINE && !text.contains("=?") ? text : encodedWords(text);
    }

    static String of(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(HeaderText::mailbox).collect(Collectors.joining("," + FOLD));
    }

    private static String mailbox(Mailbox mailbox) {
        if (mailbox.name().isEmpty()) {
            return mailbox.address();
        }
        String name = isPlain(mailbox.name()) && mailbox.name().length() <= LONGEST_LINE
                ? quoted(mailbox.name())
                : encodedWords(mailbox.name());
        return name + " <" + mailbox.address() + ">";
    }

    /** Returns a quoted string (RFC 5322, section 3.2.4). */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Returns a parameter with a leading semicolon, in pieces of lines if need be (RFC 2231). */
    static String parameter(String name, String value) {
        if (isPlain(value) && value.length() <= LONGEST_LINE) {
            return ";" + FOLD + name + "=" + quoted(value);
        }
        StringBuilder parameter = new StringBuilder();
        StringBuilder piece = new StringBuilder("UTF-8''");
        int pieces = 0;
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            piece.append(String.format("%%%02X", octet));
            if (piece.length() >= LENGTH_OF_PIECE) {
                parameter.append(piece(name, pieces++, piece));
                piece.setLength(0);
            }
        }
        return parameter.append(piece(name, pieces, piece)).toString();
    }

    private static String piece(String name, int number, CharSequence value) {
        return ";" + FOLD + name + "*" + number + "*=" + value;
    }

    private static String encodedWords(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int octets = 0;
        for (int codePoint : text.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > OCTETS_OF_WORD) {
                words.append(encodedWord(word)).append(FOLD);
                word.setLength(0);
                octets = 0;
            }
            word.append(character);
            octets += more;
        }
        return words.append(encodedWord(word)).toString();
    }

    private static String encodedWord(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }

    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}

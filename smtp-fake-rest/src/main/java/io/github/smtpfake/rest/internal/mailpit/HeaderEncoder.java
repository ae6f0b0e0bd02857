package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.mailpit.SendRequest.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Encodes values of header fields as folded ASCII. */
final class HeaderEncoder {
    private static final String FOLD = "\r\n ";
    private static final int MAX_LINE_LENGTH = 76;
    // RFC 2047, section 2: 75 characters with =?UTF-8?B? and ?= hold 45 bytes in base64.
    private static final int MAX_WORD_BYTES = 45;
    private static final int MAX_SECTION_LENGTH = 54;

    private HeaderEncoder() {}

    /** Encodes unstructured text, as encoded words (RFC 2047) if necessary. */
    static String of(String text) {
        return isPlain(text) && text.length() <= MAX_LINE_LENGTH && !text.contains("=?") ? text : encodedWords(text);
    }

    /** Encodes a list of mailboxes. */
    static String of(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(HeaderEncoder::mailbox).collect(Collectors.joining("," + FOLD));
    }

    private static String mailbox(Mailbox mailbox) {
        if (mailbox.name().isEmpty()) {
            return "<" + mailbox.address() + ">";
        }
        String name = isPlain(mailbox.name()) && mailbox.name().length() <= MAX_LINE_LENGTH
                ? quoted(mailbox.name())
                : encodedWords(mailbox.name());
        return name + " <" + mailbox.address() + ">";
    }

    /** Returns a quoted string (RFC 5322, section 3.2.4). */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Encodes a parameter, with a leading semicolon, and splits it into sections if necessary (RFC 2231). */
    static String parameter(String name, String value) {
        if (isPlain(value) && value.length() <= MAX_LINE_LENGTH) {
            return ";" + FOLD + name + "=" + quoted(value);
        }
        StringBuilder parameter = new StringBuilder();
        StringBuilder section = new StringBuilder("UTF-8''");
        int sections = 0;
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            section.append(String.format(Locale.ROOT, "%%%02X", b));
            if (section.length() >= MAX_SECTION_LENGTH) {
                parameter.append(section(name, sections++, section));
                section.setLength(0);
            }
        }
        return parameter.append(section(name, sections, section)).toString();
    }

    private static String section(String name, int number, CharSequence value) {
        return ";" + FOLD + name + "*" + number + "*=" + value;
    }

    private static String encodedWords(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int codePoint : text.codePoints().toArray()) {
            String character = Character.toString(codePoint);
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > MAX_WORD_BYTES) {
                words.append(encodedWord(word)).append(FOLD);
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += more;
        }
        return words.append(encodedWord(word)).toString();
    }

    private static String encodedWord(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }

    /** Returns whether the text is printable ASCII. */
    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}

package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes encoded words (RFC 2047). Adjacent words in the same charset are joined before they are decoded, because many
 * senders split a character between two words. All other text stays as it is.
 */
public final class EncodedWords {
    /**
     * The text of a Q word. A question mark should be encoded, but many clients leave it. It does not end the word unless an
     * equals sign follows that is not the start of an encoded byte. A question mark after an equals sign begins another word.
     */
    private static final String Q_TEXT = "[^?]*+(?:(?<!=)\\?(?:(?!=)|(?==[0-9A-Fa-f]{2}[^\\s?]{0,75}+\\?=))[^?]*+)*+";

    /**
     * Charset, optional language (RFC 2231, 5), text of a B word or of a Q word. Possessive, so that invalid input needs only
     * linear time.
     */
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?*\\s]++)(?:\\*[^?\\s]*+)?\\?(?:[Bb]\\?([^?]*+)|[Qq]\\?(" + Q_TEXT + "))\\?=");

    /** The start of text that was probably meant to be an encoded word. */
    private static final Pattern REMAINS = Pattern.compile("=\\?[A-Za-z0-9_.:-]{2,40}+\\?[A-Za-z]?\\?");

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> wrongCharsets = new LinkedHashSet<>();
    private String charset = "";

    private EncodedWords() {}

    /** Returns the value with its encoded words decoded. */
    public static String decode(String value) {
        return value.contains("=?") ? new EncodedWords().decodeAll(value) : value;
    }

    /** Returns whether a decoded value still contains an invalid encoded word. */
    public static boolean isBroken(String decoded) {
        return decoded.contains("=?") && REMAINS.matcher(decoded).find();
    }

    /** Returns the unknown charsets of encoded words, without duplicates. */
    public static Set<String> unknownCharsets(String value) {
        if (!value.contains("=?")) {
            return Set.of();
        }
        Set<String> unknown = new LinkedHashSet<>();
        Matcher word = WORD.matcher(value);
        while (word.find()) {
            if (!Charsets.isKnown(word.group(1))) {
                unknown.add(word.group(1));
            }
        }
        return unknown;
    }

    /** Returns the charsets of encoded words whose bytes are not valid in it, without duplicates. */
    public static Set<String> wrongCharsets(String value) {
        if (!value.contains("=?")) {
            return Set.of();
        }
        EncodedWords words = new EncodedWords();
        words.decodeAll(value);
        return words.wrongCharsets;
    }

    /** Returns the index after the encoded word that starts at an index, or -1 if there is none. */
    public static int wordEnd(String value, int start) {
        if (!value.startsWith("=?", start)) {
            return -1;
        }
        Matcher word = WORD.matcher(value).region(start, value.length());
        return word.lookingAt() ? word.end() : -1;
    }

    private String decodeAll(String value) {
        Matcher word = WORD.matcher(value);
        int end = 0;
        while (word.find()) {
            String gap = value.substring(end, word.start());
            boolean neighbour = end > 0 && gap.isBlank();
            if (!neighbour || !charset.equalsIgnoreCase(word.group(1))) {
                flush();
            }
            if (!neighbour) {
                text.append(gap);
            }
            charset = word.group(1);
            bytes.writeBytes(word.group(2) != null ? base64(word.group(2)) : quotedPrintable(word.group(3)));
            end = word.end();
        }
        flush();
        return text.append(value, end, value.length()).toString();
    }

    private void flush() {
        byte[] encoded = bytes.toByteArray();
        bytes.reset();
        text.append(TextDecoder.decode(encoded, charset));
        if (!TextDecoder.isValid(encoded, charset)) {
            wrongCharsets.add(charset);
        }
    }

    private static byte[] base64(String encoded) {
        return TransferEncoding.BASE64.decode(encoded.getBytes(UTF_8));
    }

    private static byte[] quotedPrintable(String encoded) {
        return TransferEncoding.QUOTED_PRINTABLE.decode(
                encoded.replace("_", "=20").replace(" ", "=20").getBytes(UTF_8));
    }
}

package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text of a message that is only ASCII and was sent without an encoding. It can be searched among the bytes of the
 * message without parsing.
 *
 * @param start the index of its first byte
 * @param length the number of its bytes, with line ends as CRLF
 */
record VerbatimText(int start, int length) {
    /** Text starts after an empty line. Hostile messages may have so many of them that comparing takes too long. */
    private static final int MAX_ATTEMPTS = 50;

    /**
     * Returns where the only body of a type is, if it is there verbatim.
     *
     * @param text the decoded text of that body
     */
    static Optional<VerbatimText> of(byte[] raw, ParsedMessage message, String type, String text) {
        List<MimePart> bodies = message.bodyParts().ofType(type);
        return bodies.size() == 1 ? of(raw, bodies.get(0).bytes(), text) : Optional.empty();
    }

    private static Optional<VerbatimText> of(byte[] raw, byte[] bytes, String text) {
        return isSame(bytes, text) ? find(raw, bytes) : Optional.empty();
    }

    /** Returns whether bytes are ASCII and the same as a text, line ends aside. */
    private static boolean isSame(byte[] bytes, String text) {
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            boolean lineEnd = b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (!lineEnd) {
                if (b < 0 || length == text.length() || text.charAt(length) != b) {
                    return false;
                }
                length++;
            }
        }
        return length == text.length();
    }

    private static Optional<VerbatimText> find(byte[] raw, byte[] bytes) {
        int atEnd = raw.length - bytes.length;
        if (isAt(raw, atEnd, bytes)) {
            return Optional.of(new VerbatimText(atEnd, bytes.length));
        }
        int attempts = 0;
        for (int i = 2; i <= atEnd && attempts < MAX_ATTEMPTS; i++) {
            boolean afterEmptyLine = raw[i - 1] == '\n' && (raw[i - 2] == '\n' || raw[i - 2] == '\r');
            if (afterEmptyLine && (bytes.length == 0 || raw[i] == bytes[0])) {
                attempts++;
                if (isAt(raw, i, bytes)) {
                    return Optional.of(new VerbatimText(i, bytes.length));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(byte[] raw, int start, byte[] bytes) {
        return start >= 0 && Arrays.equals(raw, start, start + bytes.length, bytes, 0, bytes.length);
    }

    /** Returns the text, with line ends as {@code \n}. */
    String in(byte[] raw) {
        return new String(raw, start, length, US_ASCII).replace("\r\n", "\n");
    }

    boolean contains(AsciiNeedle needle, byte[] raw) {
        return needle.isIn(raw, start, start + length);
    }
}

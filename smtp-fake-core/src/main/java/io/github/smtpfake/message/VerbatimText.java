package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.mime.Window;
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

    /**
     * Returns where the only body of a type is, if it is there verbatim.
     *
     * @param text the decoded text of that body
     */
    static Optional<VerbatimText> of(RawMessage raw, ParsedMessage message, String type, String text) {
        List<MimePart> bodies = message.bodyParts().ofType(type);
        return bodies.size() == 1
                ? of(bodies.get(0).body()).filter(found -> found.isSame(raw, text))
                : Optional.empty();
    }

    private static Optional<VerbatimText> of(PartBody body) {
        return body.isVerbatim() ? Optional.of(new VerbatimText(body.start(), body.encodedSize())) : Optional.empty();
    }

    /** Returns whether bytes are ASCII and the same as a text, line ends aside. */
    private boolean isSame(RawMessage raw, String text) {
        int end = start + length;
        int found = 0;
        boolean afterCr = false;
        int position = start;
        while (position < end) {
            Window window = raw.window(position);
            byte[] bytes = window.bytes();
            int stop = Math.min(window.end(), end);
            for (int i = window.index(position), last = window.index(stop); i < last; i++) {
                byte b = bytes[i];
                if (afterCr && b != '\n') {
                    return false;
                }
                afterCr = b == '\r';
                if (!afterCr && (b < 0 || found == text.length() || text.charAt(found++) != b)) {
                    return false;
                }
            }
            position = stop;
        }
        return !afterCr && found == text.length();
    }

    /** Returns the text, with the line ends that were sent. */
    String in(RawMessage raw) {
        return new String(bytesIn(raw), US_ASCII);
    }

    /** Returns a copy of the bytes. */
    byte[] bytesIn(RawMessage raw) {
        return raw.range(start, start + length);
    }

    /** Returns the text after the white space with which it begins, with line ends as {@code \n}. Reads the given number of bytes. */
    String beginningIn(RawMessage raw, int bytes) {
        int end = start + length;
        int first = start;
        while (first < end) {
            Window window = raw.window(first);
            int stop = Math.min(window.end(), end);
            while (first < stop && Character.isWhitespace(window.bytes()[window.index(first)])) {
                first++;
            }
            if (first < stop) {
                break;
            }
        }
        return new String(raw.range(first, (int) Math.min(end, (long) first + bytes)), US_ASCII).replace("\r\n", "\n");
    }

    boolean contains(AsciiNeedle needle, RawMessage raw) {
        return needle.isIn(raw, start, start + length);
    }
}

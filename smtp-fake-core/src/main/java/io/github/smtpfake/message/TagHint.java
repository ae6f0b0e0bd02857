package io.github.smtpfake.message;

import io.github.smtpfake.session.Envelope;

/**
 * Finds out quickly that a message contains no tags, without parsing it. A store needs the tags of each message when it
 * arrives, and hardly any message has tags.
 */
final class TagHint {
    private static final byte[] HEADER = {'x', '-', 't', 'a', 'g', 's'};

    private TagHint() {}

    /**
     * Returns false only if the message certainly has no tags.
     *
     * @param beginning the first bytes of the message; if they do not include the whole header, the message may have tags
     */
    static boolean mayHaveTags(Envelope envelope, byte[] beginning) {
        return envelope.recipients().stream().anyMatch(recipient -> recipient.indexOf('+') >= 0)
                || headerMayHaveTags(beginning);
    }

    private static boolean headerMayHaveTags(byte[] bytes) {
        boolean plusInField = false;
        int lineStart = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                if (isEmptyLine(bytes, lineStart, i)) {
                    return false;
                }
                lineStart = i + 1;
                plusInField &= lineStart < bytes.length && (bytes[lineStart] == ' ' || bytes[lineStart] == '\t');
            } else if (b == '+') {
                plusInField = true;
            } else if (b == '@' && plusInField || i == lineStart && isTagsHeader(bytes, i)) {
                return true;
            } else if (b == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) {
                // The parser may see the end of a line, or of the header, here.
                return true;
            }
        }
        return true;
    }

    private static boolean isEmptyLine(byte[] bytes, int start, int lineFeed) {
        return lineFeed == start || lineFeed == start + 1 && bytes[start] == '\r';
    }

    private static boolean isTagsHeader(byte[] bytes, int start) {
        for (int i = 0; i < HEADER.length; i++) {
            // Setting this bit converts upper case to lower case, and leaves the hyphen.
            if (start + i >= bytes.length || (bytes[start + i] | 0x20) != HEADER[i]) {
                return false;
            }
        }
        return true;
    }
}

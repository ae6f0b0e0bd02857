package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Finds out quickly that a message contains no tags, without parsing it. A store needs the tags of each message when it
 * arrives, and hardly any message has tags.
 */
final class TagHint {
    private static final String HEADER = "x-tags";
    private static final int BUFFER_SIZE = 4 * 1024;

    private enum Result {
        NONE,
        POSSIBLE,
        UNDECIDED
    }

    private byte previous = '\n';
    private int lineLength;
    private boolean plusInField;

    private TagHint() {}

    /** Returns false only if the message certainly has no tags. */
    static boolean mayHaveTags(Envelope envelope, RawMessage raw) {
        return envelope.recipients().stream().anyMatch(recipient -> recipient.indexOf('+') >= 0)
                || new TagHint().headerMayHaveTags(raw);
    }

    private boolean headerMayHaveTags(RawMessage raw) {
        byte[] beginning = raw.beginning();
        Result result = examine(beginning, beginning.length);
        if (result == Result.UNDECIDED && beginning.length < raw.size()) {
            result = examineAfter(beginning.length, raw);
        }
        return result == Result.POSSIBLE;
    }

    /** Examines the rest of an unusually long header, without a copy of all bytes. */
    private Result examineAfter(int offset, RawMessage raw) {
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream bytes = raw.newInputStream()) {
            bytes.skipNBytes(offset);
            Result result = Result.UNDECIDED;
            for (int read = bytes.read(buffer); read >= 0 && result == Result.UNDECIDED; read = bytes.read(buffer)) {
                result = examine(buffer, read);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result examine(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            Result result = examine(bytes[i]);
            if (result != Result.UNDECIDED) {
                return result;
            }
        }
        return Result.UNDECIDED;
    }

    private Result examine(byte b) {
        if (previous == '\r' && b != '\n') {
            // The parser may see the end of a line, or of the header, here.
            return Result.POSSIBLE;
        }
        boolean atLineStart = previous == '\n';
        boolean atEmptyLine = atLineStart || previous == '\r' && lineLength == 1;
        previous = b;
        if (b == '\n') {
            return atEmptyLine ? Result.NONE : Result.UNDECIDED;
        }
        if (atLineStart) {
            lineLength = 0;
            plusInField &= b == ' ' || b == '\t';
        }
        return continueLine(b);
    }

    private Result continueLine(byte b) {
        // Setting this bit converts upper case to lower case, and leaves the hyphen.
        boolean continuesName =
                lineLength >= 0 && lineLength < HEADER.length() && (b | 0x20) == HEADER.charAt(lineLength);
        if (continuesName && lineLength == HEADER.length() - 1 || b == '@' && plusInField) {
            return Result.POSSIBLE;
        }
        plusInField |= b == '+';
        lineLength = continuesName || b == '\r' && lineLength == 0 ? lineLength + 1 : -1;
        return Result.UNDECIDED;
    }
}

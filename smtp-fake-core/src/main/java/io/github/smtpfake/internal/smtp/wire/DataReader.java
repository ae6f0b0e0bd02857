package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.session.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message up to CRLF.CRLF, or to LF.LF if that is allowed, and removes its dot-stuffing (RFC 5321, 4.5.2).
 * Keeps all other bytes as the client sent them: a CR or LF alone neither ends a line nor is changed.
 */
public final class DataReader {
    /** The position in the message, which is kept from one buffer to the next. */
    private enum At {
        LINE_START,
        IN_LINE,
        /** After a CR that may be the first half of CRLF. */
        AFTER_CR,
        /** After a dot at the start of a line, which is held back. */
        AFTER_DOT,
        /** After a dot at the start of a line and CR, both of which are held back. */
        AFTER_DOT_CR,
        /** Like the above, as long as every line has ended with LF alone. */
        LF_LINE_START,
        LF_IN_LINE,
        /** After a CR; a LF makes it the first CRLF. */
        LF_AFTER_CR,
        LF_AFTER_DOT,
        END
    }

    private final WireInput input;
    private final long maxSize;
    private final BodyCollector message;
    private List<Problem> problems = List.of();

    /**
     * Creates a reader.
     *
     * @param maxSize the largest size in bytes of a message that is kept
     * @param kept what is kept of it
     */
    public DataReader(WireInput input, long maxSize, Kept kept) {
        this.input = input;
        this.maxSize = maxSize;
        this.message = new BodyCollector(kept);
    }

    /** Reads a message that only CRLF.CRLF ends, without a listener. */
    public @Nullable Body read() throws IOException {
        return read(EndOfData.CRLF, ProgressListener.NONE);
    }

    /**
     * Returns the message, or null if the stream ended, or the listener stopped the reading, before its end.
     *
     * @param end the line that ends the message
     */
    public @Nullable Body read(EndOfData end, ProgressListener listener) throws IOException {
        message.beginMessage(maxSize);
        problems = List.of();
        At at = end == EndOfData.CRLF ? At.LINE_START : At.LF_LINE_START;
        if (!listener.onProgress(0)) {
            return null;
        }
        while (input.fill()) {
            at = consume(at);
            if (!listener.onProgress(message.size())) {
                return null;
            }
            if (at == At.END) {
                return message.end(takeProblems());
            }
        }
        return null;
    }

    private List<Problem> takeProblems() {
        List<Problem> collected = problems;
        problems = List.of();
        return collected;
    }

    /** Reports a dot at the start of a line that was neither doubled nor the end of the message; each kind once. */
    private void reportUnstuffedDot(boolean beforeLineEnd) {
        Problem problem = beforeLineEnd
                ? Problem.violation(
                        "looksLikeSmuggling",
                        "Single dot on a line that does not end with CRLF, as in SMTP smuggling, at byte "
                                + message.size(),
                        "RFC 5321, 4.1.1.4")
                : Problem.violation(
                        "unstuffedDot",
                        "Dot at the start of a line was not doubled and is lost, at byte " + message.size(),
                        "RFC 5321, 4.5.2");
        if (problems.stream().noneMatch(known -> known.id().equals(problem.id()))) {
            problems = Stream.concat(problems.stream(), Stream.of(problem)).toList();
        }
    }

    /** Consumes the buffer up to the end of the message. */
    private At consume(At start) {
        byte[] buffer = input.buffer;
        At at = start;
        while (at != At.END && input.position < input.limit) {
            byte next = buffer[input.position];
            switch (at) {
                case LINE_START -> {
                    if (next == '.') {
                        input.position++;
                        at = At.AFTER_DOT;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case AFTER_DOT -> {
                    if (next == '\r') {
                        input.position++;
                        at = At.AFTER_DOT_CR;
                    } else {
                        if (next != '.') {
                            reportUnstuffedDot(next == '\n' || next == 0);
                        }
                        at = At.IN_LINE;
                    }
                }
                case AFTER_DOT_CR -> {
                    if (next == '\n') {
                        input.position++;
                        at = At.END;
                    } else {
                        reportUnstuffedDot(true);
                        message.append('\r');
                        at = At.AFTER_CR;
                    }
                }
                case AFTER_CR -> {
                    if (next == '\n') {
                        message.append('\n');
                        input.position++;
                        at = At.LINE_START;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case IN_LINE -> at = appendLines();
                case LF_LINE_START, LF_IN_LINE, LF_AFTER_CR, LF_AFTER_DOT -> at = consumeInLfLine(at, next);
                case END -> throw new IllegalStateException("The loop ends at the end of the message");
            }
        }
        return at;
    }

    /** Consumes one byte of a message with LF line ends, which is typed by hand and need not be fast. */
    private At consumeInLfLine(At at, byte next) {
        if (at == At.LF_LINE_START && next == '.') {
            input.position++;
            return At.LF_AFTER_DOT;
        }
        if (at == At.LF_AFTER_DOT && next == '\n') {
            input.position++;
            return At.END;
        }
        if (at == At.LF_AFTER_DOT && next != '.') {
            reportUnstuffedDot(next == '\r' || next == 0);
        }
        input.position++;
        message.append((char) (next & 0xFF));
        return switch (next) {
            case '\n' -> at == At.LF_AFTER_CR ? At.LINE_START : At.LF_LINE_START;
            case '\r' -> At.LF_AFTER_CR;
            default -> At.LF_IN_LINE;
        };
    }

    /**
     * Appends as many lines as possible in one step: up to a CR after which a dot may start a line, or to the buffer's
     * end.
     */
    private At appendLines() {
        byte[] buffer = input.buffer;
        int start = input.position;
        int limit = input.limit;
        int i = start;
        At at = At.IN_LINE;
        while (i < limit && at == At.IN_LINE) {
            if (buffer[i++] == '\r') {
                boolean lineWithoutDotFollows = i + 1 < limit && buffer[i] == '\n' && buffer[i + 1] != '.';
                if (lineWithoutDotFollows) {
                    i++;
                } else {
                    at = At.AFTER_CR;
                }
            }
        }
        message.append(buffer, start, i - start);
        input.position = i;
        return at;
    }

    /** Gives the memory of the last message back to the budget; to be called when it has been answered. */
    public void settle() {
        message.settle();
    }

    /** Gives all memory back to the budget; to be called when the connection ends. */
    public void close() {
        message.close();
    }
}

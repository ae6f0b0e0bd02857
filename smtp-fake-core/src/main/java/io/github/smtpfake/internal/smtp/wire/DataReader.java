package io.github.smtpfake.internal.smtp.wire;

import io.github.smtpfake.session.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a message up to its end, which only CRLF.CRLF is unless told otherwise, and removes the dot that
 * transparency added to a line (RFC 5321, 4.5.2). Everything else stays as it was sent: a bare CR or LF neither ends a line
 * nor is changed.
 */
public final class DataReader {
    /** Where in the text the reader stands, which outlives the edge of a buffer. */
    private enum At {
        LINE_START,
        IN_LINE,
        /** Behind a CR that may become a CRLF. */
        AFTER_CR,
        /** Behind a dot that began a line; it is held back. */
        AFTER_DOT,
        /** Behind a dot that began a line, and CR; both are held back. */
        AFTER_DOT_CR,
        /** As above, while every line has ended with LF alone. */
        LF_LINE_START,
        LF_IN_LINE,
        /** Behind a CR; with LF it is the first CRLF. */
        LF_AFTER_CR,
        LF_AFTER_DOT,
        END
    }

    private final WireInput input;
    private final long maxSize;
    private final Octets text = new Octets();
    private long size;
    private List<Problem> problems = List.of();

    public DataReader(WireInput input, long maxSize) {
        this.input = input;
        this.maxSize = maxSize;
    }

    /** Returns what came, or null if the stream ended before the text did. */
    public @Nullable Body read() throws IOException {
        return read(EndOfData.CRLF, Progress.UNWATCHED);
    }

    /**
     * Returns what came, or null if the stream, or the progress, ended before the text did.
     *
     * @param end what ends the text
     * @param progress is told before the first octet and after each block
     */
    public @Nullable Body read(EndOfData end, Progress progress) throws IOException {
        size = 0;
        text.clear();
        problems = List.of();
        At at = end == EndOfData.CRLF ? At.LINE_START : At.LF_LINE_START;
        if (!progress.goesOn(0)) {
            return null;
        }
        while (input.fill()) {
            at = consume(at);
            if (!progress.goesOn(size)) {
                return null;
            }
            if (at == At.END) {
                return size > maxSize ? new Body.TooLarge() : Body.of(text.take(), takeProblems());
            }
        }
        return null;
    }

    private List<Problem> takeProblems() {
        List<Problem> taken = problems;
        problems = List.of();
        return taken;
    }

    /** Each kind is told once: of the first dot that began a line and was neither doubled nor the end of the text. */
    private void dotWasNotDoubled(boolean beforeLineEnd) {
        Problem problem = beforeLineEnd
                ? Problem.violation(
                        "looksLikeSmuggling",
                        "Dot alone on a line that does not end with CRLF, as in SMTP smuggling, at octet " + size,
                        "RFC 5321, 4.1.1.4")
                : Problem.violation(
                        "unstuffedDot",
                        "Dot at the start of a line that was not doubled, and is lost, at octet " + size,
                        "RFC 5321, 4.5.2");
        if (problems.stream().noneMatch(known -> known.id().equals(problem.id()))) {
            problems = Stream.concat(problems.stream(), Stream.of(problem)).toList();
        }
    }

    /** Takes what is in the buffer, up to the end of the text. */
    private At consume(At start) {
        byte[] buffer = input.buffer;
        At at = start;
        while (at != At.END && input.position < input.limit) {
            byte octet = buffer[input.position];
            switch (at) {
                case LINE_START -> {
                    if (octet == '.') {
                        input.position++;
                        at = At.AFTER_DOT;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case AFTER_DOT -> {
                    if (octet == '\r') {
                        input.position++;
                        at = At.AFTER_DOT_CR;
                    } else {
                        if (octet != '.') {
                            dotWasNotDoubled(octet == '\n' || octet == 0);
                        }
                        at = At.IN_LINE;
                    }
                }
                case AFTER_DOT_CR -> {
                    if (octet == '\n') {
                        input.position++;
                        at = At.END;
                    } else {
                        dotWasNotDoubled(true);
                        append('\r');
                        at = At.AFTER_CR;
                    }
                }
                case AFTER_CR -> {
                    if (octet == '\n') {
                        append('\n');
                        input.position++;
                        at = At.LINE_START;
                    } else {
                        at = At.IN_LINE;
                    }
                }
                case IN_LINE -> at = appendLines();
                case LF_LINE_START, LF_IN_LINE, LF_AFTER_CR, LF_AFTER_DOT -> at = consumeOfLfLine(at, octet);
                case END -> throw new IllegalStateException("The loop ends here");
            }
        }
        return at;
    }

    /** Takes the next octet of a text typed by hand, which need not be fast. */
    private At consumeOfLfLine(At at, byte octet) {
        if (at == At.LF_LINE_START && octet == '.') {
            input.position++;
            return At.LF_AFTER_DOT;
        }
        if (at == At.LF_AFTER_DOT && octet == '\n') {
            input.position++;
            return At.END;
        }
        if (at == At.LF_AFTER_DOT && octet != '.') {
            dotWasNotDoubled(octet == '\r' || octet == 0);
        }
        input.position++;
        append((char) (octet & 0xFF));
        return switch (octet) {
            case '\n' -> at == At.LF_AFTER_CR ? At.LINE_START : At.LF_LINE_START;
            case '\r' -> At.LF_AFTER_CR;
            default -> At.LF_IN_LINE;
        };
    }

    /** Appends as much at once as can be: to a CR behind which a dot may begin a line, or to the buffer's end. */
    private At appendLines() {
        byte[] buffer = input.buffer;
        int start = input.position;
        int limit = input.limit;
        int i = start;
        At at = At.IN_LINE;
        while (i < limit && at == At.IN_LINE) {
            if (buffer[i++] == '\r') {
                boolean plainLineFollows = i + 1 < limit && buffer[i] == '\n' && buffer[i + 1] != '.';
                if (plainLineFollows) {
                    i++;
                } else {
                    at = At.AFTER_CR;
                }
            }
        }
        append(buffer, start, i - start);
        input.position = i;
        return at;
    }

    private void append(char octet) {
        if (size < maxSize) {
            text.append(octet);
        }
        size++;
    }

    private void append(byte[] from, int start, int length) {
        if (size + length <= maxSize) {
            text.append(from, start, length);
        } else {
            text.clear();
        }
        size += length;
    }
}

package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.mime.Window;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds byte sequences that a message must not contain when it is transmitted by SMTP. It makes one pass over the bytes,
 * in as many pieces as they arrive in, keeps none of them and does not parse the message. Not thread-safe.
 */
public final class TransmissionLint {
    private static final int LONGEST_LINE = 998;
    /** Stands for no byte. */
    private static final int NONE = 256;

    private final Finding bareLf = new Finding();
    private final Finding bareCr = new Finding();
    private final Finding crBeforeCrlf = new Finding();
    private final Finding nul = new Finding();
    private final Finding longLine = new Finding();
    private final Finding eightBit = new Finding();
    private final Finding eightBitHeader = new Finding();
    private final Finding smuggling = new Finding();

    private int size;
    private int lineStart;

    /** The CRs since the last other byte, and those of the line. */
    private int crs;

    private int crsOfLine;
    private boolean inHeader = true;

    /** The last two bytes so far. */
    private int last = NONE;

    private int beforeLast = NONE;

    /** The last dot after a CR, LF or NUL, and the offset after the CRs and NULs that follow it. */
    private int dot;

    private int afterDot = -1;
    private boolean dotFollowsCrlf;

    /** The first offset and the number of the occurrences of a problem. */
    private static final class Finding {
        private int first;
        private int count;

        void at(int offset) {
            if (count++ == 0) {
                first = offset;
            }
        }

        @Override
        public String toString() {
            return (count == 1 ? "once" : count + " times, first") + " at byte " + first;
        }
    }

    /** Returns the problems of a message. */
    public static List<Problem> of(RawMessage raw, Envelope envelope) {
        TransmissionLint lint = new TransmissionLint();
        RawMessage bytes = raw.loaded();
        int position = 0;
        while (position < bytes.keptSize()) {
            Window window = bytes.window(position);
            lint.add(window.bytes(), window.index(position), window.index(window.end()));
            position = window.end();
        }
        return lint.end(envelope);
    }

    /** Examines the next bytes of the message. */
    public void add(byte[] bytes, int start, int end) {
        if (start == end) {
            return;
        }
        if (last == '\r' && bytes[start] != '\n' && bytes[start] != '\r') {
            foundBareCrs(size - 1);
        }
        if (bytes[start] == '.') {
            foundDot(size, last, beforeLast);
        }
        for (int i = start; i < end; i++) {
            if (bytes[i] <= '\r') {
                examine(bytes, start, end, i);
            }
        }
        beforeLast = end - start > 1 ? bytes[end - 2] : last;
        last = bytes[end - 1];
        size += end - start;
    }

    /** Examines a byte that is not a printable character of ASCII, and the dot that may follow it. */
    private void examine(byte[] bytes, int start, int end, int index) {
        byte b = bytes[index];
        int offset = size + index - start;
        if (b < 0) {
            foundEightBit(offset);
            return;
        }
        int previous = index > start ? bytes[index - 1] : last;
        // The next call examines the byte that follows the last of these.
        int next = index + 1 < end ? bytes[index + 1] : NONE;
        switch (b) {
            case '\n' -> {
                int beforePrevious = index > start + 1 ? bytes[index - 2] : index > start ? last : beforeLast;
                foundLf(offset, previous, beforePrevious);
            }
            case '\r' -> {
                extendDot(offset);
                crs = previous == '\r' ? crs + 1 : 1;
                crsOfLine++;
                if (next != '\n' && next != '\r' && next != NONE) {
                    foundBareCrs(offset);
                }
            }
            case 0 -> {
                nul.at(offset);
                extendDot(offset);
            }
            default -> {}
        }
        if (next == '.') {
            foundDot(offset + 1, b, previous);
        }
    }

    private void foundEightBit(int offset) {
        eightBit.at(offset);
        if (inHeader) {
            eightBitHeader.at(offset);
        }
    }

    private void foundDot(int offset, int previous, int beforePrevious) {
        if (previous == '\n' || previous == '\r' || previous == 0) {
            dot = offset;
            afterDot = offset + 1;
            dotFollowsCrlf = beforePrevious == '\r' && previous == '\n';
        }
    }

    private void extendDot(int offset) {
        if (afterDot == offset) {
            afterDot++;
        }
    }

    /**
     * Records a dot between two line ends that are not both CRLF: another server might mistake it for the end of data.
     * Between two CRLFs the dot is an ordinary line, because the client doubled it or sent it in a chunk.
     */
    private void foundLf(int offset, int previous, int beforePrevious) {
        if (previous != '\r') {
            bareLf.at(offset);
        } else if (beforePrevious == '\r') {
            crBeforeCrlf.at(offset - 2);
        }
        boolean crlfFollowsDot = previous == '\r' && dot == offset - 2;
        if (afterDot == offset && !(dotFollowsCrlf && crlfFollowsDot)) {
            smuggling.at(dot);
        }
        if (offset - lineStart > LONGEST_LINE + 1) {
            longLine.at(lineStart);
        }
        inHeader &= offset - lineStart > crsOfLine;
        lineStart = offset + 1;
        crsOfLine = 0;
    }

    /** Records the CRs up to an offset. Those that are followed by an LF are a single line end instead. */
    private void foundBareCrs(int offset) {
        // RFC 5322 has no such line end, but mail clients end a line there, so two of them end the header.
        inHeader &= crs == 1 && offset - lineStart >= crsOfLine;
        for (int i = crs - 1; i >= 0; i--) {
            bareCr.at(offset - i);
        }
        if (afterDot == offset + 1) {
            smuggling.at(dot);
        }
    }

    /** Ends the message and returns its problems. */
    public List<Problem> end(Envelope envelope) {
        if (last == '\r') {
            foundBareCrs(size - 1);
        }
        if (size - lineStart > LONGEST_LINE) {
            longLine.at(lineStart);
        }
        return problems(envelope);
    }

    private List<Problem> problems(Envelope envelope) {
        List<Problem> problems = new ArrayList<>();
        String body = envelope.parameters().getOrDefault("BODY", "7BIT");
        boolean utf8 = envelope.parameters().containsKey("SMTPUTF8");
        if (!body.equalsIgnoreCase("BINARYMIME")) {
            add(problems, "bareLf", "Bare LF, ", bareLf, "RFC 5321, 2.3.8");
            add(problems, "bareCr", "Bare CR, ", bareCr, "RFC 5321, 2.3.8");
            add(problems, "crBeforeCrlf", "CR before CRLF, ", crBeforeCrlf, "RFC 5321, 2.3.8");
            add(problems, "nul", "NUL, ", nul, "RFC 5321, 4.5.2");
            add(problems, "longLine", "Line of more than 998 bytes, ", longLine, "RFC 5321, 4.5.3.1.6");
            add(
                    problems,
                    "looksLikeSmuggling",
                    "Dot between line ends that are not CRLF, as in SMTP smuggling, ",
                    smuggling,
                    "RFC 5321, 4.1.1.4");
        }
        if (!utf8 && body.equalsIgnoreCase("7BIT")) {
            add(problems, "eightBitWithout8bitmime", "Byte above 127 without BODY=8BITMIME, ", eightBit, "RFC 6152, 3");
        }
        if (!utf8) {
            add(
                    problems,
                    "nonAsciiHeaderWithoutSmtputf8",
                    "Byte above 127 in the header without SMTPUTF8, ",
                    eightBitHeader,
                    "RFC 6531, 3.2");
        }
        return problems;
    }

    private static void add(List<Problem> problems, String id, String detail, Finding finding, String reference) {
        if (finding.count > 0) {
            problems.add(Problem.violation(id, detail + finding, reference));
        }
    }
}

package io.github.smtpfake.message;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds byte sequences that a message must not contain when it is transmitted by SMTP. It makes one pass over the bytes
 * and does not parse the message.
 */
final class TransmissionLint {
    private static final int LONGEST_LINE = 998;

    private final byte[] raw;
    private final Envelope envelope;
    private final Finding bareLf = new Finding();
    private final Finding bareCr = new Finding();
    private final Finding crBeforeCrlf = new Finding();
    private final Finding nul = new Finding();
    private final Finding longLine = new Finding();
    private final Finding eightBit = new Finding();
    private final Finding eightBitHeader = new Finding();
    private final Finding smuggling = new Finding();

    /** Where the last run of CR and NUL began, and the index after its end. */
    private int runStart;

    private int runEnd;

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

    private TransmissionLint(byte[] raw, Envelope envelope) {
        this.raw = raw;
        this.envelope = envelope;
    }

    static List<Problem> of(byte[] raw, Envelope envelope) {
        TransmissionLint lint = new TransmissionLint(raw, envelope);
        lint.scan();
        return lint.problems();
    }

    private void scan() {
        int lineStart = 0;
        boolean inHeader = true;
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b > '\r') {
                continue;
            }
            if (b < 0) {
                eightBit.at(i);
                if (inHeader) {
                    eightBitHeader.at(i);
                }
            } else if (b == '\n') {
                if (at(i - 1) != '\r') {
                    bareLf.at(i);
                }
                checkDotBefore(i);
                if (i - lineStart > LONGEST_LINE + 1) {
                    longLine.at(lineStart);
                }
                inHeader &= i - lineStart > 1;
                lineStart = i + 1;
            } else if (b == '\r' && at(i + 1) != '\n') {
                bareCr.at(i);
                checkDotBefore(i);
                if (at(i + 1) == '\r' && at(i + 2) == '\n') {
                    crBeforeCrlf.at(i);
                }
            } else if (b == 0) {
                nul.at(i);
            }
            if (b == '\r' || b == 0) {
                runStart = runEnd == i ? runStart : i;
                runEnd = i + 1;
            }
        }
        if (raw.length - lineStart > LONGEST_LINE) {
            longLine.at(lineStart);
        }
    }

    /**
     * Finds a single dot between two line ends that are not both CRLF: another server might mistake it for the end of
     * data. Between two CRLFs the dot is an ordinary line, because the client doubled it or sent it in a chunk.
     */
    private void checkDotBefore(int lineEnd) {
        int dot = (runEnd == lineEnd ? runStart : lineEnd) - 1;
        boolean alone = at(dot) == '.' && (at(dot - 1) == '\n' || at(dot - 1) == '\r' || at(dot - 1) == 0);
        if (alone && !(isCrLf(dot - 2) && isCrLf(dot + 1))) {
            smuggling.at(dot);
        }
    }

    private boolean isCrLf(int index) {
        return at(index) == '\r' && at(index + 1) == '\n';
    }

    private int at(int index) {
        return index >= 0 && index < raw.length ? raw[index] : -1;
    }

    private List<Problem> problems() {
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

package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the line ends of a message as mail clients do. A CR without an LF ends a line, and so do several CRs before an LF,
 * which PHP on Windows sends.
 */
public final class LineEnds {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int LONGEST_DELIMITER = 1_000;

    /**
     * The header of a part in which a CR is data: it has no transfer encoding although it is not text, or the text is in a
     * charset whose characters have two bytes.
     */
    private static final Pattern BINARY = Pattern.compile(
            "(?im)^content-transfer-encoding[ \\t]*+:\\s*+binary|^content-type[ \\t]*+:(?:\\s*+"
                    + "(?!text/|multipart/|message/)[^\\s/;]++/|[^\\n]*+(?:\\n[ \\t][^\\n]*+)*?charset\\W{1,5}utf-?16)");

    private static final Pattern ENCODED =
            Pattern.compile("(?im)^content-transfer-encoding[ \\t]*+:\\s*+(?:base64|quoted-printable)");

    private final byte[] raw;
    private final ByteArrayOutputStream repaired;
    private final Set<String> delimiters = new HashSet<>();
    private final StringBuilder fields = new StringBuilder();

    /** Up to this index, each CR is a line end. */
    private int bareUntil;

    private boolean inHeader = true;
    private boolean binary;

    private LineEnds(byte[] raw) {
        this.raw = raw;
        this.repaired = new ByteArrayOutputStream(raw.length + 1_000);
    }

    /**
     * Returns the message with CRLF in place of CR and CR CR LF, except in binary parts. Returns the same array if there is
     * nothing to replace.
     */
    public static byte[] repaired(byte[] raw) {
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\r' && ++i < raw.length && raw[i] != '\n') {
                return new LineEnds(raw).repaired();
            }
        }
        return raw;
    }

    /** Returns the text with {@code \n} in place of all line ends. */
    public static String unified(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder unified = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int cr = text.indexOf('\r', start);
            if (cr < 0) {
                return unified.append(text, start, text.length()).toString();
            }
            unified.append(text, start, cr);
            start = cr;
            while (start < text.length() && text.charAt(start) == '\r') {
                start++;
            }
            boolean one = start < text.length() && text.charAt(start) == '\n';
            unified.append("\n".repeat(one ? 1 : start - cr));
            start += one ? 1 : 0;
        }
        return unified.toString();
    }

    private byte[] repaired() {
        int start = 0;
        while (start < raw.length) {
            int contentEnd = start;
            while (contentEnd < raw.length && raw[contentEnd] != '\r' && raw[contentEnd] != '\n') {
                contentEnd++;
            }
            int next = next(contentEnd);
            boolean header = inHeader;
            boolean data = binary;
            read(start, contentEnd);
            if (data && !binary && raw[start - 1] == '\r') {
                // This line end belongs to the delimiter, not to the data.
                repaired.write('\n');
            }
            if (binary && !header || isProper(contentEnd, next)) {
                repaired.write(raw, start, next - start);
            } else {
                repaired.write(raw, start, contentEnd - start);
                repaired.writeBytes(CRLF);
            }
            start = next;
        }
        return repaired.toByteArray();
    }

    /** Returns whether a line end is LF or CRLF, or missing at the end of the message. */
    private boolean isProper(int start, int end) {
        return start == end || raw[end - 1] == '\n' && end - start <= 2;
    }

    /** Returns the index after the line end at this index. */
    private int next(int at) {
        int end = Math.max(at, bareUntil);
        while (end < raw.length && raw[end] == '\r') {
            end++;
        }
        if (end < raw.length && raw[end] == '\n' && at >= bareUntil) {
            return end + 1;
        }
        bareUntil = end;
        return Math.min(at + 1, raw.length);
    }

    /** Finds out in which part of the message the next lines are. */
    private void read(int start, int end) {
        if (inHeader) {
            readHeader(start, end);
        } else if (end - start > 2 && end - start < LONGEST_DELIMITER && raw[start] == '-' && raw[start + 1] == '-') {
            readDelimiter(new String(raw, start, end - start, ISO_8859_1).stripTrailing());
        }
    }

    private void readHeader(int start, int end) {
        if (end > start) {
            fields.append(new String(raw, start, end - start, ISO_8859_1)).append('\n');
        } else {
            inHeader = false;
            binary = BINARY.matcher(fields).find() && !ENCODED.matcher(fields).find();
            fields.setLength(0);
        }
    }

    /** In a binary part, only a delimiter that occurred before ends the part. */
    private void readDelimiter(String line) {
        boolean closing = line.endsWith("--") && delimiters.contains(line.substring(0, line.length() - 2));
        if (closing || !binary || delimiters.contains(line)) {
            delimiters.add(line);
            binary = false;
            inHeader = !closing;
        }
    }
}

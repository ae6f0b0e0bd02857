package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the line ends of a message as mail clients do. A CR without an LF ends a line, and so do several CRs before an LF,
 * which PHP on Windows sends.
 */
public final class LineEnds {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final int LONGEST_DELIMITER = 1_000;
    private static final String TEXT = "text/plain";

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
            binary = hasBinaryBody();
            fields.setLength(0);
        }
    }

    /**
     * Returns whether a CR is data in the body of a part: it has no transfer encoding although it is not text, or the text is in
     * a charset in which the bytes of CR and LF have another meaning.
     */
    private boolean hasBinaryBody() {
        String encoding = field("content-transfer-encoding").value().toLowerCase(Locale.ROOT);
        if (!TransferEncoding.isIdentity(encoding)) {
            return false;
        }
        ParameterizedValue type = field("content-type");
        String mediaType = type.mediaType().orElse(TEXT);
        return encoding.equals("binary")
                || !mediaType.startsWith("multipart/")
                        && !mediaType.startsWith("message/")
                        && (!mediaType.startsWith("text/")
                                || !Charsets.hasAsciiLineEnds(
                                        type.parameter("charset").orElse("")));
    }

    /** Parses the first field with a name in lower case. */
    private ParameterizedValue field(String name) {
        StringBuilder value = new StringBuilder();
        boolean found = false;
        for (String line : fields.toString().split("\n")) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                value.append(found ? line : "");
            } else if (found) {
                break;
            } else {
                int colon = line.indexOf(':');
                found = colon >= 0 && line.substring(0, colon).strip().equalsIgnoreCase(name);
                value.append(found ? line.substring(colon + 1) : "");
            }
        }
        return ParameterizedValue.parse(value.toString());
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

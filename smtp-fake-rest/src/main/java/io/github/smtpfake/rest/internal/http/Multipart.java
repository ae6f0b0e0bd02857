package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a body of several parts (RFC 2046, section 5.1). It accepts text neither before the first part nor after the last. */
public final class Multipart {
    // RFC 2046, section 5.1.1.
    private static final String BOUNDARY_CHARS = "[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]";
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"(" + BOUNDARY_CHARS + ")\"|([^\\s;\"]{1,70}))\\s*(?:;|$)",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_PARTS = 10;
    private static final String CRLF = "\r\n";

    private final byte[] body;
    private final byte[] delimiter;
    private int position;

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = (CRLF + "--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * A part of the body.
     *
     * @param mediaType the media type in lower case and without parameters; empty if it is not declared
     */
    public record Part(String mediaType, byte[] content) {}

    /**
     * Returns the parts of a body in order.
     *
     * @param contentType the Content-Type of the body, which names the boundary
     * @throws ProblemException with 400 if the boundary is missing or the body does not have the form that it announces
     */
    public static List<Part> parse(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw malformed("The Content-Type of the body must name its boundary.");
        }
        String quoted = matcher.group(1);
        return new Multipart(body, quoted == null ? matcher.group(2) : quoted).parts();
    }

    private List<Part> parts() {
        // The CRLF before the first boundary is absent.
        if (!startsWith(delimiter, CRLF.length(), 0)) {
            throw malformed("The body must begin with the boundary that its Content-Type names.");
        }
        position = delimiter.length - CRLF.length();
        List<Part> parts = new ArrayList<>(2);
        while (!isAtEnd()) {
            if (parts.size() == MAX_PARTS) {
                throw malformed("The body must not have more than " + MAX_PARTS + " parts.");
            }
            parts.add(part());
        }
        return parts;
    }

    /** Returns whether the last boundary has been read, and requires a line end after any other. */
    private boolean isAtEnd() {
        String rest = new String(body, position, Math.min(5, body.length - position), StandardCharsets.ISO_8859_1);
        if (rest.equals("--") || rest.equals("--" + CRLF)) {
            return true;
        }
        if (!rest.startsWith(CRLF)) {
            throw malformed("Each boundary must be followed by a line end, and the last one by -- and nothing else.");
        }
        return false;
    }

    /** Reads a part, whose header begins at the line end before its first line. */
    private Part part() {
        int end = indexOf(delimiter, position);
        int header = indexOf((CRLF + CRLF).getBytes(StandardCharsets.ISO_8859_1), position);
        if (end < 0 || header < 0 || header > end) {
            throw malformed("Each part must have a header, an empty line and a content, and end with the boundary.");
        }
        String type = mediaType(new String(body, position, header - position, StandardCharsets.ISO_8859_1));
        position = end + delimiter.length;
        int start = header + 2 * CRLF.length();
        // The line end after the header is also the one before the boundary if the content is empty.
        return new Part(type, start > end ? new byte[0] : Arrays.copyOfRange(body, start, end));
    }

    private static String mediaType(String header) {
        for (String line : header.split(CRLF)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Type")) {
                return line.substring(colon + 1).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private int indexOf(byte[] searched, int from) {
        for (int i = from; i <= body.length - searched.length; i++) {
            if (body[i] == searched[0] && startsWith(searched, 0, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether the rest of an array is at an index of the body. */
    private boolean startsWith(byte[] array, int offset, int index) {
        int length = array.length - offset;
        return index + length <= body.length && Arrays.equals(body, index, index + length, array, offset, array.length);
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemDetails.badRequest(detail));
    }
}

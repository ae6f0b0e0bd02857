package io.github.smtpfake.rest.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.buf.ByteChunk;

/** Finds in the bytes of a head what the connector removes while it parses them. */
final class RawHead {

    private static final int LINE_BEGINNING = 200;

    private RawHead() {}

    /** Returns why the connector could not parse a head, for which it has thrown the given failure. */
    static ProblemDetails defect(Request request, Object failure) {
        boolean isFull = isFull(request);
        if (isFull && request.requestURI().isNull() && request.getMethod() != null) {
            return ProblemDetails.uriTooLong(
                    "The target of the request is too long; the whole head must not be larger than "
                            + HttpLimits.HEAD_BYTES + " bytes.");
        }
        // The connector throws this exception only for the number of fields.
        if (isFull || failure instanceof IllegalStateException) {
            return ProblemDetails.headerTooLarge("The head of the request must not have more than " + HttpLimits.HEADERS
                    + " header fields, nor be larger than " + HttpLimits.HEAD_BYTES + " bytes.");
        }
        return ProblemDetails.badRequest("The head of the request is malformed.");
    }

    /** Returns whether the connector has read all that it reads of a head, and has not found its end. */
    private static boolean isFull(Request request) {
        ByteBuffer buffer = ((Http11InputBuffer) request.getInputBuffer()).getByteBuffer();
        return buffer.position() > HttpLimits.HEAD_BYTES
                || buffer.limit() >= HttpLimits.HEAD_BYTES && !buffer.hasRemaining();
    }

    /** Returns the beginning of the target of a request, even if the connector could not read it; it may be cut off. */
    static String targetBeginning(Request request) {
        ByteBuffer buffer = ((Http11InputBuffer) request.getInputBuffer()).getByteBuffer();
        int length = Math.min(buffer.limit(), LINE_BEGINNING);
        String head = new String(buffer.array(), buffer.arrayOffset(), length, StandardCharsets.ISO_8859_1);
        String[] words = head.stripLeading().split("[\\s?]+", 3);
        return words.length > 1 ? words[1] : "";
    }

    /** Returns scheme and authority of a target in absolute form, such as {@code http://localhost}; otherwise an empty text. */
    static String authority(Request request) {
        ByteChunk path = request.requestURI().getByteChunk();
        if (path.isNull()) {
            return "";
        }
        byte[] bytes = path.getBytes();
        int end = path.getStart();
        int start = end;
        while (start > 0 && bytes[start - 1] > ' ') {
            start--;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether the head contains a header field of this name, which must be in lower case. */
    static boolean contains(Request request, String name) {
        ByteChunk path = request.requestURI().getByteChunk();
        if (path.isNull()) {
            return false;
        }
        // The connector keeps the whole head in one array.
        byte[] bytes = path.getBytes();
        String head = new String(bytes, path.getStart(), bytes.length - path.getStart(), StandardCharsets.ISO_8859_1);
        return head.lines()
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> line.startsWith(name + ":"));
    }
}

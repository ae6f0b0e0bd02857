package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;

/** Finds in the bytes of a head what the connector removes while it parses them. */
final class RawHead {

    private RawHead() {}

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

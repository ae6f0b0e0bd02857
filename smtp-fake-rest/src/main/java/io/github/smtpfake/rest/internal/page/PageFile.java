package io.github.smtpfake.rest.internal.page;

import io.github.smtpfake.rest.internal.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A file that browsers keep forever, because its path changes with its content. Immutable. */
final class PageFile {
    private static final String FOREVER = "private, max-age=31536000, immutable";

    private final String contentType;
    private final byte[] content;
    private final byte[] compressed;

    PageFile(String name, byte[] content) {
        this.contentType = contentType(name);
        this.content = content;
        this.compressed = compress(content);
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("A file of the page has an unknown type: " + name);
        };
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] content() {
        return content;
    }

    /** Returns the number of bytes that a browser receives, without the head of the response. */
    int transferredBytes() {
        return compressed.length;
    }

    /**
     * Returns the response with this file.
     *
     * @param acceptedEncodings the values of the header {@code Accept-Encoding}
     */
    Response response(List<String> acceptedEncodings) {
        boolean isCompressed = acceptsGzip(acceptedEncodings);
        Response response = Response.bytes(200, contentType, isCompressed ? compressed : content)
                .with("Cache-Control", FOREVER)
                .with("Vary", "Accept-Encoding");
        return isCompressed ? response.with("Content-Encoding", "gzip") : response;
    }

    /** A client that assigns the weight 0 does not want gzip (RFC 9110, section 12.5.3). */
    private static boolean acceptsGzip(List<String> acceptedEncodings) {
        return acceptedEncodings.stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding ->
                        coding.equals("gzip") || coding.matches("gzip;q=(0?\\.0*[1-9]\\d*|0\\.0*[1-9]\\d*|1(\\.0*)?)"));
    }
}

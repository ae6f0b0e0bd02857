package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.rest.internal.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Puts small images into the HTML that refers to them, as data URLs: a sandboxed frame has its own origin, so browsers request
 * images for it without the cookie of this server. All other parts remain paths. Used by one thread.
 */
final class InlineImages {
    private static final int MAX_IMAGE = 512 * 1024;
    private static final int MAX_TOTAL = 2 * 1024 * 1024;
    /** The bytes, their text, and the HTML that contains it, which is copied twice. */
    private static final int COPIES = 8;

    private final Reservation memory;
    private final IntFunction<String> pathOfPart;
    private final Map<Integer, String> urls = new HashMap<>();
    private int total;

    /**
     * @param memory counts what the images need
     * @param pathOfPart returns the path of the part with an index
     */
    InlineImages(Reservation memory, IntFunction<String> pathOfPart) {
        this.memory = memory;
        this.pathOfPart = pathOfPart;
    }

    /** Returns the URL with which the HTML refers to a part. */
    String path(int index, Attachment part) {
        String known = urls.get(index);
        // A second copy of an image counts, too, because the HTML contains it twice.
        int size = part.size();
        if (!part.contentType().startsWith("image/") || size > MAX_IMAGE || total + size > MAX_TOTAL) {
            return pathOfPart.apply(index);
        }
        total += size;
        memory.growWhenFree((long) COPIES * size);
        String url = known == null ? dataUrl(part) : known;
        urls.put(index, url);
        return url;
    }

    private static String dataUrl(Attachment part) {
        try (InputStream bytes = part.newInputStream()) {
            return "data:" + MediaType.orUnknown(part.contentType()) + ";base64,"
                    + Base64.getEncoder().encodeToString(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

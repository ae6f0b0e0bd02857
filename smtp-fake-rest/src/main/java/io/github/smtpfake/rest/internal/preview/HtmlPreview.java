package io.github.smtpfake.rest.internal.preview;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML of a message, made safe for browsers: references to other parts of the message become paths of the API. */
public final class HtmlPreview {
    // RFC 2392, section 2: "cid:" and the percent-encoded Content-ID.
    private static final Pattern REFERENCE = Pattern.compile("(?i)\\bcid:([^\\s\"'<>()]{1,1000})");
    private static final String NO_ACTIVE_CONTENT =
            "sandbox; default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'";

    private HtmlPreview() {}

    /** Provides the paths at which an API serves the parts of a message. */
    public interface PartPath {

        /**
         * Returns the path of a part.
         *
         * @param index the index of the part among the attachments of the message
         */
        String of(int index, Attachment part);
    }

    /** Returns a response with the HTML, or empty if the message has none. References to unknown parts remain unchanged. */
    public static Optional<Response> of(CapturedMessage message, PartPath path) {
        return message.html()
                .map(html -> Response.bytes(
                                200,
                                "text/html; charset=utf-8",
                                linked(html, message, path).getBytes(StandardCharsets.UTF_8))
                        .with("Content-Security-Policy", NO_ACTIVE_CONTENT)
                        .with("Referrer-Policy", "no-referrer"));
    }

    private static String linked(String html, CapturedMessage message, PartPath path) {
        Map<String, String> paths = paths(message, path);
        return paths.isEmpty()
                ? html
                : REFERENCE
                        .matcher(html)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                path(found.group(1), paths).orElse(found.group())));
    }

    private static Map<String, String> paths(CapturedMessage message, PartPath path) {
        List<Attachment> parts = message.attachments();
        Map<String, String> paths = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Attachment part = parts.get(i);
            if (part.contentId().isPresent()) {
                paths.putIfAbsent(part.contentId().get(), path.of(i, part));
            }
        }
        return paths;
    }

    private static Optional<String> path(String reference, Map<String, String> paths) {
        String unchanged = paths.get(reference);
        return unchanged != null ? Optional.of(unchanged) : Optional.ofNullable(paths.get(decoded(reference)));
    }

    private static String decoded(String reference) {
        try {
            return URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }
}

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

/** The HTML of a message as a browser can show it: what it refers to within the message becomes a path of the API. */
public final class HtmlPreview {
    // RFC 2392, 2: cid: and the Content-ID, percent-encoded.
    private static final Pattern REFERENCE = Pattern.compile("(?i)\\bcid:([^\\s\"'<>()]{1,1000})");
    private static final String SHOW_BUT_RUN_NOTHING =
            "sandbox; default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'";

    private HtmlPreview() {}

    /** Where an API answers with a part. */
    public interface PartPath {

        /** @param index of the part among the message's attachments */
        String of(int index, Attachment part);
    }

    /** Returns the HTML, or empty where the message has none. What refers to no part stays as it is. */
    public static Optional<Response> of(CapturedMessage message, PartPath path) {
        return message.html()
                .map(html -> Response.bytes(
                                200,
                                "text/html; charset=utf-8",
                                linked(html, message, path).getBytes(StandardCharsets.UTF_8))
                        .with("Content-Security-Policy", SHOW_BUT_RUN_NOTHING)
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
        String asItIs = paths.get(reference);
        return asItIs != null ? Optional.of(asItIs) : Optional.ofNullable(paths.get(decoded(reference)));
    }

    private static String decoded(String reference) {
        try {
            return URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return reference;
        }
    }
}

package io.github.smtpfake.rest.api;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML of a message as a browser can show it: what it refers to within the message becomes a path of the API. */
final class HtmlPreview {
    // RFC 2392, 2: cid: and the Content-ID, percent-encoded.
    private static final Pattern REFERENCE = Pattern.compile("(?i)\\bcid:([^\\s\"'<>()]{1,1000})");

    private HtmlPreview() {}

    /** Returns the HTML, or empty where the message has none. What refers to no part stays as it is. */
    static Optional<String> of(CapturedMessage message) {
        return message.html().map(html -> {
            Map<String, String> paths = paths(message);
            return paths.isEmpty()
                    ? html
                    : REFERENCE
                            .matcher(html)
                            .replaceAll(found -> Matcher.quoteReplacement(
                                    path(found.group(1), paths).orElse(found.group())));
        });
    }

    private static Map<String, String> paths(CapturedMessage message) {
        List<Attachment> parts = message.attachments();
        Map<String, String> paths = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String path = "/api/messages/" + message.id() + "/parts/" + i;
            parts.get(i).contentId().ifPresent(id -> paths.putIfAbsent(id, path));
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

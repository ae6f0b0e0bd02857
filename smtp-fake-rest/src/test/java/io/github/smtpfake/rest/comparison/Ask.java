package io.github.smtpfake.rest.comparison;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request. In target and body, {@code {#3}} stands for the id that the server gave to message 3, and
 * {@code {size#3}} for the size that it reports.
 *
 * @param target the target of the request line, sent as it is
 * @param body the body; null for a request without one
 */
record Ask(String method, String target, @Nullable String body, List<String> headers) {

    static Ask get(String target) {
        return new Ask("GET", target, null, List.of());
    }

    static Ask of(String method, String target) {
        return new Ask(method, target, null, List.of());
    }

    /** Returns a request with JSON. */
    static Ask json(String method, String target, String body) {
        return new Ask(method, target, body, List.of("Content-Type: application/json"));
    }

    Ask with(String header) {
        return new Ask(
                method,
                target,
                body,
                Stream.concat(headers.stream(), Stream.of(header)).toList());
    }

    /** Returns a copy for reports that names the message. */
    Ask about(String message) {
        return with("about " + message);
    }

    boolean isAbout(String messages) {
        return headers.stream().anyMatch(header -> header.startsWith("about " + messages));
    }

    /** Returns a copy for reports that names the request whose effect it shows. */
    Ask after(Ask change) {
        return with("after " + change);
    }

    @Override
    public String toString() {
        return method + " " + target + (headers.isEmpty() || body != null ? "" : " " + headers)
                + (body == null ? "" : " " + body);
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.ListUnsubscribe;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import java.util.List;

/** How to unsubscribe from a mailing list (RFC 2369, RFC 8058). */
record ListUnsubscribeJson(
        @JsonProperty("Header") String header,
        @JsonProperty("Links") List<String> links,
        @JsonProperty("Errors") String errors,
        @JsonProperty("HeaderPost") String headerPost) {

    static ListUnsubscribeJson of(CapturedMessage message) {
        String header = value(message, "List-Unsubscribe");
        List<String> links =
                message.content().listUnsubscribe().map(ListUnsubscribe::uris).orElse(List.of());
        String errors =
                !header.isEmpty() && links.isEmpty() ? "List-Unsubscribe contains no link in angle brackets" : "";
        return new ListUnsubscribeJson(header, links, errors, value(message, "List-Unsubscribe-Post"));
    }

    private static String value(CapturedMessage message, String header) {
        return message.headers().first(header).orElse("").strip();
    }
}

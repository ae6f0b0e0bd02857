package io.github.smtpfake.rest.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.smtpfake.message.Headers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where a list can be left (RFC 2369, RFC 8058). */
record ListUnsubscribeJson(
        @JsonProperty("Header") String header,
        @JsonProperty("Links") List<String> links,
        @JsonProperty("Errors") String errors,
        @JsonProperty("HeaderPost") String headerPost) {
    private static final Pattern LINK = Pattern.compile("<([^<>\\s]+)>");

    static ListUnsubscribeJson of(Headers headers) {
        String header = headers.first("List-Unsubscribe").orElse("").strip();
        List<String> links =
                LINK.matcher(header).results().map(ListUnsubscribeJson::link).toList();
        String errors = !header.isEmpty() && links.isEmpty() ? "List-Unsubscribe has no link in angle brackets" : "";
        return new ListUnsubscribeJson(
                header,
                links,
                errors,
                headers.first("List-Unsubscribe-Post").orElse("").strip());
    }

    private static String link(MatchResult match) {
        return match.group(1);
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.mailpit.content.UnsubscribeHeader;
import io.github.smtpfake.rest.internal.store.CutLists;
import java.util.List;

/** How to unsubscribe from a mailing list (RFC 2369, RFC 8058). */
record ListUnsubscribeJson(
        @JsonProperty("Header") String header,
        @JsonProperty("Links") List<String> links,
        @JsonProperty("Errors") String errors,
        @JsonProperty("HeaderPost") String headerPost) {

    static ListUnsubscribeJson of(CapturedMessage message) {
        String header = value(message, "List-Unsubscribe");
        if (header.isEmpty()) {
            return new ListUnsubscribeJson("", List.of(), "", "");
        }
        UnsubscribeHeader checked = UnsubscribeHeader.parse(header);
        return new ListUnsubscribeJson(
                header, CutLists.beginning(checked.links()), checked.errors(), value(message, "List-Unsubscribe-Post"));
    }

    private static String value(CapturedMessage message, String header) {
        return message.headers().first(header).orElse("").strip();
    }
}

package io.github.smtpfake.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who sent a message to whom, as the SMTP commands MAIL and RCPT said it (RFC 5321, section 2.3.1); never taken from
 * headers. Immutable.
 *
 * @param sender the reverse-path without angle brackets; empty for the null path {@code <>}
 * @param recipients the forward-paths without angle brackets, in the order of RCPT, repeated ones included
 * @param parameters the ESMTP parameters of MAIL by their keyword in upper case, such as {@code BODY=8BITMIME}; the
 *     value of one that has none is empty
 * @param recipientParameters the ESMTP parameters of RCPT, likewise, by recipient; one without any is not in the map, and
 *     one that was given several times has those of its last RCPT
 */
public record Envelope(
        String sender,
        List<String> recipients,
        Map<String, String> parameters,
        Map<String, Map<String, String>> recipientParameters) {

    /** Copies the collections, keeping their order. */
    public Envelope {
        recipients = List.copyOf(recipients);
        parameters = ordered(parameters);
        recipientParameters = ordered(recipientParameters);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Returns an envelope without parameters. */
    public static Envelope of(String sender, List<String> recipients) {
        return new Envelope(sender, recipients, Map.of(), Map.of());
    }

    /** Returns sender and recipients: {@code <app@example.org> -> <ada@example.org>, <bob@example.org>}. */
    @Override
    public String toString() {
        return "<" + sender + "> -> " + (recipients.isEmpty() ? "nobody" : "<" + String.join(">, <", recipients) + ">");
    }
}

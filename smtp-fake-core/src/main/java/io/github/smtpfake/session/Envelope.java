package io.github.smtpfake.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The sender and the recipients of a message, from the commands MAIL and RCPT (RFC 5321, section 2.3.1) and never from
 * headers. Immutable.
 *
 * @param sender the reverse-path without angle brackets; empty for the null path {@code <>}
 * @param recipients the forward-paths without angle brackets, in the order of the RCPT commands, duplicates included
 * @param parameters the ESMTP parameters of MAIL by keyword in upper case, such as {@code BODY=8BITMIME}; a parameter
 *     without a value has an empty one
 * @param recipientParameters the ESMTP parameters of RCPT in the same form, by recipient. Recipients without parameters
 *     are absent; a recipient that was given several times has the parameters of its last RCPT
 */
public record Envelope(
        String sender,
        List<String> recipients,
        Map<String, String> parameters,
        Map<String, Map<String, String>> recipientParameters) {

    /** Creates an envelope with copies of the collections, in the same order. */
    public Envelope {
        Objects.requireNonNull(sender, "sender");
        recipients = List.copyOf(Objects.requireNonNull(recipients, "recipients"));
        parameters = ordered(Objects.requireNonNull(parameters, "parameters"));
        recipientParameters = ordered(Objects.requireNonNull(recipientParameters, "recipientParameters"));
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
        return "<" + sender + "> -> "
                + (recipients.isEmpty() ? "(no recipients)" : "<" + String.join(">, <", recipients) + ">");
    }
}

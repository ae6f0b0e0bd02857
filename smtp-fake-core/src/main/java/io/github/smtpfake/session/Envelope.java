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
 * @param recipientParameters the ESMTP parameters of RCPT by recipient: one set in the same form for each RCPT of the
 *     recipient, in their order, and empty for a RCPT without parameters. Recipients that never had parameters are absent
 */
public record Envelope(
        String sender,
        List<String> recipients,
        Map<String, String> parameters,
        Map<String, List<Map<String, String>>> recipientParameters) {

    /** Creates an envelope with copies of the collections, in the same order. */
    public Envelope {
        Objects.requireNonNull(sender, "sender");
        recipients = List.copyOf(Objects.requireNonNull(recipients, "recipients"));
        parameters = ordered(Objects.requireNonNull(parameters, "parameters"));
        recipientParameters = orderedSets(Objects.requireNonNull(recipientParameters, "recipientParameters"));
    }

    private static Map<String, List<Map<String, String>>> orderedSets(
            Map<String, List<Map<String, String>>> byRecipient) {
        if (byRecipient.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Map<String, String>>> copy = new LinkedHashMap<>();
        byRecipient.forEach((recipient, sets) ->
                copy.put(recipient, sets.stream().map(Envelope::ordered).toList()));
        return Collections.unmodifiableMap(copy);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
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

package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.message.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mail transaction from MAIL to the end of its message (RFC 5321, 3.3). Written by its session, and read by tests that
 * want to know what has not come through.
 */
final class Transaction {
    private final String sender;
    private final Map<String, String> parameters;
    private final List<String> recipients = new ArrayList<>();
    private final Map<String, Map<String, String>> recipientParameters = new LinkedHashMap<>();

    Transaction(String sender, Map<String, String> parameters) {
        this.sender = sender;
        this.parameters = parameters;
    }

    synchronized void add(String recipient, Map<String, String> itsParameters) {
        recipients.add(recipient);
        if (!itsParameters.isEmpty()) {
            recipientParameters.put(recipient, itsParameters);
        }
    }

    synchronized int recipientCount() {
        return recipients.size();
    }

    synchronized Envelope envelope() {
        return new Envelope(sender, recipients, parameters, recipientParameters);
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.session.Envelope;
import java.util.Map;

/** How much memory an envelope takes. */
final class EnvelopeSize {

    private EnvelopeSize() {}

    static long of(Envelope envelope) {
        long octets = Footprint.of(envelope.sender()) + Footprint.of(envelope.parameters());
        for (String recipient : envelope.recipients()) {
            octets += Footprint.of(recipient);
        }
        for (Map<String, String> parameters : envelope.recipientParameters().values()) {
            octets += Footprint.of(parameters);
        }
        return octets;
    }
}

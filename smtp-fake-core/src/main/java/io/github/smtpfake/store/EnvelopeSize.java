package io.github.smtpfake.store;

import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.session.Envelope;
import java.util.List;
import java.util.Map;

/** Estimates how much memory an envelope occupies. */
final class EnvelopeSize {

    private EnvelopeSize() {}

    static long of(Envelope envelope) {
        long bytes = Footprint.of(envelope.sender()) + Footprint.of(envelope.parameters());
        for (String recipient : envelope.recipients()) {
            bytes += Footprint.of(recipient);
        }
        for (List<Map<String, String>> sets : envelope.recipientParameters().values()) {
            bytes += Footprint.ofSets(sets);
        }
        return bytes;
    }
}

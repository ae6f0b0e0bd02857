package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message with everything that the store keeps of it except its bytes, so that a client can create the same object in Java.
 *
 * @param number its place in the order of messages
 * @param begun how many session changes there had been when its mail transaction began
 * @param size the number of bytes that were received
 * @param keptSize the number of bytes that are stored: fewer if the server has discarded the body
 * @param index what queries and lists need of the content, which only releases with the same version of it can read
 */
record StoredMessageJson(
        long number,
        long begun,
        boolean read,
        List<String> tags,
        String id,
        Instant receivedAt,
        int size,
        int keptSize,
        boolean complete,
        EnvelopeJson envelope,
        StoredSessionJson.InfoJson session,
        List<ProblemJson> problems,
        int indexVersion,
        byte[] index) {

    static StoredMessageJson of(StoredMessage stored) {
        Delivery delivery = Delivery.of(stored.message());
        return new StoredMessageJson(
                stored.number(),
                stored.begun(),
                stored.isRead(),
                stored.tags(),
                delivery.id(),
                delivery.receivedAt(),
                delivery.raw().size(),
                delivery.raw().keptSize(),
                delivery.raw().isComplete(),
                EnvelopeJson.of(delivery.envelope()),
                StoredSessionJson.InfoJson.of(delivery.session()),
                ProblemJson.of(delivery.problemsOnArrival()),
                Delivery.INDEX_VERSION,
                delivery.index());
    }

    /** Sender and recipients with the parameters of MAIL and of each RCPT. */
    record EnvelopeJson(
            String sender,
            List<String> recipients,
            Map<String, String> parameters,
            Map<String, List<Map<String, String>>> recipientParameters) {

        static EnvelopeJson of(Envelope envelope) {
            return new EnvelopeJson(
                    envelope.sender(), envelope.recipients(), envelope.parameters(), envelope.recipientParameters());
        }
    }
}

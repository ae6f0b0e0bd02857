package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in a list: without its bodies. */
record SummaryJson(
        String id,
        Instant receivedAt,
        Envelope envelope,
        List<Address> from,
        List<Address> to,
        List<Address> cc,
        List<Address> replyTo,
        @Nullable String subject,
        int size,
        int attachmentCount,
        String snippet,
        String sessionId,
        boolean read,
        List<String> tags) {

    /** Returns the JSON of each message, except those that the store has deleted in the meantime. */
    static List<SummaryJson> list(List<StoredMessage> messages) {
        return messages.stream()
                .flatMap(stored -> StoreErrors.unlessDeleted(() -> of(stored)).stream())
                .toList();
    }

    static SummaryJson of(StoredMessage stored) {
        CapturedMessage message = stored.message();
        return new SummaryJson(
                message.id(),
                message.receivedAt(),
                message.envelope(),
                message.from(),
                message.to(),
                message.cc(),
                message.replyTo(),
                message.subject().orElse(null),
                message.size(),
                message.attachmentCount(),
                message.snippet(),
                message.session().id(),
                stored.isRead(),
                stored.tags());
    }
}

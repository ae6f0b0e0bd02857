package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.store.NewestFirst;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code /api/recipients}: the recipients of the envelopes, with the number of their messages. */
final class RecipientsResource implements Handler {
    private static final int MAX_RECIPIENTS = 1_000;
    private static final int BATCH = 200;

    private final MessageStore store;

    RecipientsResource(MessageStore store) {
        this.store = store;
    }

    /** Reads every envelope, so that no web page of another origin may ask for it. */
    @Override
    public Response handle(Request request) {
        request.requireOwnOrigin();
        request.parameters().requireOnly(Set.of());
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        NewestFirst newestFirst = new NewestFirst(store, StoreQuery.all(), BATCH);
        for (List<StoredMessage> batch = newestFirst.next(); !batch.isEmpty(); batch = newestFirst.next()) {
            batch.forEach(stored -> count(stored, recipients));
        }
        return Response.json(new Recipients(List.copyOf(recipients.values())));
    }

    private static void count(StoredMessage stored, Map<String, Recipient> recipients) {
        int unread = stored.isRead() ? 0 : 1;
        stored.message().envelope().recipients().stream().distinct().forEach(address -> {
            String key = address.toLowerCase(Locale.ROOT);
            Recipient known = recipients.get(key);
            if (known != null) {
                recipients.put(key, known.withMessage(unread));
            } else if (recipients.size() < MAX_RECIPIENTS) {
                recipients.put(key, new Recipient(address, 1, unread));
            }
        });
    }

    /** The recipients whose last message is newest, first. */
    private record Recipients(List<Recipient> recipients) {}

    /**
     * A recipient.
     *
     * @param address the address as in the newest message
     * @param messages the number of messages
     * @param unread the number of messages that are not marked as read
     */
    private record Recipient(String address, int messages, int unread) {
        Recipient withMessage(int unreadMessages) {
            return new Recipient(address, messages + 1, unread + unreadMessages);
        }
    }
}

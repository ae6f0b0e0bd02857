package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A message with the marks that it had when the server returned it. Its bytes are read when they are needed. Immutable. */
record RemoteMessage(long number, long begun, CapturedMessage message, boolean isRead, List<String> tags)
        implements StoredMessage {
    private static final byte[] NO_INDEX = {};

    static RemoteMessage of(JsonNode json, ContentCache contents, RawBytes bytes) {
        String id = Answers.required(json, "id");
        int size = json.path("size").asInt();
        int kept = json.path("keptSize").asInt();
        RawMessage raw = json.path("complete").asBoolean()
                ? RawMessage.onDemand(size, () -> bytes.of(id))
                : RawMessage.headerOnDemand(size, kept, () -> bytes.of(id));
        Delivery delivery = new Delivery(
                id,
                Instant.parse(Answers.required(json, "receivedAt")),
                RemoteSession.envelope(json.path("envelope")),
                RemoteSession.info(json.path("session")),
                raw,
                RemoteSession.problems(json.path("problems")),
                contents,
                index(json),
                null);
        return new RemoteMessage(
                json.path("number").asLong(),
                json.path("begun").asLong(),
                delivery.toMessage(CapturedMessage.class),
                json.path("read").asBoolean(),
                List.copyOf(Answers.texts(json.path("tags"))));
    }

    /** Returns the index that the server has made, or an empty one, which is made when it is needed. */
    private static byte[] index(JsonNode json) {
        return json.path("indexVersion").asInt() == Delivery.INDEX_VERSION
                ? Base64.getDecoder().decode(Answers.required(json, "index"))
                : NO_INDEX;
    }
}

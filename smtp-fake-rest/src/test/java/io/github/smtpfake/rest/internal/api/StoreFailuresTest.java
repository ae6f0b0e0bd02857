package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore.Page;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.testing.TimeLimit;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailuresTest {
    private static final String REASON = "The file /data/mail.db is locked by another process";
    private static final String SEND = "{\"From\": {\"Email\": \"a@b\"}, \"Bcc\": [\"c@d\"]}";

    private final ScriptedStore store = new ScriptedStore(
            new InMemoryMessageStore(Limits.builder().storedBytes(2_000).build()));

    @AutoClose
    private final RunningApi api = new RunningApi(
            SmtpFakeServer.builder().store(store.asMessageStore()).start());

    @ParameterizedTest
    @CsvSource({
        "GET, /api/messages",
        "GET, /api/messages?wait=1ms",
        "GET, /api/messages/latest",
        "GET, /api/messages/x",
        "GET, /api/messages/x/raw",
        "DELETE, /api/messages?all=true",
        "DELETE, /api/messages/x",
        "POST, /api/messages/drain",
        "GET, /api/sessions",
        "GET, /api/sessions/x",
        "GET, /api/info",
        "GET, /metrics",
    })
    void reportsThatTheStoreIsUnavailable(String method, String path) {
        store.fail(REASON);

        assertThat(api.http().problem(503, method, path).get("detail").asText()).isEqualTo(REASON);
    }

    @Test
    void reportsThatTheStoreIsUnavailableForAChange() {
        store.fail(REASON);

        for (String path : List.of("/api/messages?all=true", "/api/messages/x")) {
            JsonNode problem = HttpApi.problem(503, api.http().sendJson("PATCH", path, "{\"read\": true}"));
            assertThat(problem.get("detail").asText()).isEqualTo(REASON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/messages",
                "/api/v1/search?query=x",
                "/api/v1/message/latest",
                "/api/v1/tags",
                "/api/v1/info",
                "/view/latest"
            })
    void reportsThatTheStoreIsUnavailableAsPlainTextInTheDialect(String path) {
        store.fail(REASON);

        HttpResponse<String> response = api.http().send("GET", path);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo(REASON);
    }

    @Test
    void rejectsAMessageThatTheStoreCannotStore() {
        String large = SEND.replaceFirst("}$", ", \"Text\": \"" + "x".repeat(3_000) + "\"}");
        HttpResponse<String> full = api.http().sendJson("POST", "/api/v1/send", large);
        store.fail(REASON);
        HttpResponse<String> unavailable = api.http().sendJson("POST", "/api/v1/send", SEND);

        assertThat(full.statusCode()).as(full.body()).isEqualTo(507);
        assertThat(HttpApi.tree(full.body()).get("Error").asText()).contains("the store holds only 2000");
        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(HttpApi.tree(unavailable.body()).get("Error").asText()).isEqualTo(REASON);
    }

    @Test
    void reportsTheReasonWhileTheServerIsNotReady() {
        store.fail(REASON);

        HttpResponse<String> ready = api.http().send("GET", "/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo(REASON + "\n");
        assertThat(api.http().send("GET", "/livez").statusCode()).isEqualTo(200);

        store.recover();
        assertThat(api.http().send("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(api.http().get("/api/messages").get("total").asInt()).isZero();
    }

    @Test
    void keepsRequestsWaitingWhileTheStoreIsUnavailable() throws Exception {
        CompletableFuture<JsonNode> waiting = api.http().getLater("/api/messages/latest?wait=1m");
        api.http().awaitWaiting(1);

        store.fail(REASON);
        store.recover();
        String id = api.deliver("Hello");

        assertThat(TimeLimit.get(waiting).get("id").asText()).isEqualTo(id);
    }

    @Test
    void reportsThatTheStoreIsUnavailableWhenAWaitTimesOut() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> api.http().send("GET", "/api/messages?wait=3s"));
        api.http().awaitWaiting(1);

        store.fail(REASON);

        assertThat(HttpApi.problem(503, TimeLimit.get(waiting)).get("detail").asText())
                .isEqualTo(REASON);
    }

    /** The store may delete a message after a request has found it and before the server reads its bytes. */
    @Test
    void reportsAMessageWhoseBytesAreGoneAsMissing() {
        StoredMessage other =
                store.asMessageStore().message(api.deliver("Other")).orElseThrow();
        StoredMessage gone = new Gone(withoutBytes());
        store.answer("message", Optional.of(gone));
        store.answer("page", new Page(List.of(gone), 1));

        api.http().problem(404, "GET", "/api/messages/gone");
        api.http().problem(404, "GET", "/api/messages/gone/raw");
        api.http().problem(404, "GET", "/api/messages/latest/text");
        assertThat(api.http().send("GET", "/api/v1/message/gone").statusCode()).isEqualTo(404);
        assertThat(api.http().send("GET", "/api/v1/message/latest/raw").statusCode())
                .isEqualTo(404);

        store.answer("page", new Page(List.of(gone, other), 2));
        String id = other.message().id();
        assertThat(api.http().get("/api/messages").get("messages").findValuesAsText("id"))
                .containsExactly(id);
        assertThat(api.http().get("/api/v1/messages").get("messages").findValuesAsText("ID"))
                .containsExactly(id);
        assertThat(HttpApi.tree(api.http().send("POST", "/api/messages/drain").body())
                        .get("messages")
                        .findValuesAsText("subject"))
                .containsExactly("Other");
    }

    /** A message that was unread when the store returned it. */
    private record Gone(CapturedMessage message) implements StoredMessage {

        @Override
        public long number() {
            return 2;
        }

        @Override
        public long begun() {
            return 0;
        }

        @Override
        public boolean isRead() {
            return false;
        }

        @Override
        public List<String> tags() {
            return List.of();
        }
    }

    private static CapturedMessage withoutBytes() {
        return new Delivery(
                        "gone",
                        Instant.now(),
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        SessionInfo.of("s", Instant.now(), "127.0.0.1:1"),
                        RawMessage.onDemand(10, Optional::empty),
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }
}

package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.testing.TimeLimit;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DrainTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private JsonNode drain(String query) {
        HttpResponse<String> response = api.http().send("POST", "/api/messages/drain" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return HttpApi.tree(response.body());
    }

    @Test
    void returnsCompleteMessagesAndDeletesThem() {
        api.deliver("a 1");
        String id = api.deliver("b 2");
        api.deliver("a 3");
        JsonNode shown = api.http().get("/api/messages/" + id);

        JsonNode drained = drain("?subject=b");

        assertThat(drained.fieldNames()).toIterable().containsExactly("messages", "total", "matched", "cursor");
        assertThat(drained.get("messages")).hasSize(1);
        assertThat(drained.at("/messages/0")).isEqualTo(shown);
        assertThat(drained.get("total").asInt()).isEqualTo(2);
        assertThat(drained.get("matched").asInt()).isEqualTo(1);
        assertThat(drain("").get("messages").findValuesAsText("subject")).containsExactly("a 3", "a 1");
        assertThat(drain("").get("messages")).isEmpty();
        assertThat(api.http()
                        .get("/api/messages?since=" + drained.get("cursor").asText())
                        .get("matched")
                        .asInt())
                .isZero();
    }

    @Test
    void drainsTheNewestMessagesUpToTheLimit() {
        api.deliver("1");
        api.deliver("2");
        api.deliver("3");

        assertThat(drain("?limit=2").get("messages").findValuesAsText("subject"))
                .containsExactly("3", "2");
        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void drainsNothingIfThereAreNotEnoughMessages() {
        api.deliver("Hello");

        JsonNode problem =
                api.http().problem(404, "POST", "/api/messages/drain?subject=hello&to=x@y.org&wait=1ms&count=2");

        assertThat(problem.at("/closest/0/mismatches/0").asText()).startsWith("To x@y.org: was missing");
        api.http().problem(404, "POST", "/api/messages/drain?subject=hello&wait=1ms&count=2");
        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void returnsEachMessageToOnlyOneClient() throws Exception {
        int messages = 60;
        List<CompletableFuture<HttpResponse<String>>> clients = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            clients.add(CompletableFuture.supplyAsync(
                    () -> api.http().send("POST", "/api/messages/drain?limit=1&wait=1m"), this::start));
        }
        List<String> ids =
                IntStream.range(0, messages).mapToObj(i -> api.deliver("" + i)).toList();

        List<String> drained = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> client : clients) {
            drained.add(HttpApi.tree(TimeLimit.get(client).body())
                    .at("/messages/0/id")
                    .asText());
        }
        assertThat(drained).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void returnsEachMessageOnceWhileSeveralClientsDrainEverything() throws Exception {
        int messages = 2_000;
        Set<String> stored = new HashSet<>();
        List<CompletableFuture<List<String>>> clients = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        for (int i = 0; i < 4; i++) {
            clients.add(CompletableFuture.supplyAsync(() -> drainUntil(over), this::start));
        }
        for (int i = 0; i < messages; i++) {
            CapturedMessage message = message(i, "text");
            api.smtp().store().add(message);
            stored.add(message.id());
        }
        over.set(true);

        List<String> drained = new ArrayList<>(ids(drain("")));
        for (CompletableFuture<List<String>> client : clients) {
            drained.addAll(TimeLimit.get(client));
        }
        drained.addAll(ids(drain("")));
        assertThat(drained).hasSize(messages).hasSameElementsAs(stored);
        assertThat(api.http().get("/api/messages").get("total").asInt()).isZero();
    }

    private List<String> drainUntil(AtomicBoolean over) {
        List<String> drained = new ArrayList<>();
        do {
            drained.addAll(ids(drain("")));
        } while (!over.get());
        return drained;
    }

    private static List<String> ids(JsonNode drained) {
        List<String> ids = new ArrayList<>();
        drained.get("messages").forEach(message -> ids.add(message.get("id").asText()));
        return ids;
    }

    private static CapturedMessage message(int index, String text) {
        return new CapturedMessage(
                String.format("%022d", index),
                Instant.EPOCH,
                Envelope.of("app@example.org", List.of("ada@example.org")),
                SessionInfo.of("s", Instant.EPOCH, "127.0.0.1:1"),
                ("Subject: " + index + "\r\n\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void keepsWhatAClientThatDisconnectedHasNotReceived() throws Exception {
        ScriptedStore store = new ScriptedStore(new InMemoryMessageStore(Limits.defaults()));
        CountDownLatch isDeleting = new CountDownLatch(1);
        CountDownLatch isGone = new CountDownLatch(1);
        store.before("delete", () -> {
            isDeleting.countDown();
            TimeLimit.await(isGone);
        });
        try (RunningApi slow = new RunningApi(
                SmtpFakeServer.builder().store(store.asMessageStore()).start())) {
            for (int i = 0; i < 250; i++) {
                slow.smtp().store().add(message(i, "x".repeat(900)));
            }
            try (RawClient client = new RawClient(slow.httpPort())) {
                client.send("POST /api/messages/drain HTTP/1.1\r\nHost: localhost\r\n\r\n");
                client.expect("HTTP/1.1 200 ");
                TimeLimit.await(isDeleting);
            }
            CompletableFuture<HttpResponse<String>> other = CompletableFuture.supplyAsync(
                    () -> slow.http().send("POST", "/api/messages/drain?wait=1m"), this::start);
            slow.http().awaitWaiting(1);
            isGone.countDown();

            JsonNode rest = HttpApi.tree(TimeLimit.get(other).body());
            assertThat(rest.get("messages").findValuesAsText("subject"))
                    .isEqualTo(IntStream.range(0, 150)
                            .mapToObj(i -> "" + (149 - i))
                            .toList());
            assertThat(rest.get("matched").asInt()).isEqualTo(150);
            assertThat(rest.get("total").asInt()).isZero();
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void namesAnInvalidParameter() {
        api.deliver("Hello");

        assertThat(api.http()
                        .problem(400, "POST", "/api/messages/drain?offset=1")
                        .get("detail")
                        .asText())
                .startsWith("Unknown parameter offset:");
        assertThat(api.http()
                        .problem(400, "POST", "/api/messages/drain?limit=1001")
                        .get("detail")
                        .asText())
                .isEqualTo("limit must be from 1 to 1000.");
        HttpApi.problem(415, api.http().sendJson("POST", "/api/messages/drain", "{\"subject\":\"x\"}"));
        HttpApi.problem(404, api.http().send("GET", "/api/messages/drain"));
        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(1);
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request of either API that waits for a tag or a read mark is answered when either API sets it; no message arrives. */
class MarkWaitTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private static void awaitParked(RunningApi server, int count) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (server.http().get("/api/info").get("waiting").asInt() < count) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Sends requests that wait for one message, changes something when all of them wait, and returns the ids that they found. */
    private List<String> idsAfter(Runnable change, String... paths) {
        List<CompletableFuture<JsonNode>> pages = new ArrayList<>();
        for (String path : paths) {
            pages.add(api.http().getLater(path + "&wait=30s"));
        }
        awaitParked(api, paths.length);
        change.run();
        return pages.stream()
                .map(CompletableFuture::join)
                .map(page -> page.at("/messages/0"))
                .map(summary -> summary.path("id").asText() + summary.path("ID").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | /api/messages/ID | {"tags":["done"]}
            PUT   | /api/v1/tags     | {"IDs":["ID"],"Tags":["done"]}
            """)
    void waitsForATag(String method, String path, String body) {
        api.deliver("other");
        String id = api.deliver("Hello");

        List<String> found = idsAfter(
                () -> api.http().sendJson(method, path.replace("ID", id), body.replace("\"ID\"", '"' + id + '"')),
                "/api/messages?tag=done",
                "/api/v1/search?query=tag:done",
                "/api/messages?subject=hello&tag=done",
                "/api/v1/search?query=hello%20is:tagged");

        assertThat(found).containsOnly(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | /api/messages/ID   | {"read":true}
            PUT   | /api/v1/messages   | {"IDs":["ID"],"Read":true}
            GET   | /api/v1/message/ID |
            """)
    void waitsForAReadMark(String method, String path, String body) {
        api.deliver("other");
        String id = api.deliver("Hello");

        List<String> found = idsAfter(
                () -> {
                    if (body == null) {
                        api.http().send(method, path.replace("ID", id));
                    } else {
                        api.http().sendJson(method, path.replace("ID", id), body.replace("\"ID\"", '"' + id + '"'));
                    }
                },
                "/api/messages?read=true",
                "/api/v1/search?query=is:read",
                "/api/messages?subject=hello&read=true");

        assertThat(found).containsOnly(id);
    }

    @Test
    void waitsUntilAMarkIsRemoved() {
        String id = api.deliver("Hello");
        api.smtp().store().markRead(StoreQuery.all(), true);
        api.smtp().store().retag(StoreQuery.all(), old -> List.of("x"));

        assertThat(idsAfter(
                        () -> api.smtp().store().retag(StoreQuery.all(), old -> List.of()),
                        "/api/v1/search?query=-tag:x",
                        "/api/v1/search?query=!is:tagged"))
                .containsOnly(id);
        assertThat(idsAfter(
                        () -> api.smtp().store().markRead(StoreQuery.all(), false),
                        "/api/messages?read=false",
                        "/api/v1/search?query=is:unread"))
                .containsOnly(id);
    }

    @Test
    void waitsForSeveralMarks() {
        List<String> ids = List.of(api.deliver("one"), api.deliver("two"), api.deliver("three"));
        CompletableFuture<JsonNode> page = api.http().getLater("/api/messages?tag=done&count=2&wait=30s");
        awaitParked(api, 1);

        api.smtp().store().retag(StoreQuery.ids(ids.subList(0, 1)), old -> List.of("done"));
        api.smtp().store().retag(StoreQuery.ids(ids.subList(1, 2)), old -> List.of("other"));
        api.smtp().store().retag(StoreQuery.ids(ids.subList(2, 3)), old -> List.of("done"));

        assertThat(page.join().get("messages").findValuesAsText("subject")).containsExactly("three", "one");
    }

    @Test
    void waitsUntilManyMessagesAreMarkedAtOnce() throws Exception {
        for (int i = 0; i < 101; i++) {
            api.smtp().store().add(Messages.withId("id" + i, "Subject: m" + i, ""));
        }

        assertThat(idsAfter(
                        () -> api.http().sendJson("PUT", "/api/v1/messages", "{\"Read\":true}"),
                        "/api/messages?read=true"))
                .containsExactly("id100");
    }

    @Test
    void findsAMessageThatIsMarkedBetweenTheSearchAndTheWait() throws Exception {
        InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
        ScriptedStore store = new ScriptedStore(messages);
        try (RunningApi scripted = new RunningApi(
                SmtpFakeServer.builder().store(store.asMessageStore()).start())) {
            messages.add(Messages.of("Subject: Hello", ""));
            store.after("page", () -> messages.markRead(StoreQuery.all(), true));

            assertThat(scripted.http()
                            .get("/api/messages?read=true&wait=30s")
                            .get("matched")
                            .asInt())
                    .isEqualTo(1);
        }
    }
}

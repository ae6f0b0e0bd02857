package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.testing.EventClient;
import io.github.smtpfake.rest.testing.FrameClient;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.SmtpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames of the WebSocket, with the values that Mailpit 1.33.1 sends. */
class MailpitEventsTest {
    private static final String BOB = "Authorization: Basic Ym9iOnNlY3JldA==";

    private RunningApi server = new RunningApi();

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(AccessGuard guard) {
        server.close();
        server = new RunningApi(SmtpFakeServer.startNew(), guard);
    }

    /** Connects, and waits for the statistics that each client receives first, so that all later events reach it. */
    private FrameClient listen() {
        FrameClient client = FrameClient.open(server.httpPort());
        next(client, "stats");
        return client;
    }

    /** Returns the data of the next frame of this type, which no frame of another type but {@code stats} precedes. */
    private static JsonNode next(FrameClient client, String type) {
        JsonNode frame = frame(client);
        while (!type.equals("stats") && frame.get("Type").asText().equals("stats")) {
            frame = frame(client);
        }
        assertThat(frame.get("Type").asText()).as(frame.toString()).isEqualTo(type);
        assertThat(frame.fieldNames()).toIterable().containsExactly("Type", "Data");
        return frame.get("Data");
    }

    private static JsonNode frame(FrameClient client) {
        return HttpApi.tree(client.next(FrameClient.TEXT).text());
    }

    private static void expectUpdate(FrameClient client, String id, String member) {
        assertThat(next(client, "update").toString()).isEqualTo("{\"ID\":\"" + id + "\"," + member + "}");
    }

    private String put(String path, String json) {
        return server.http().sendJson("PUT", path, json).body();
    }

    @Test
    void sendsStatisticsToANewClient() {
        server.deliver("one");
        server.deliver("two");
        server.smtp().store().markRead(StoreQuery.all().before(2), true);

        try (FrameClient client = FrameClient.open(server.httpPort())) {
            assertThat(client.next().text())
                    .isEqualTo("{\"Type\":\"stats\",\"Data\":{\"Total\":2,\"Unread\":1,\"Version\":\"1.2.3\"}}");
        }
    }

    @Test
    void sendsTheSummaryOfANewMessage() {
        try (FrameClient client = listen()) {
            server.deliver(
                    "app@example.org",
                    "From: Ada <ada@example.org>\r\nTo: bob@example.org\r\nSubject: Hi\r\nX-Tags: b, a\r\n\r\nHello\r\n",
                    "bob@example.org");

            JsonNode summary = next(client, "new");
            assertThat(summary).isEqualTo(server.http().get("/api/v1/messages").at("/messages/0"));
            for (String list : List.of("To", "Cc", "Bcc", "ReplyTo", "Tags")) {
                assertThat(summary.get(list).isArray()).as(list).isTrue();
            }
            assertThat(summary.get("Read").asBoolean(true)).isFalse();
        }
    }

    @Test
    void sendsStatisticsAfterEachChange() {
        String id = server.deliver("one");
        try (FrameClient client = listen()) {
            assertThat(statistics(client, "GET", "/api/v1/message/" + id)).isEqualTo("1 0");
            assertThat(statistics(client, "DELETE", "/api/v1/messages")).isEqualTo("0 0");
        }
    }

    private String statistics(FrameClient client, String method, String path) {
        server.http().send(method, path);
        JsonNode frame = frame(client);
        while (!frame.get("Type").asText().equals("stats")) {
            frame = frame(client);
        }
        return frame.at("/Data/Total").asText() + " " + frame.at("/Data/Unread").asText();
    }

    @Test
    void sendsFewStatisticsForManyMessages() {
        try (FrameClient client = listen()) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                server.smtp().store().delete(server.deliver("m"));
            }
            List<String> types = new ArrayList<>();
            while (types.stream().filter("delete"::equals).count() < 100) {
                types.add(frame(client).get("Type").asText());
            }
            long millis = (System.nanoTime() - start) / 1_000_000;

            assertThat(types.stream().filter("new"::equals)).hasSizeLessThanOrEqualTo(100);
            // One may have been on its way when the time began, and one is sent at once.
            assertThat(types.stream().filter("stats"::equals).count()).isLessThanOrEqualTo(millis / 250 + 2);
        }
    }

    @Test
    void reportsChangedMarksOfBothApisAndOfJava() {
        String id = server.deliver("one");
        try (FrameClient client = listen();
                EventClient nativeClient = EventClient.listen(server.httpPort())) {
            server.http().get("/api/v1/message/" + id);
            expectUpdate(client, id, "\"Read\":true");
            expectMarked(nativeClient, id, true, "");
            put("/api/v1/messages", "{\"IDs\":[\"" + id + "\"],\"Read\":false}");
            expectUpdate(client, id, "\"Read\":false");
            expectMarked(nativeClient, id, false, "");
            server.http().sendJson("PATCH", "/api/messages/" + id, "{\"read\":true,\"tags\":[\"x\",\"a\"]}");
            expectUpdate(client, id, "\"Read\":true");
            expectUpdate(client, id, "\"Tags\":[\"a\",\"x\"]");
            nativeClient.next("marked");
            expectMarked(nativeClient, id, true, "\"a\",\"x\"");
            put("/api/v1/tags", "{\"IDs\":[\"" + id + "\"],\"Tags\":[\"b\"]}");
            expectUpdate(client, id, "\"Tags\":[\"b\"]");
            expectMarked(nativeClient, id, true, "\"b\"");
            server.smtp().store().retag(StoreQuery.all(), old -> List.of());
            expectUpdate(client, id, "\"Tags\":[]");
            expectMarked(nativeClient, id, true, "");
        }
    }

    private static void expectMarked(EventClient client, String id, boolean read, String tags) {
        assertThat(client.next("marked").data())
                .isEqualTo("{\"id\":\"" + id + "\",\"read\":" + read + ",\"tags\":[" + tags + "]}");
    }

    @Test
    void reportsNothingIfNoMarkChanges() {
        String id = server.deliver("one");
        server.http().get("/api/v1/message/" + id);
        try (FrameClient client = listen()) {
            server.http().get("/api/v1/message/" + id);
            put("/api/v1/messages", "{\"IDs\":[\"" + id + "\"],\"Read\":true}");
            server.http().send("DELETE", "/api/messages/" + id);

            assertThat(next(client, "delete").get("ID").asText()).isEqualTo(id);
        }
    }

    @Test
    void reportsDeletedMessagesOfBothApis() {
        List<String> ids =
                IntStream.range(0, 3).mapToObj(i -> server.deliver("m" + i)).toList();
        try (FrameClient client = listen()) {
            server.http().sendJson("DELETE", "/api/v1/messages", "{\"IDs\":[\"" + ids.get(0) + "\"]}");
            assertThat(next(client, "delete").toString()).isEqualTo("{\"ID\":\"" + ids.get(0) + "\"}");
            server.http().send("DELETE", "/api/v1/search?query=subject:m1");
            assertThat(next(client, "delete").toString()).isEqualTo("{\"ID\":\"" + ids.get(1) + "\"}");
            server.http().send("DELETE", "/api/messages/" + ids.get(2));
            assertThat(next(client, "delete").toString()).isEqualTo("{\"ID\":\"" + ids.get(2) + "\"}");
        }
    }

    @Test
    void reportsOneTruncationIfAllMessagesAreDeleted() {
        server.deliver("one");
        server.deliver("two");
        try (FrameClient client = listen()) {
            server.http().send("DELETE", "/api/v1/messages");
            assertThat(next(client, "truncate").isNull()).isTrue();
            server.http().sendJson("DELETE", "/api/v1/messages", "{\"IDs\":[]}");
            assertThat(next(client, "truncate").isNull()).isTrue();
        }
    }

    @Test
    void reportsManyChangesAndARenamedTagAsOne() {
        for (int i = 0; i < 201; i++) {
            server.smtp().store().retag(StoreQuery.ids(List.of(server.deliver("m"))), old -> List.of("old"));
        }
        try (FrameClient client = listen()) {
            put("/api/v1/tags/old", "{\"Name\":\"new\"}");
            assertThat(next(client, "prune").isNull()).isTrue();
            server.http().send("DELETE", "/api/v1/tags/new");
            assertThat(next(client, "prune").isNull()).isTrue();
            server.smtp().store().markRead(StoreQuery.all(), true);
            assertThat(next(client, "prune").isNull()).isTrue();
            server.http().send("DELETE", "/api/v1/search?query=subject:m");
            assertThat(next(client, "prune").isNull()).isTrue();
            String id = server.deliver("last");
            assertThat(next(client, "new").get("ID").asText()).isEqualTo(id);
        }
    }

    @Test
    void reportsEachRejectedCommand() throws Exception {
        put("/api/v1/chaos", "{\"Recipient\":{\"ErrorCode\":451,\"Probability\":100}}");
        try (FrameClient client = listen();
                SmtpClient smtp = SmtpClient.connect(server.smtp().port())) {
            smtp.expect("220");
            smtp.command("EHLO client", "250");
            smtp.command("NONSENSE", "500");
            JsonNode first = next(client, "error");
            smtp.command("MAIL FROM:<a@example.org>", "250");
            smtp.command("RCPT TO:<b@example.org>", "451");
            JsonNode second = next(client, "error");
            smtp.command("QUIT", "221");

            assertThat(first.fieldNames()).toIterable().containsExactly("Level", "Type", "IP", "Message");
            assertThat(first.get("Level").asText()).isEqualTo("error");
            assertThat(first.get("Type").asText()).isEqualTo("smtpd");
            assertThat(first.get("IP").asText()).isEqualTo("127.0.0.1");
            assertThat(first.get("Message").asText()).startsWith("500 ");
            assertThat(second.get("Level").asText()).isEqualTo("warning");
            assertThat(second.get("Message").asText()).isEqualTo("451 Chaos recipient error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/events", "/%61pi/events", "/api/%65vents", "//api/events"})
    void rejectsWebPagesOfOtherOrigins(String path) {
        try (FrameClient evil = FrameClient.connect(server.httpPort(), 0);
                FrameClient own = FrameClient.connect(server.httpPort(), 0)) {
            assertThat(evil.request(path, "Origin: https://evil.example")).startsWith("HTTP/1.1 403 ");
            assertThat(own.request(path, "Origin: http://localhost")).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void rejectsHostsOfOtherSites() {
        assertThat(RawClient.http(
                        server.httpPort(),
                        "GET /api/events HTTP/1.1",
                        "Host: evil.example",
                        "Upgrade: websocket",
                        "Connection: Upgrade"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void acceptsAllowedOrigins() {
        restart(new AccessGuard(List.of()).allowingOrigins(List.of("https://app.example")));

        FrameClient.open(server.httpPort(), "Origin: https://app.example").close();
    }

    @Test
    void requiresCredentials() {
        restart(new AccessGuard(List.of()).requiring(Authentication.NONE.orUser("bob", "secret")));
        try (FrameClient stranger = FrameClient.connect(server.httpPort(), 0);
                FrameClient bob = FrameClient.connect(server.httpPort(), 0)) {
            assertThat(stranger.request("/api/events"))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("WWW-Authenticate: Basic ");
            assertThat(bob.request("/api/events", BOB)).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void isBelowTheWebRoot() {
        restart(new AccessGuard(List.of()).below(WebRoot.of("/mail")));
        try (FrameClient above = FrameClient.connect(server.httpPort(), 0);
                FrameClient below = FrameClient.connect(server.httpPort(), 0)) {
            assertThat(above.request("/api/events")).startsWith("HTTP/1.1 404 ");
            assertThat(below.request("/mail/api/events")).startsWith("HTTP/1.1 101 ");
        }
    }

    /** Mailpit ignores unknown parameters, and clients send some against caches. */
    @Test
    void ignoresParameters() {
        try (FrameClient client = FrameClient.connect(server.httpPort(), 0)) {
            assertThat(client.request("/api/events?t=1")).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void listensToTheStoreOnlyWhileThereAreClients() {
        for (int i = 0; i < 3; i++) {
            try (FrameClient client = listen()) {
                String id = server.deliver("m" + i);
                assertThat(next(client, "new").get("ID").asText()).isEqualTo(id);
                client.frame(FrameClient.CLOSE);
                client.next(FrameClient.CLOSE);
            }
            server.deliver("nobody listens");
        }
    }

    @Test
    void sendsToOthersWhileOneReadsNothing() {
        try (FrameClient lazy = FrameClient.connect(server.httpPort(), 4_096);
                FrameClient client = listen()) {
            lazy.request("/api/events");
            for (int i = 0; i < 100; i++) {
                server.deliver("s" + i + " " + "x".repeat(900));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(next(client, "new").get("Subject").asText()).startsWith("s" + i + " ");
            }
        }
    }
}

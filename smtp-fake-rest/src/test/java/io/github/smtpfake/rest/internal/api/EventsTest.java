package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.EventClient;
import io.github.smtpfake.rest.testing.EventClient.Event;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.store.StoreQuery;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private EventClient listen(String... headers) {
        return EventClient.listen(api.httpPort(), headers);
    }

    @Test
    void sendsMessagesDeletionsAndSessionsAsTheyHappen() {
        try (EventClient client = listen()) {
            String id = api.deliver("Hello");
            Event started = client.next("session");
            Event message = client.next("message");

            JsonNode summary = api.http().get("/api/messages").at("/messages/0");
            assertThat(HttpApi.tree(message.data())).isEqualTo(summary);
            assertThat(HttpApi.tree(started.data()).get("id")).isEqualTo(summary.get("sessionId"));

            api.http().send("DELETE", "/api/messages/" + id);
            assertThat(client.next("deleted").data()).isEqualTo("{\"id\":\"" + id + "\"}");
        }
    }

    @Test
    void resumesAfterTheLastEventOfAClient() {
        String seen;
        try (EventClient client = listen()) {
            api.deliver("1");
            seen = client.next("message").id();
        }
        String second = api.deliver("2");
        String third = api.deliver("3");

        try (EventClient client = listen("Last-Event-ID: " + seen)) {
            assertThat(HttpApi.tree(client.next("message").data()).get("id").asText())
                    .isEqualTo(second);
            assertThat(HttpApi.tree(client.next("message").data()).get("id").asText())
                    .isEqualTo(third);
        }
    }

    @Test
    void skipsMessagesThatWereDeletedMeanwhile() {
        String seen;
        try (EventClient client = listen()) {
            api.deliver("1");
            seen = client.next("message").id();
        }
        String gone = api.deliver("2");
        api.http().send("DELETE", "/api/messages/" + gone);
        api.deliver("3");

        try (EventClient client = listen("Last-Event-ID: " + seen)) {
            assertThat(HttpApi.tree(client.next("message").data())
                            .get("subject")
                            .asText())
                    .isEqualTo("3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "00000000-1", "x-y", "~1.1"})
    void sendsAResetIfAClientCannotResume(String id) {
        api.http().get("/api/info");
        api.deliver("before");

        try (EventClient client = listen("Last-Event-ID: " + id)) {
            assertThat(client.next("reset").data()).isEqualTo("{}");
            api.deliver("after");
            assertThat(HttpApi.tree(client.next("message").data())
                            .get("subject")
                            .asText())
                    .isEqualTo("after");
        }
    }

    @Test
    void sendsToOtherClientsWhileOneReadsNothing() {
        try (RawClient lazy = new RawClient(api.httpPort());
                EventClient client = listen()) {
            lazy.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            for (int i = 0; i < 300; i++) {
                api.deliver("s" + i + " " + "x".repeat(900));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(client.next("message").data()).contains("\"subject\":\"s" + i + " ");
            }
        }
    }

    @Test
    void answersHeadWithoutStartingAStream() {
        String head = RawClient.http(api.httpPort(), "HEAD /api/events HTTP/1.1", "Host: localhost");

        assertThat(head)
                .startsWith("HTTP/1.1 200 ")
                .contains("text/event-stream; charset=utf-8")
                .endsWith("\r\n\r\n");
    }

    @Test
    void answersClientsThatOfferHttp2() {
        assertThat(RawClient.http(
                        api.httpPort(),
                        "HEAD /api/events HTTP/1.1",
                        "Host: localhost",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void reportsChangedMarks() {
        String id = api.deliver("Hello");
        try (EventClient client = listen()) {
            api.http().sendJson("PATCH", "/api/messages/" + id, "{\"read\": true}");
            assertThat(client.next("marked").data()).isEqualTo("{\"id\":\"" + id + "\",\"read\":true,\"tags\":[]}");
            api.http().sendJson("PATCH", "/api/messages/" + id, "{\"tags\": [\"b\", \"a\"]}");
            assertThat(client.next("marked").data())
                    .isEqualTo("{\"id\":\"" + id + "\",\"read\":true,\"tags\":[\"a\",\"b\"]}");
            api.http().sendJson("PATCH", "/api/messages/" + id, "{\"read\": true}");
            api.smtp().store().markRead(StoreQuery.all(), false);
            assertThat(client.next("marked").data())
                    .isEqualTo("{\"id\":\"" + id + "\",\"read\":false,\"tags\":[\"a\",\"b\"]}");
        }
    }

    @Test
    void rejectsParameters() {
        assertThat(api.http().detail(400, "/api/events?since=1")).startsWith("Unknown parameter since:");
    }
}

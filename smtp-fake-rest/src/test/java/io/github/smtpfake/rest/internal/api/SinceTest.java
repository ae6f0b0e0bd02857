package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void listsTheMessagesAfterACursor() {
        api.deliver("1");
        String cursor = api.http().get("/api/messages").get("cursor").asText();
        assertThat(subjectsSince(cursor)).isEmpty();

        api.deliver("2");

        assertThat(subjectsSince(cursor)).containsExactly("2");
    }

    @Test
    void returnsTheSameCursorForAFilteredList() {
        api.deliver("1");
        String cursor =
                api.http().get("/api/messages?subject=none").get("cursor").asText();
        api.deliver("2");

        assertThat(subjectsSince(cursor)).containsExactly("2");
    }

    @Test
    void listsTheMessagesAfterACursorWhoseMessagesWereDeleted() {
        api.deliver("1");
        String cursor = api.http().get("/api/messages").get("cursor").asText();
        api.http().send("DELETE", "/api/messages?all=true");
        api.deliver("2");

        assertThat(subjectsSince(cursor)).containsExactly("2");
    }

    @Test
    void listsTheMessagesAfterAMessage() {
        api.deliver("1");
        String id = api.deliver("2");
        api.deliver("3");

        assertThat(subjectsSince(id)).containsExactly("3");
    }

    @Test
    void listsTheMessagesAfterATime() {
        api.deliver("1");
        api.deliver("2");
        JsonNode list = api.http().get("/api/messages");
        String firstArrival = list.at("/messages/1/receivedAt").asText();

        assertThat(subjectsSince(firstArrival)).containsExactly("2");
        assertThat(subjectsSince("2020-01-01T00:00:00%2B01:00")).containsExactly("2", "1");
        assertThat(subjectsSince("2999-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void ignoresEarlierMessagesInAWait() {
        String id = api.deliver("1");

        assertThat(api.http()
                        .problem(404, "GET", "/api/messages?wait=1ms&since=" + id)
                        .get("closest"))
                .isEmpty();
        assertThat(api.http().detail(404, "/api/messages/latest?since=" + id))
                .startsWith("Expected at least 1 message, but none is stored.\n");
    }

    @Test
    void excludesAMessageThatAClientBeganToSendBeforeTheCursor() throws Exception {
        try (SmtpClient late = SmtpClient.greeted(api.smtp())) {
            late.say("MAIL FROM:<late@example.org>").expect("250");
            String cursor = api.http().get("/api/messages").get("cursor").asText();
            String first = api.deliver("first");
            late.say("RCPT TO:<ada@example.org>").expect("250").say("DATA").expect("354");
            late.send("Subject: late\r\n\r\n.\r\n").expect("250");

            assertThat(subjectsSince(cursor)).containsExactly("first");
            assertThat(subjectsSince(first)).as("after a message, by arrival").containsExactly("late");
            assertThat(subjectsSince(cursor + "&subject=late")).isEmpty();
            JsonNode problem = api.http().problem(404, "GET", "/api/messages?wait=1ms&count=2&since=" + cursor);
            assertThat(problem.get("messages").findValuesAsText("subject")).containsExactly("first");
            assertThat(problem.get("late").findValuesAsText("subject")).containsExactly("late");
            assertThat(api.http()
                            .problem(404, "GET", "/api/messages?wait=1ms&count=2&since=" + first)
                            .get("late"))
                    .isEmpty();
        }
    }

    @Test
    void includesAMessageThatAnOlderConnectionBringsAfterTheCursor() throws Exception {
        try (SmtpClient pooled = SmtpClient.greeted(api.smtp())) {
            String cursor = api.http().get("/api/messages").get("cursor").asText();
            CompletableFuture<JsonNode> waiting = api.http().getLater("/api/messages/latest?wait=1m&since=" + cursor);

            pooled.deliver("Subject: pooled\r\n\r\n");

            assertThat(TimeLimit.get(waiting).get("subject").asText()).isEqualTo("pooled");
        }
    }

    @Test
    void aLateMessageDoesNotEndAWaitWithACursor() throws Exception {
        try (SmtpClient late = SmtpClient.greeted(api.smtp())) {
            late.say("MAIL FROM:<late@example.org>").expect("250");
            String cursor = api.http().get("/api/messages").get("cursor").asText();
            CompletableFuture<JsonNode> waiting = api.http().getLater("/api/messages/latest?wait=1m&since=" + cursor);
            late.say("RCPT TO:<ada@example.org>").expect("250").say("DATA").expect("354");
            late.send("Subject: late\r\n\r\n.\r\n").expect("250");

            api.deliver("on time");

            assertThat(TimeLimit.get(waiting).get("subject").asText()).isEqualTo("on time");
        }
    }

    /** Such a cursor may exclude all messages that arrive from now on. */
    @Test
    void rejectsACursorOfAnotherRun() {
        api.deliver("1");

        assertThat(api.http().detail(400, "/api/messages?since=~2.0"))
                .isEqualTo("since must be a cursor of this server; this one is malformed or from an earlier run.");
        assertThat(api.http().detail(400, "/api/messages?since=~x"))
                .isEqualTo("since must be a cursor of this server; this one is malformed or from an earlier run.");
    }

    @Test
    void rejectsTheIdOfADeletedMessage() {
        assertThat(api.http().detail(400, "/api/messages?since=0123456789abcdefghijkl"))
                .isEqualTo(
                        "since must be the id of a stored message; no message has this id, or it was deleted or evicted.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-23", "2026-11-23T10:00:00", "2026-11-23T10:00:00+01:00", ""})
    void rejectsInvalidTimes(String text) {
        assertThat(api.http().detail(400, "/api/messages?since=" + text))
                .isEqualTo(
                        "since must be a cursor, a message id, or a time such as 2026-11-23T10:15:30Z; write + as %2B in a"
                                + " URL.");
    }

    private List<String> subjectsSince(String since) {
        return api.http().get("/api/messages?since=" + since).get("messages").findValuesAsText("subject");
    }
}

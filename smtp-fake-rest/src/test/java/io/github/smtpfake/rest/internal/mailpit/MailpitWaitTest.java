package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.TimeLimit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of the native API that the dialect accepts, too. */
class MailpitWaitTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private static List<String> subjects(JsonNode page) {
        return page.get("messages").findValuesAsText("Subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/messages?wait=30s&count=2",
                "/api/v1/search?query=subject:hello&wait=30s&count=2",
                "/api/v1/search?query=is:unread%20!tag:x%20-is:tagged&wait=30s&count=2"
            })
    void answersWhenTheLastMissingMessageArrives(String path) throws Exception {
        CompletableFuture<JsonNode> page = api.http().getLater(path);
        api.http().awaitWaiting(1);
        api.deliver("Hello one");
        assertThat(page).isNotDone();
        api.deliver("Hello two");

        JsonNode found = TimeLimit.get(page);
        assertThat(subjects(found)).containsExactly("Hello two", "Hello one");
        assertThat(found.get("messages_count").asInt()).isEqualTo(2);
        assertThat(found.get("count").asInt()).isEqualTo(2);
    }

    @Test
    void ignoresOtherMessagesWhileItWaits() throws Exception {
        CompletableFuture<JsonNode> page = api.http().getLater("/api/v1/search?query=subject:code&wait=30s");
        api.http().awaitWaiting(1);
        api.deliver("Welcome");
        api.deliver("Your code");

        assertThat(subjects(TimeLimit.get(page))).containsExactly("Your code");
    }

    @Test
    void answersAtOnceWhenEnoughMatch() {
        api.deliver("one");
        api.deliver("two");

        assertThat(subjects(api.http().get("/api/v1/messages?wait=5m&count=2&limit=1&start=1")))
                .containsExactly("one");
        assertThat(api.http()
                        .get("/api/v1/message/latest?wait=5m&count=2")
                        .get("Subject")
                        .asText())
                .isEqualTo("two");
    }

    @Test
    void waitsForTheLatestMatchAndMarksItAsRead() throws Exception {
        CompletableFuture<JsonNode> message = api.http().getLater("/api/v1/message/latest?query=subject:code&wait=30s");
        api.http().awaitWaiting(1);
        api.deliver("Welcome");
        String id = api.deliver("Your code");

        assertThat(TimeLimit.get(message).get("ID").asText()).isEqualTo(id);
        assertThat(api.smtp().store().message(id).orElseThrow().isRead()).isTrue();
        assertThat(api.http()
                        .send("GET", "/api/v1/message/latest/raw?query=subject:code&wait=1ms")
                        .body())
                .startsWith("Subject: Your code\r\n");
        assertThat(api.http()
                        .get("/api/v1/message/latest/headers?query=subject:code&wait=1ms")
                        .at("/Subject/0")
                        .asText())
                .isEqualTo("Your code");
    }

    @Test
    void waitsUntilAMessageIsTagged() throws Exception {
        String id = api.deliver("Hello");
        CompletableFuture<JsonNode> page = api.http().getLater("/api/v1/search?query=tag:done&wait=30s");
        api.http().awaitWaiting(1);
        api.smtp().store().retag(StoreQuery.ids(List.of(id)), old -> List.of("done"));
        api.deliver("app@example.org", "X-Tags: done\r\n\r\n", "ada@example.org");

        assertThat(TimeLimit.get(page).get("messages_count").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/messages?wait=1ms&count=3",
                "/api/v1/search?query=subject:nothing&wait=1ms",
                "/api/v1/message/latest?query=subject:nothing&wait=1ms",
                "/api/v1/message/latest/raw?query=subject:nothing&wait=1ms"
            })
    void answersWithTheProblemOfTheNativeApiWhenTheTimeIsOver(String path) {
        api.deliver("Hello");

        JsonNode problem = api.http().problem(404, "GET", path);

        assertThat(problem.get("title").asText()).isEqualTo("Not Found");
        assertThat(problem.get("detail").asText())
                .startsWith("Expected at least ")
                .contains("within 1 ms", "Hello");
        assertThat(problem.get("closest").size() + problem.get("messages").size())
                .isEqualTo(1);
        assertThat(problem.get("sessions").isArray()).isTrue();
    }

    @Test
    void selectsMessagesSinceAnIdOrATime() {
        api.deliver("one");
        String second = api.deliver("two");
        String third = api.deliver("three");
        String time = api.smtp()
                .store()
                .message(third)
                .orElseThrow()
                .message()
                .receivedAt()
                .toString();

        assertThat(subjects(api.http().get("/api/v1/messages?since=" + second))).containsExactly("three");
        assertThat(subjects(api.http().get("/api/v1/search?query=e&since=" + second)))
                .containsExactly("three");
        assertThat(subjects(api.http().get("/api/v1/messages?since=" + time))).doesNotContain("one");
        assertThat(subjects(api.http().get("/api/v1/messages?since=" + third))).isEmpty();
        assertThat(api.http()
                        .problem(404, "GET", "/api/v1/message/latest?since=" + third)
                        .get("detail")
                        .asText())
                .startsWith("Expected at least 1 message, but none is stored.");
    }

    @Test
    void waitsForMessagesSinceAnId() throws Exception {
        String last = api.deliver("Hello one");
        CompletableFuture<JsonNode> page =
                api.http().getLater("/api/v1/search?query=subject:hello&wait=30s&since=" + last);
        api.http().awaitWaiting(1);
        api.deliver("Hello two");

        assertThat(subjects(TimeLimit.get(page))).containsExactly("Hello two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=soon                | wait
            wait=6m                  | wait must be at most 5m
            wait=1s&count=0          | count
            count=2                  | count is only allowed together with wait
            since=yesterday          | since must be a cursor, a message id, or a time
            since=aaaaaaaaaaaaaaaaaaaaaa | since must be the id of a stored message
            """)
    void rejectsMalformedValues(String parameters, String detail) {
        for (String path : List.of("/api/v1/messages?", "/api/v1/search?query=x&", "/api/v1/message/latest?")) {
            assertThat(api.http().detail(400, path + parameters)).startsWith(detail);
        }
    }

    @Test
    void answersOtherRequestsWithPlainText() {
        assertThat(api.http().send("GET", "/api/v1/message/latest").body()).isEqualTo("Message not found");
        assertThat(api.http().send("GET", "/api/v1/search?query=").body()).isEqualTo("Error: no search query");
    }

    @Test
    void rejectsPagesOfOtherOriginsThatWait() {
        assertThat(api.http()
                        .send("GET", "/api/v1/messages?wait=1s", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void showsLinksAndCodes() {
        String id = api.deliver(
                "app@example.org",
                "Subject: Your code is 482913\r\nContent-Type: text/html\r\n\r\n"
                        + "<p>Code 482913, order A-77. <a href=\"https://app.example/reset?t=1\">Reset</a></p>\r\n",
                "ada@example.org");

        JsonNode message = api.http().get("/api/v1/message/" + id);
        assertThat(message.get("Links"))
                .hasToString("[{\"Text\":\"Reset\",\"URL\":\"https://app.example/reset?t=1\"}]");
        assertThat(message.get("Codes")).hasToString("[\"482913\"]");
        assertThat(api.http()
                        .get("/api/v1/message/latest?codePattern=order%20(%5BA-Z0-9-%5D%2B)")
                        .get("Codes"))
                .hasToString("[\"A-77\"]");
        assertThat(api.http().detail(400, "/api/v1/message/" + id + "?codePattern=("))
                .startsWith("codePattern must be a regular expression");
    }
}

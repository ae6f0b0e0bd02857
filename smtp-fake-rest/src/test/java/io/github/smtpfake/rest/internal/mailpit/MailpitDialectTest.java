package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.store.StoreQuery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests invalid and unusual requests, and the differences from Mailpit. */
class MailpitDialectTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final RunningApi server = new RunningApi(SmtpFakeServer.builder()
            .disable(SmtpExtension.AUTH)
            .limits(Limits.builder().messageSize(4_000).recipients(2).build())
            .start());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "[\"id\"]",
                "\"all\"",
                "null",
                "{\"IDs\": \"all\"}",
                "{\"IDs\": [1]}",
                "{\"ID\": [\"x\"]}",
                "{\"IDs\": [\"x\"], \"ids\": \"all\"}",
                "{\"IDs\": [\"x\"]} and more",
                "IDs=x"
            })
    void deletesNothingForAnInvalidBody(String body) throws Exception {
        server.deliver("First");

        HttpResponse<String> response = send("DELETE", "/api/v1/messages", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(server.smtp().inbox().messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"IDs\": []}", "{\"IDs\": null}"})
    void deletesAllMessagesIfTheBodyContainsNoId(String body) throws Exception {
        server.deliver("First");

        assertThat(send("DELETE", "/api/v1/messages", body).body()).isEqualTo("ok");

        assertThat(server.smtp().inbox().messages()).isEmpty();
    }

    @Test
    void ignoresUnknownParametersAndInvalidNumbers() {
        server.deliver("First");

        JsonNode page = server.http().get("/api/v1/messages?limit=many&start=-1&what=ever");

        assertThat(page.get("messages")).hasSize(1);
        assertThat(page.get("start").asInt(-1)).isZero();
    }

    @Test
    void ignoresUnknownTimeZones() {
        server.deliver("First");

        assertThat(server.http().get("/api/v1/messages?tz=Nowhere/City").get("messages"))
                .hasSize(1);
        assertThat(server.http()
                        .get("/api/v1/search?query=after:2026-01-01&tz=Nowhere")
                        .get("messages"))
                .hasSize(1);
        assertThat(server.http()
                        .get("/api/v1/search?query=after:2026-01-01&tz=EST")
                        .get("messages"))
                .hasSize(1);
    }

    @Test
    void treatsALimitOfZeroLikeMailpit() {
        server.deliver("First");

        assertThat(server.http().get("/api/v1/messages?limit=0").get("messages"))
                .hasSize(1);
        assertThat(server.http().get("/api/v1/search?query=first&limit=0").get("messages"))
                .isEmpty();
        assertThat(server.http().get("/api/v1/messages?before=2000-01-01").get("messages"))
                .isEmpty();
        assertThat(server.http().get("/api/v1/messages?before=3000-01-01").get("messages"))
                .hasSize(1);
    }

    /** The server does not keep all of them in memory. */
    @Test
    void listsMoreMessagesThanItReadsAtATime() throws Exception {
        int messages = 1_203;
        for (int i = 0; i < messages; i++) {
            server.smtp().store().add(Messages.withId("m" + i, "Subject: " + i, "", "text"));
        }

        assertPage("/api/v1/messages?limit=0", messages, 0, messages);
        assertPage("/api/v1/messages?limit=0&start=2", messages, 2, messages - 2);
        assertPage("/api/v1/messages?limit=1100&start=50", messages, 50, 1_100);
        assertPage("/api/v1/search?query=text&limit=501", messages, 0, 501);
        assertPage("/api/v1/messages?limit=0&start=1300", messages, 1_300, 0);
    }

    private void assertPage(String path, int matched, int start, int count) {
        JsonNode page = server.http().get(path);
        assertThat(page.fieldNames())
                .toIterable()
                .containsExactly(
                        "total", "unread", "count", "messages_count", "messages_unread", "start", "tags", "messages");
        assertThat(page.get("messages_count").asInt()).isEqualTo(matched);
        assertThat(page.get("messages_unread").asInt()).isEqualTo(matched);
        assertThat(page.get("start").asInt()).isEqualTo(start);
        assertThat(page.get("count").asInt()).isEqualTo(count);
        assertThat(page.get("messages").findValuesAsText("Subject"))
                .isEqualTo(IntStream.range(0, count)
                        .mapToObj(i -> "" + (matched - 1 - start - i))
                        .toList());
    }

    /** Mailpit ignores such a term, and deletes all messages that match the others. */
    @ParameterizedTest
    @ValueSource(strings = {"from:", "First%20to:", "is:unread%20tag:"})
    void deletesNothingForAnInvalidSearchTerm(String query) throws Exception {
        server.deliver("First");

        HttpResponse<String> response = send("DELETE", "/api/v1/search?query=" + query, "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("Error: invalid search term, so nothing was deleted: "
                        + query.substring(query.lastIndexOf("%20") < 0 ? 0 : query.lastIndexOf("%20") + 3));
        assertThat(server.smtp().inbox().messages()).hasSize(1);
    }

    /** Mailpit ignores such a term, and marks all messages that match the others. */
    @ParameterizedTest
    @ValueSource(strings = {"from:", "First to:", "is:unread tag:"})
    void marksNothingForAnInvalidSearchTerm(String query) throws Exception {
        server.deliver("First");

        HttpResponse<String> response = send("PUT", "/api/v1/messages", "{\"Search\":\"" + query + "\",\"Read\":true}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("Error: invalid search term, so nothing was marked: "
                        + query.substring(query.lastIndexOf(' ') + 1));
        assertThat(server.smtp().store().count(StoreQuery.all().read(true))).isZero();
    }

    @Test
    void countsDeletedMessages() {
        server.deliver("First");
        server.http().send("DELETE", "/api/v1/messages");

        JsonNode statistics = server.http().get("/api/v1/info").get("RuntimeStats");

        assertThat(statistics.get("SMTPAccepted").asInt()).isEqualTo(1);
        assertThat(statistics.get("SMTPAcceptedSize").asInt()).isEqualTo("Subject: First\r\n\r\nHello\r\n".length());
        assertThat(statistics.get("MessagesDeleted").asInt()).isEqualTo(1);
    }

    @Test
    void findsTheLatestMessageOfASearch() {
        String first = server.deliver("First");
        server.deliver("Second");

        assertThat(server.http()
                        .get("/api/v1/message/latest?query=subject:first")
                        .get("ID")
                        .asText())
                .isEqualTo(first);
        assertThat(server.http().bytes("/api/v1/message/latest/raw?query=subject:first"))
                .asString()
                .startsWith("Subject: First");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/v1/message/latest|404|Message not found",
                "GET|/api/v1/message/unknown/raw|404|404 page not found",
                "GET|/api/v1/nothing|404|There is nothing at this path. See /openapi.yaml.",
                "GET|/view/latest.html|404|Message not found",
                "GET|/api/v1/search|400|Error: no search query",
                "DELETE|/api/v1/search?query=|400|Error: no search query",
                "DELETE|/api/v1/search?query=%22%22|400|Error: no search query",
                "PATCH|/api/v1/messages|405|This path supports only DELETE, GET, HEAD, PUT.",
                "GET|/api/v1/search?query=after:someday|400|Error: this search term contains no date that the server can read: after:someday",
                "DELETE|/api/v1/search?query=x%20-before:2099-13-01|400|Error: this search term contains no date that the server can read: -before:2099-13-01",
                "GET|/api/v1/message/latest?query=after:someday|400|Error: this search term contains no date that the server can read: after:someday",
                "GET|/api/v1/messages?before=someday|400|before must be a date.",
            })
    void reportsErrorsInPlainText(String method, String path, int status, String text) throws Exception {
        HttpResponse<String> response = send(method, path, "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/messages||The JSON is missing",
                "/api/v1/messages|{\"Read\": 1}|Read: must be true or false",
                "/api/v1/messages|{\"IDs\": [\"x\"], \"Search\": \"y\"}|You may specify either IDs or a search query, not both",
                "/api/v1/tags/unknown|{\"Name\": \"x\"}|tag not found: unknown",
                "/api/v1/tags/t|{}|invalid tag name: ",
                "/api/v1/tags/t|{\"Name\": \"#/!\"}|invalid tag name: ",
                "/api/v1/tags/t|{\"Title\": \"x\"}|The JSON must contain Name",
                "/api/v1/tags/t|{\"Name\": \"U\"}|tag already exists: U",
                "/api/v1/chaos|{\"Sender\": {\"ErrorCode\": 250}}|Sender.ErrorCode: must be from 400 to 599",
                "/api/v1/chaos|{\"Sender\": {\"Probability\": 101}}|Sender.Probability: must be from 0 to 100",
                "/api/v1/chaos|{\"Sender\": {\"Probability\": 1}, \"Authentication\": {\"Probability\": 1}}|A rule for the stage auth can never fire",
            })
    void reportsInvalidBodies(String path, String body, String text) throws Exception {
        server.deliver("app@example.org", "X-Tags: t, u\r\n\r\nText\r\n", "ada@example.org");

        HttpResponse<String> response = send("PUT", path, body == null ? "" : body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).startsWith(text);
        assertThat(server.smtp().rules()).isEmpty();
    }

    @Test
    void switchesChaosOffIfItsRuleIsRemoved() throws Exception {
        send("PUT", "/api/v1/chaos", "{\"Sender\": {\"ErrorCode\": 452, \"Probability\": 50}}");
        assertThat(server.http().get("/api/v1/chaos").at("/Sender/Probability").asInt())
                .isEqualTo(50);

        server.smtp().clearRules();

        assertThat(server.http().get("/api/v1/chaos").get("Sender"))
                .hasToString("{\"ErrorCode\":452,\"Probability\":0}");
    }

    @Test
    void showsAMessageWithoutFromAndTo() {
        server.deliver("", "Subject: x\r\n\r\n", "ada@example.org");

        JsonNode message = server.http().get("/api/v1/message/latest");

        assertThat(message.get("From")).hasToString("{\"Name\":\"\",\"Address\":\"\"}");
        assertThat(message.get("To").isArray()).isTrue();
        assertThat(message.at("/Bcc/0/Address").asText()).isEqualTo("ada@example.org");
        assertThat(message.at("/Envelope/From").asText("none")).isEmpty();
        assertThat(message.at("/ListUnsubscribe/Links").isArray()).isTrue();
    }

    @Test
    void showsHowToUnsubscribe() {
        server.deliver(
                "app@example.org",
                "List-Unsubscribe: <mailto:leave@example.org>,\r\n <https://example.org/leave?a=b>\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n",
                "ada@example.org");

        JsonNode list = server.http().get("/api/v1/message/latest").get("ListUnsubscribe");

        assertThat(list.get("Links"))
                .extracting(JsonNode::asText)
                .containsExactly("mailto:leave@example.org", "https://example.org/leave?a=b");
        assertThat(list.get("HeaderPost").asText()).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(list.get("Errors").asText("none")).isEmpty();
    }

    @Test
    void offersTheRawMessageAsAFile() throws Exception {
        String id = server.deliver("First");

        HttpResponse<String> response = send("GET", "/api/v1/message/" + id + "/raw?dl=1", "");

        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + id + ".eml\"");
    }

    @Test
    void redirectsAViewWithoutTypeToTheExistingView() throws Exception {
        String id = server.deliver("First");

        HttpResponse<String> response = send("GET", "/view/latest", "");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("/view/" + id + ".txt");
        assertThat(send("GET", "/view/" + id + ".txt", "").body()).isEqualTo("Hello\r\n");
        assertThat(send("GET", "/view/" + id + ".html", "").statusCode()).isEqualTo(404);
    }

    @Test
    void sandboxesPartsAndViews() throws Exception {
        server.deliver(
                "app@example.org",
                String.join(
                        "\r\n",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "Content-Type: text/html",
                        "",
                        "<script>x</script>",
                        "--b",
                        "Content-Type: image/svg+xml",
                        "Content-Disposition: inline; filename*=utf-8''a%22%0D%0AX-Evil%3A%20%E2%82%AC.svg",
                        "",
                        "<svg/>",
                        "--b--",
                        ""),
                "ada@example.org");
        String partId = server.http()
                .get("/api/v1/message/latest")
                .at("/Inline/0/PartID")
                .asText();

        HttpResponse<String> part = send("GET", "/api/v1/message/latest/part/" + partId, "");
        HttpResponse<String> view = send("GET", "/view/latest.html", "");

        assertThat(part.headers().map()).doesNotContainKey("X-Evil");
        assertThat(part.headers().firstValue("Content-Disposition"))
                .get()
                .asString()
                .startsWith("attachment; filename=\"a_")
                .endsWith("%E2%82%AC.svg");
        for (HttpResponse<String> response : List.of(part, view)) {
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .startsWith("sandbox; default-src 'none'");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }
}

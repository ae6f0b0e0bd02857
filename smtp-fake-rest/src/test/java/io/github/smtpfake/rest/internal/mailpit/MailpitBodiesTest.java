package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests are read as by Mailpit 1.33.1, whose JSON ignores the case of names; the values are Mailpit's. */
class MailpitBodiesTest {
    private final RunningApi server = new RunningApi();
    private String first = "";
    private String second = "";

    @BeforeEach
    void deliver() {
        first = server.deliver("First");
        second = server.deliver("Second");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ids': ['%s']}",
                "{'Ids': ['%s']}",
                "{'ID\u017f': ['%s']}",
                "{'IDs': ['%s'], 'Foo': 1}",
                "{'IDs': ['x'], 'ids': ['%s']}",
                "{'ids': ['x'], 'IDs': ['y'], 'ids': ['%s']}",
                "{'IDs': ['%s', 'unknown']}"
            })
    void deletesTheMessageThatTheBodyNames(String body) {
        assertAnswer(200, "ok", "DELETE", "/api/v1/messages", body.formatted(first));

        assertThat(server.smtp().inbox().messages())
                .singleElement()
                .satisfies(left -> assertThat(left.id()).isEqualTo(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Read': true, 'ids': ['%s']}",
                "{'read': true, 'Ids': ['%s']}",
                "{'read': true, 'ids': ['%s']}",
                "{'READ': false, 'IDS': ['%s'], 'read': true}",
                "{'read': true, 'search': 'subject:first'}"
            })
    void marksTheMessageThatTheBodyNames(String body) {
        assertAnswer(200, "ok", "PUT", "/api/v1/messages", body.formatted(first));

        assertThat(readMarks()).isEqualTo("Second false, First true");
    }

    @Test
    void marksAllMessagesForAnEmptyObject() {
        server.http().sendJson("PUT", "/api/v1/messages", "{\"Read\": true}");
        assertThat(readMarks()).isEqualTo("Second true, First true");

        assertAnswer(200, "ok", "PUT", "/api/v1/messages", "{}");

        assertThat(readMarks()).isEqualTo("Second false, First false");
    }

    /** Mailpit regards them as empty objects, and changes all messages. */
    @ParameterizedTest
    @ValueSource(strings = {"{'seen': true}", "{'message': ['x']}", "{'I D s': ['x']}"})
    void changesNothingForAnObjectWithoutKnownNames(String body) {
        server.http().sendJson("PUT", "/api/v1/messages", "{\"Read\": true}");

        assertAnswer(400, "The JSON must contain Read or IDs or Search", "PUT", "/api/v1/messages", body);
        assertAnswer(400, "The JSON must contain IDs", "DELETE", "/api/v1/messages", body);
        assertAnswer(400, "The JSON must contain IDs or Tags", "PUT", "/api/v1/tags", body);
        assertAnswer(400, "The JSON must contain Sender or Recipient or Authentication", "PUT", "/api/v1/chaos", body);

        assertThat(readMarks()).isEqualTo("Second true, First true");
    }

    @Test
    void readsNamesOfNestedObjectsInAnyCase() {
        HttpResponse<String> response = server.http()
                .sendJson("PUT", "/api/v1/chaos", "{\"sender\": {\"errorCode\": 452, \"probability\": 7}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.http().get("/api/v1/chaos").get("Sender"))
                .hasToString("{\"ErrorCode\":452,\"Probability\":7}");
    }

    @Test
    void setsAndRenamesTags() {
        String body = "{'ids': ['%s'], 'tags': ['order#12', 'a/b', '%s', '#!', 'A b']}";
        assertAnswer(200, "ok", "PUT", "/api/v1/tags", body.formatted(first, "x".repeat(120)));
        assertThat(server.http().get("/api/v1/tags"))
                .extracting(JsonNode::asText)
                .containsExactly("a b", "order 12", "x".repeat(100));

        assertAnswer(200, "ok", "PUT", "/api/v1/tags/order%2012", "{'name': 'a#c'}");
        assertAnswer(200, "ok", "PUT", "/api/v1/tags/same", "{'NAME': ' same '}");
        assertAnswer(400, "tag already exists: A C", "PUT", "/api/v1/tags/a%20b", "{'name': 'A/C'}");

        assertThat(server.http().get("/api/v1/tags").get(1).asText()).isEqualTo("a c");
    }

    @Test
    void sendsAMessageWithNamesInAnyCase() {
        HttpResponse<String> response = server.http()
                .sendJson(
                        "POST",
                        "/api/v1/send",
                        "{\"from\": {\"email\": \"a@example.org\"}, \"to\": [{\"email\": \"b@example.org\"}],"
                                + " \"subject\": \"Hi\", \"headers\": {\"X-Mixed-Case\": \"y\"},"
                                + " \"attachments\": [{\"content\": \"aGVsbG8=\", \"FileName\": \"hello.txt\"}]}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode message = server.http().get("/api/v1/message/latest");
        assertThat(message.get("Subject").asText()).isEqualTo("Hi");
        assertThat(message.at("/Attachments/0/FileName").asText()).isEqualTo("hello.txt");
        assertThat(server.http().get("/api/v1/message/latest/headers").has("X-Mixed-Case"))
                .isTrue();
    }

    private String readMarks() {
        JsonNode messages = server.http().get("/api/v1/messages").get("messages");
        return messages.findValuesAsText("Subject").get(0)
                + " " + messages.at("/0/Read").asText() + ", "
                + messages.findValuesAsText("Subject").get(1)
                + " " + messages.at("/1/Read").asText();
    }

    private void assertAnswer(int status, String text, String method, String path, String body) {
        HttpResponse<String> response = server.http().sendJson(method, path, body.replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(text);
    }
}

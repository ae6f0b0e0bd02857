package io.github.smtpfake.rest.internal.api;

import static io.github.smtpfake.rules.Rules.mailFrom;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SessionsTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void showsASessionWithItsTranscript() {
        String id = api.deliver("Hello");
        String session = api.http().get("/api/messages/" + id).get("sessionId").asText();

        JsonNode shown = api.http().get("/api/sessions/" + session);

        assertThat(shown.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "startedAt",
                        "endedAt",
                        "helo",
                        "client",
                        "user",
                        "tls",
                        "end",
                        "messageIds",
                        "problems",
                        "rejectedCommands",
                        "transcript");
        assertThat(shown.get("messageIds").toString()).isEqualTo("[\"" + id + "\"]");
        JsonNode greeting = shown.at("/transcript/0");
        assertThat(greeting.get("speaker").asText()).isEqualTo("server");
        assertThat(greeting.get("line").asText()).startsWith("220 ");
        assertThat(greeting.get("at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(shown.at("/transcript/1/speaker").asText()).isEqualTo("client");
        assertThat(shown.at("/transcript/1/line").asText()).isEqualTo("EHLO client.example.org");
    }

    @Test
    void listsTheNewestSessionFirstWithoutTranscripts() throws Exception {
        api.deliver("Hello");
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");
            client.command("EHLO second.test", "250");

            JsonNode list = api.http().get("/api/sessions");

            assertThat(list.fieldNames()).toIterable().containsExactly("sessions", "total", "matched");
            assertThat(list.get("total").asInt()).isEqualTo(2);
            assertThat(list.get("sessions").findValuesAsText("helo"))
                    .containsExactly("second.test", "client.example.org");
            assertThat(list.at("/sessions/0/end").isNull()).isTrue();
            assertThat(list.at("/sessions/0/messageIds").toString()).isEqualTo("[]");
            assertThat(list.at("/sessions/0").has("transcript")).isFalse();
            assertThat(api.http()
                            .get("/api/sessions?limit=1&offset=1")
                            .get("sessions")
                            .findValuesAsText("helo"))
                    .containsExactly("client.example.org");
            assertThat(api.http().get("/api/sessions?offset=5").get("sessions")).isEmpty();
        }
    }

    @Test
    void selectsSessionsByFilters() throws Exception {
        api.deliver("Hello");
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");
            client.command("EHLO other.test", "250");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "235");
        }

        assertThat(matched("helo=OTHER.*")).isEqualTo(1);
        assertThat(matched("user=ada")).isEqualTo(1);
        assertThat(matched("user=ada&helo=client.example.org")).isZero();
        assertThat(matched("client=127.0.0.*")).isEqualTo(2);
        assertThat(api.http().detail(400, "/api/sessions?helo=")).isEqualTo("helo must not be empty.");
        assertThat(api.http().detail(400, "/api/sessions?usr=ada"))
                .isEqualTo("Unknown parameter usr: did you mean user?");
    }

    private int matched(String query) {
        return api.http().get("/api/sessions?" + query).get("matched").asInt();
    }

    @Test
    void showsInCamelCaseHowASessionEnded() throws Exception {
        api.smtp().on(mailFrom("*")).disconnect();
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");
            client.command("EHLO a.test", "250");
            client.send("MAIL FROM:<a@b.org>\r\n");
            client.expect("");
        }
        TimeLimit.until(
                "the session to end",
                () -> !api.http().get("/api/sessions").at("/sessions/0/end").isNull());

        assertThat(api.http().get("/api/sessions").at("/sessions/0/end").asText())
                .isEqualTo("abortedByRule");
    }

    @Test
    void answersUnknownIdsWith404() {
        assertThat(api.http().detail(404, "/api/sessions/x")).startsWith("No session has this id.");
        assertThat(api.http().detail(400, "/api/sessions/x?limit=1")).startsWith("Unknown parameter limit:");
    }
}

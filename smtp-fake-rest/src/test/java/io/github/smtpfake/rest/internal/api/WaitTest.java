package io.github.smtpfake.rest.internal.api;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void answersAtOnceWhenEnoughMatch() {
        api.deliver("Hello");
        api.deliver("Hello again");

        JsonNode list = api.http().get("/api/messages?subject=hello&wait=5m&count=2");

        assertThat(list.get("matched").asInt()).isEqualTo(2);
    }

    @Test
    void answersWhenTheLastMissingMessageArrives() throws Exception {
        CompletableFuture<JsonNode> list = api.http().getLater("/api/messages?subject=hello&wait=30s&count=2");
        api.deliver("Hello");
        api.deliver("Goodbye");
        api.deliver("Hello again");

        assertThat(TimeLimit.get(list).get("messages").findValuesAsText("subject"))
                .containsExactly("Hello again", "Hello");
    }

    @Test
    void waitsForTheLatestMatchAndItsBytes() throws Exception {
        CompletableFuture<JsonNode> message = api.http().getLater("/api/messages/latest?subject=code&wait=30s");
        api.deliver("Your code");

        assertThat(TimeLimit.get(message).get("subject").asText()).isEqualTo("Your code");
        assertThat(api.http()
                        .send("GET", "/api/messages/latest/raw?subject=code&wait=1ms")
                        .body())
                .startsWith("Subject: Your code\r\n");
    }

    @Test
    void showsTheNearestMessagesFirstWhenTheWaitTimesOut() {
        api.deliver("app@example.org", "To: ada@example.org\r\nSubject: Welcome\r\n\r\nHi\r\n", "ada@example.org");
        api.deliver("app@example.org", "To: bob@example.org\r\nSubject: Goodbye\r\n\r\nHi\r\n", "bob@example.org");

        JsonNode problem = api.http()
                .problem(404, "GET", "/api/messages?to=ada@example.org&subject=goodbye&from=x@y.org&wait=1ms");

        assertThat(problem.get("title").asText()).isEqualTo("Not Found");
        assertThat(problem.get("detail").asText()).isEqualTo("""
                        Expected at least 1 message with From x@y.org and To ada@example.org and subject containing "goodbye" within 1 ms, but none matched (2 other messages arrived).
                        Received, but not matching:
                          "Welcome" <app@example.org> -> <ada@example.org>
                              From x@y.org: was missing
                              subject containing "goodbye": was "Welcome"
                          "Goodbye" <app@example.org> -> <bob@example.org>
                              From x@y.org: was missing
                              To ada@example.org: was bob@example.org""");
        assertThat(problem.at("/closest/0/subject").asText()).isEqualTo("Welcome");
        assertThat(problem.at("/closest/0/mismatches").toString())
                .isEqualTo(
                        "[\"From x@y.org: was missing\",\"subject containing \\\"goodbye\\\": was \\\"Welcome\\\"\"]");
        assertThat(problem.at("/closest/1/subject").asText()).isEqualTo("Goodbye");
        assertThat(problem.at("/closest/1/mismatches")).hasSize(2);
        assertThat(problem.get("messages")).isEmpty();
        assertThat(problem.get("sessions")).isEmpty();
    }

    @Test
    void showsTheMatchesIfThereAreNotEnough() {
        api.deliver("Hello");

        JsonNode problem = api.http().problem(404, "GET", "/api/messages?subject=hello&wait=1ms&count=2");

        assertThat(problem.get("detail").asText()).contains("but only 1 arrived.\nMatching:\n  \"Hello\" ");
        assertThat(problem.get("messages").findValuesAsText("subject")).containsExactly("Hello");
    }

    @Test
    void showsTheSessionsThatFailed() throws Exception {
        Rule rule = api.smtp().on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");
            client.command("EHLO broken.test", "250");
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<ada@@example.org>", "501");
            client.command("RCPT TO:<full@example.org>", "452");
            client.command("QUIT", "221");
        }

        JsonNode session =
                api.http().problem(404, "GET", "/api/messages?wait=1ms").at("/sessions/0");

        assertThat(session.fieldNames())
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
                        "rejectedCommands");
        assertThat(session.get("helo").asText()).isEqualTo("broken.test");
        assertThat(session.get("client").asText()).startsWith("127.0.0.1:");
        assertThat(session.get("messageIds")).isEmpty();
        assertThat(session.at("/rejectedCommands/0/command").asText()).isEqualTo("RCPT TO:<ada@@example.org>");
        assertThat(session.at("/rejectedCommands/0/reply").asText()).startsWith("501 ");
        assertThat(session.at("/rejectedCommands/0/rule").isNull()).isTrue();
        assertThat(session.at("/rejectedCommands/1/rule").asText()).isEqualTo(rule.toString());
        assertThat(session.at("/id").asText()).matches("[0-9A-Za-z]{22}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=301s|wait must be at most 5m.",
                "wait=6m|wait must be at most 5m.",
                "wait=10|wait must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"10\"; add a unit, such as 10s.",
                "wait=|wait must be a duration such as 500ms, 10s, 2m, 1h or 7d, not \"\".",
                "wait=1s&wait=2s|wait must not be repeated.",
                "wait=1s&count=0|count must be from 1 to 2147483647.",
                "count=2|count is only allowed together with wait, such as wait=10s.",
            })
    void rejectsInvalidWaitParameters(String query, String detail) {
        assertThat(api.http().detail(400, "/api/messages?" + query)).isEqualTo(detail);
    }

    /** The same wait fails with the same text in Java, over HTTP and on the command line. */
    @Test
    void readsLikeAFailedWaitInJava() {
        api.deliver("app@example.org", "To: bob@example.org\r\nSubject: Hi\r\n\r\nHi\r\n", "bob@example.org");
        Rule rule = api.smtp().on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        SmtpClient.replyToRcpt(api.smtp(), "full@example.org");

        String detail = api.http()
                .problem(404, "GET", "/api/messages?to=ada@example.org&wait=1ms")
                .get("detail")
                .asText();

        assertThat(rule.timesFired()).isOne();
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> api.smtp()
                        .inbox()
                        .withTimeout(Duration.ofMillis(1))
                        .matching(MessageQueries.to("ada@example.org"))
                        .awaitAtLeast(1))
                .withMessage(detail);
        assertThat(detail).contains("mailbox full", "To ada@example.org: was bob@example.org");
    }

    @Test
    void saysThatNobodyConnectedLikeAFailedWaitInJava() {
        assertThat(api.http().detail(404, "/api/messages?wait=1ms"))
                .isEqualTo("""
                        Expected at least 1 message within 1 ms, but none arrived.
                        Nobody connected to 127.0.0.1:%s within 1 ms.
                        Check that the application sends to this host and port, and that its sending code ran. If it sends later, wait longer.""".formatted(api.smtp().port()));
    }

    @Test
    void namesTheEarlierWaitThatAMessageWasTooLateForLikeAFailedWaitInJava() {
        api.http().problem(404, "GET", "/api/messages?to=ada@example.org&wait=1ms");
        api.deliver("app@example.org", "To: ada@example.org\r\nSubject: Hi\r\n\r\nHi\r\n", "ada@example.org");

        String detail = api.http().detail(404, "/api/messages?to=bob@example.org&wait=2ms");

        assertThat(detail.replaceFirst("\\d+ ms after", "N ms after")).isEqualTo("""
                        Expected at least 1 message with To bob@example.org within 2 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Hi" <app@example.org> -> <ada@example.org>
                              To bob@example.org: was ada@example.org
                        Late: it arrived N ms after an earlier wait for messages with To ada@example.org had timed out. If that earlier wait expected this message, raise its timeout (1 ms).""");
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() -> api.smtp()
                        .inbox()
                        .withTimeout(Duration.ofMillis(2))
                        .to("bob@example.org")
                        .awaitAtLeast(1))
                .withMessage(detail);
    }

    @Test
    void namesAnEarlierWaitInJavaByItsLine() {
        assertThatExceptionOfType(AwaitFailedError.class)
                .isThrownBy(() ->
                        api.smtp().inbox().withTimeout(Duration.ofMillis(1)).awaitOne());
        api.deliver("Hi");

        assertThat(api.http().detail(404, "/api/messages?to=bob@example.org&wait=1ms"))
                .containsPattern(
                        "Late: it arrived \\d+ ms after an earlier wait at WaitTest\\.java:\\d+ had timed out\\.");
    }

    @Test
    void doesNotCallMailLateForARequestThatDidNotWait() {
        api.http().problem(404, "GET", "/api/messages/latest?to=ada@example.org");
        api.deliver("app@example.org", "To: ada@example.org\r\nSubject: Hi\r\n\r\nHi\r\n", "ada@example.org");

        assertThat(api.http().detail(404, "/api/messages?to=bob@example.org&wait=1ms"))
                .contains("Received, but not matching:")
                .doesNotContain("Late:");
    }

    @Test
    void rejectsADisplayName() {
        assertThat(api.http().detail(400, "/api/messages?to=Ada%20%3Cada@example.org%3E"))
                .isEqualTo("to must be an address without display name and angle brackets, such as ada@example.org.");
    }
}

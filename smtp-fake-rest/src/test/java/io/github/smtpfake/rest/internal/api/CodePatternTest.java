package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Requests;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CodePatternTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private String deliverCode() {
        return api.deliver(
                "app@example.org", "Subject: Hello\r\n\r\nYour token: abc-17, abc-23\r\n", "ada@example.org");
    }

    private static String encoded(String pattern) {
        return "codePattern=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8);
    }

    private String codes(String path) {
        return api.http().get(path).get("codes").toString();
    }

    @Test
    void returnsTheFirstGroupOrTheWholeMatch() {
        String id = deliverCode();

        assertThat(codes("/api/messages/" + id + "?" + encoded("abc-(\\d+)"))).isEqualTo("[\"17\",\"23\"]");
        assertThat(codes("/api/messages/latest?subject=hello&" + encoded("abc-\\d+")))
                .isEqualTo("[\"abc-17\",\"abc-23\"]");
        assertThat(codes("/api/messages/latest?wait=1s&" + encoded("xyz-\\d+"))).isEqualTo("[]");
    }

    @Test
    void appliesToDrainedMessages() {
        deliverCode();

        HttpResponse<String> drained = api.http().send("POST", "/api/messages/drain?" + encoded("abc-(\\d+)"));

        assertThat(HttpApi.tree(drained.body()).at("/messages/0/codes").toString())
                .isEqualTo("[\"17\",\"23\"]");
    }

    private void deliverManyLetters() {
        api.deliver("app@example.org", "Subject: x\r\n\r\n" + "a".repeat(900) + "!\r\n", "ada@example.org");
    }

    /** The JDK finds some of these fast, depending on its version. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|a)*$", "(a|aa)+$", "(?:a?){40}a{40}$", "([a-z]+)*\\d"})
    void answersDespitePatternsThatBacktrack(String pattern) {
        deliverManyLetters();

        assertThat(api.http()
                        .send("GET", "/api/messages/latest?" + encoded(pattern))
                        .statusCode())
                .isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(.*a){20}$", ".*.*.*.*="})
    void rejectsPatternsThatTakeTooLong(String pattern) {
        deliverManyLetters();

        assertThat(api.http().detail(400, "/api/messages/latest?" + encoded(pattern)))
                .startsWith("codePattern cannot be used: The pattern");
        HttpApi.problem(400, api.http().send("POST", "/api/messages/drain?" + encoded(pattern)));
        assertThat(api.http().get("/api/messages").get("total").asInt())
                .as("messages after the drain was rejected")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(|codePattern must be a regular expression, but is invalid: Unclosed group near index 1.",
                "*|codePattern must be a regular expression, but is invalid: Dangling meta character '*' near index 0.",
                "''|codePattern must be a regular expression of 1 to 200 characters.",
            })
    void rejectsInvalidPatterns(String pattern, String detail) {
        assertThat(api.http().detail(400, "/api/messages/latest?wait=1m&" + encoded(pattern)))
                .isEqualTo(detail);
    }

    @Test
    void limitsTheTimeForAllMessages() {
        CapturedMessage message =
                api.smtp().store().message(deliverCode()).orElseThrow().message();
        CodePattern pattern =
                CodePattern.of(Requests.of("GET", "/?codePattern=abc").parameters(), Duration.ofNanos(1));

        assertThat(pattern.codes(message)).containsExactly("abc");
        assertThat(pattern.codes(message))
                .as("the codes that were found before")
                .containsExactly("abc");
        CapturedMessage other =
                api.smtp().store().message(deliverCode()).orElseThrow().message();
        assertThatThrownBy(() -> pattern.codes(other))
                .isInstanceOf(ProblemException.class)
                .hasMessage("codePattern takes more than 0 s to search these messages. Use a simpler pattern or select"
                        + " fewer messages.");
    }

    @Test
    void limitsTheLengthOfThePattern() {
        deliverCode();

        assertThat(codes("/api/messages/latest?" + encoded("x".repeat(200)))).isEqualTo("[]");
        assertThat(api.http().detail(400, "/api/messages/latest?" + encoded("x".repeat(201))))
                .isEqualTo("codePattern must be a regular expression of 1 to 200 characters.");
        assertThat(api.http().detail(400, "/api/messages/latest/text?" + encoded("x")))
                .startsWith("Unknown parameter codePattern:");
    }
}

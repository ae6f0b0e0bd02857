package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client sends its whole request, however large it is, and can then read why the server rejected it. */
@Timeout(120)
class LargeRequestsTest {
    @AutoClose
    private final RunningApi api = new RunningApi(SmtpFakeServer.builder()
            .limits(Limits.builder().messageSize(1 << 20).build())
            .start());

    private String send(String request) {
        try (RawClient client = new RawClient(api.httpPort())) {
            client.send(request);
            return client.readToEnd();
        }
    }

    private static String type(String path) {
        return path.startsWith("/api/v1/") || path.startsWith("/view/")
                ? "Content-Type: text/plain; charset=utf-8\r\n"
                : "Content-Type: application/problem+json\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/rules, application/json",
        "POST, /api/messages, message/rfc822",
        "PUT, /api/v1/tags, application/json"
    })
    void answersABodyThatIsTooLarge(String method, String path, String type) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
        String body = " ".repeat(20_000_000);
        String chunk = "f4240\r\n" + " ".repeat(1_000_000) + "\r\n";

        assertThat(send(head + "Content-Length: 20000000\r\n\r\n" + body))
                .startsWith("HTTP/1.1 413 ")
                .contains(type(path), "Connection: close\r\n");
        assertThat(send(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains(type(path), "Connection: close\r\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 20_000, 70_000, 10_000_000})
    void answersAHeaderThatIsTooLarge(int size) {
        for (String path : new String[] {"/livez", "/api/v1/messages", "/view/latest.html"}) {
            String answer = send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(size) + "\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 431 ").contains(type(path), "Connection: close\r\n", "16384 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 10_000})
    void answersTooManyHeaders(int count) {
        String many =
                IntStream.range(0, count).mapToObj(i -> "X" + i + ": y\r\n").collect(Collectors.joining());

        assertThat(send("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + many + "\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("100 header fields");
    }

    @Test
    void answersAMalformedHeaderAfterAsManyAsAreAllowed() {
        String many = "X: y\r\n".repeat(99);

        assertThat(send("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + many + "X : y\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("malformed");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 70_000, 10_000_000})
    void answersATargetThatIsTooLong(int size) {
        for (String path : new String[] {"/api/messages", "/api/v1/search"}) {
            String answer = send("GET " + path + "?query=" + "y".repeat(size) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 414 ").contains(type(path), "Connection: close\r\n");
        }
    }

    /** The size of the extension is limited by the connector. */
    @ParameterizedTest
    @ValueSource(strings = {"1;", "1\r\nx\r\n0\r\nX: "})
    void answersChunksWithTooMuchMetadata(String start) {
        String answer = send("POST /api/rules HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + start + "y".repeat(1_000_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /\u0000", "G(T /livez", "GET /livez HTTP/1.1\r\nHost: localhost\r\nX : y"})
    void answersAMalformedHeadThatIsLong(String start) {
        assertThat(send(start + "\r\n" + "y".repeat(1_000_000))).startsWith("HTTP/1.1 400 ");
    }
}

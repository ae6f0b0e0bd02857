package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RawClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server reads of requests, and how it explains what it cannot read. */
class RequestReadingTest {
    @AutoClose
    private final WebServer server = start();

    private WebServer start() {
        Router router = new Router()
                .get("/text", request -> Response.text(200, "Hellö"))
                .get(
                        "/echo",
                        request -> Response.text(
                                200, request.parameters().single("q").orElse("")))
                .withBody("POST", "/length", request -> Response.text(200, "" + request.body(10_000).length));
        try {
            return WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), router);
        } catch (IOException e) {
            throw new AssertionError("Cannot listen", e);
        }
    }

    @Test
    void rejectsARequestWithTwoLengths() {
        String answer = RawClient.http(
                server.port(),
                "DELETE /gone HTTP/1.1",
                "Host: localhost",
                "Content-Length: 0",
                "Transfer-Encoding: chunked");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    /** JavaScript's fetch leaves the first characters as they are; scripts also send bytes of UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"a|b", "{a}", "^", "\\", "\"a\"", "<a>", "`", "[a]", "\u00c3\u00a4", "%7C|%7c"})
    void acceptsCharactersThatClientsDoNotEscape(String value) {
        String answer = RawClient.http(server.port(), "GET /echo?q=" + value + " HTTP/1.1", "Host: localhost");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n"
                        + value.replace("\u00c3\u00a4", "ä").replace("%7C", "|").replace("%7c", "|"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /text?q=%zz HTTP/1.1",
                "GET /text?q=% HTTP/1.1",
                "GET /text ?q HTTP/1.1",
                "GET /text HTTP/2.0",
                "GET /text HTTP/x",
                "\u0016\u0003\u0001\u0000",
                "GET /te\u0000xt HTTP/1.1",
                "G\u00cbT /text HTTP/1.1",
            })
    void explainsWhyItCannotReadARequest(String requestLine) {
        String answer = RawClient.http(server.port(), requestLine, "Host: localhost");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json\r\n", "X-Content-Type-Options: nosniff\r\n")
                .contains("\"status\":400", "\"detail\":\"");
    }

    @Test
    void explainsWhyItRejectsAHead() {
        for (String head : List.of("X: a\u0000b", "X : y", ": y", "Host: localhost", "Host: a b")) {
            String answer = RawClient.http(server.port(), "GET /text HTTP/1.1", "Host: localhost", head);

            assertThat(answer)
                    .as(head)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "\"detail\":\"");
        }
    }

    @Test
    void asksForABodyOnlyWhenItReadsIt() {
        String head = "POST /length HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n";
        try (RawClient client = new RawClient(server.port())) {
            client.command(head, "HTTP/1.1 100");
            client.readHead();
            client.send("12345");
            client.expect("HTTP/1.1 200 ");
        }
        try (RawClient client = new RawClient(server.port())) {
            client.command(head.replace("/length", "/text"), "HTTP/1.1 405 ");
        }
    }

    @Test
    void rejectsATooLargeBodyBeforeItHasArrived() {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n"
                    + "x".repeat(20_000));

            client.expect("HTTP/1.1 413 ");
        }
    }

    @Test
    void readsABodyInChunks() {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /length HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n7");
        }
    }
}

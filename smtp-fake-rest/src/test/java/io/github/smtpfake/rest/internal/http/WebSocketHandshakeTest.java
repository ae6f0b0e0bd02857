package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpfake.rest.testing.RawClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for a WebSocket. */
class WebSocketHandshakeTest {
    private static final String KEY = "Sec-WebSocket-Key";

    @AutoClose
    private final WebSocketServer server = new WebSocketServer();

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 13, 8", "Sec-WebSocket-Version: 14"})
    void rejectsOtherVersions(String header) {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
                    + header + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

            assertThat(client.readToEnd())
                    .startsWith("HTTP/1.1 426 ")
                    .contains("\r\nUpgrade: websocket\r\n", "\r\nSec-WebSocket-Version: 13\r\n");
        }
    }

    static List<Map<String, List<String>>> invalidHeads() {
        return List.of(
                Map.of(KEY, List.of("dGhlIHNhbXBsZSBub25jZQ==")),
                Map.of("Connection", List.of("keep-alive"), KEY, List.of("dGhlIHNhbXBsZSBub25jZQ==")),
                Map.of("Connection", List.of("Upgrade")),
                Map.of("Connection", List.of("Upgrade"), KEY, List.of("")),
                Map.of("Connection", List.of("Upgrade"), KEY, List.of("c2hvcnQ=")),
                Map.of("Connection", List.of("Upgrade"), KEY, List.of("***")),
                Map.of("Connection", List.of("Upgrade"), KEY, List.of("dGhlIHNhbXBsZSBub25jZQ==", "x")),
                Map.of(
                        "Connection",
                        List.of("Upgrade"),
                        KEY,
                        List.of("dGhlIHNhbXBsZSBub25jZQ=="),
                        "Content-Length",
                        List.of("3")));
    }

    @ParameterizedTest
    @MethodSource("invalidHeads")
    void rejectsInvalidHeads(Map<String, List<String>> headers) {
        Map<String, List<String>> all = new HashMap<>(headers);
        all.put("Upgrade", List.of("websocket"));
        all.put("Sec-WebSocket-Version", List.of("13"));

        Request request = Requests.of("GET", "/", all);

        assertThat(WebSocket.isRequestedBy(request)).isTrue();
        assertThat(catchThrowableOfType(ProblemException.class, () -> WebSocket.check(request))
                        .problem()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void acceptsNamesInAnyCaseAndSeveralTokens() {
        Request request = Requests.of(
                "GET",
                "/",
                Map.of(
                        "upgrade", List.of("h2c, WebSocket"),
                        "connection", List.of("keep-alive, upgrade"),
                        "sec-websocket-version", List.of("13"),
                        "sec-websocket-key", List.of("dGhlIHNhbXBsZSBub25jZQ==")));

        assertThat(WebSocket.isRequestedBy(request)).isTrue();
        WebSocket.check(request);
    }
}

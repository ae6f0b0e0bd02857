package io.github.smtpfake.rest.internal.http;

import static io.github.smtpfake.rest.testing.FrameClient.joined;
import static io.github.smtpfake.rest.testing.FrameClient.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.FrameClient;
import io.github.smtpfake.rest.testing.FrameClient.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
    @AutoClose
    private final WebSocketServer server = new WebSocketServer();

    private final WebSocketServer.Texts texts = server.texts();

    @Test
    void answersTheKeyOfTheStandard() {
        try (FrameClient client = FrameClient.connect(server.port(), 0)) {
            assertThat(client.request("/"))
                    .startsWith("HTTP/1.1 101 ")
                    .contains("\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n")
                    .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .doesNotContainIgnoringCase("Content-Length", "Transfer-Encoding");
        }
    }

    @Test
    void sendsTextsOfEachLengthInOrder() {
        List<String> sent = new ArrayList<>(List.of("ä", "x".repeat(125), "x".repeat(126), "x".repeat(65_535)));
        sent.add("y".repeat(65_536));
        texts.addSilently("before the client connected");

        try (FrameClient client = server.open()) {
            assertThat(client.next().text()).isEqualTo("before the client connected");
            sent.forEach(texts::send);
            for (String text : sent) {
                Frame frame = client.next();
                assertThat(frame.opcode()).isEqualTo(FrameClient.TEXT);
                assertThat(frame.text()).isEqualTo(text);
            }
        }
    }

    @Test
    void answersPingsAlsoInOnePacketWithOthers() {
        try (FrameClient client = server.open()) {
            client.frame(FrameClient.PING, "one".getBytes(UTF_8));
            assertThat(client.next(FrameClient.PONG).text()).isEqualTo("one");

            client.send(joined(
                    masked(0x80 | FrameClient.PING, "two".getBytes(UTF_8)),
                    masked(0x80 | FrameClient.PING, "three".getBytes(UTF_8))));

            Frame pong = client.next(FrameClient.PONG);
            // RFC 6455, section 5.5.3: only the last one must be answered.
            if (pong.text().equals("two")) {
                pong = client.next(FrameClient.PONG);
            }
            assertThat(pong.text()).isEqualTo("three");
        }
    }

    @Test
    void discardsMessagesAlsoInFragments() {
        try (FrameClient client = server.open()) {
            client.frame(FrameClient.TEXT, "hello".getBytes(UTF_8));
            client.frame(2, new byte[60_000]);
            client.send(masked(FrameClient.TEXT, new byte[40_000]));
            client.frame(FrameClient.PING, "between".getBytes(UTF_8));
            assertThat(client.next(FrameClient.PONG).text()).isEqualTo("between");
            client.send(masked(0, new byte[10]));
            client.send(masked(0x80, new byte[0]));
            client.frame(FrameClient.PONG);
            client.frame(FrameClient.PING, "end".getBytes(UTF_8));

            assertThat(client.next(FrameClient.PONG).text()).isEqualTo("end");
        }
    }

    @Test
    void acceptsFramesThatArriveByteByByte() {
        try (FrameClient client = server.open()) {
            for (byte one : masked(0x80 | FrameClient.PING, "slow".getBytes(UTF_8))) {
                client.send(one);
            }

            assertThat(client.next(FrameClient.PONG).text()).isEqualTo("slow");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1014, 3000, 4999})
    void answersACloseFrameWithItsCode(int code) throws Exception {
        try (FrameClient client = server.open()) {
            client.frame(FrameClient.CLOSE, (byte) (code >> 8), (byte) code, (byte) 'x');

            assertThat(client.next(FrameClient.CLOSE).closeCode()).isEqualTo(code);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void answersACloseFrameWithoutACode() {
        try (FrameClient client = server.open()) {
            client.frame(FrameClient.CLOSE);

            assertThat(client.next(FrameClient.CLOSE).payload()).isEmpty();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void sendsAPingEvery54Seconds() {
        try (FrameClient client = server.openWatched()) {
            server.pass(Duration.ofSeconds(53));
            texts.send("no ping yet");
            assertThat(client.next().text()).isEqualTo("no ping yet");
            for (int i = 0; i < 3; i++) {
                server.pass(Duration.ofSeconds(i == 0 ? 1 : 54));
                assertThat(client.next().opcode()).isEqualTo(FrameClient.PING);
                client.frame(FrameClient.PONG);
                // Only the answer to a second frame shows that the first has been read.
                client.frame(FrameClient.PING);
                assertThat(client.next().opcode()).isEqualTo(FrameClient.PONG);
            }
        }
    }

    @Test
    void closesAConnectionWhoseClientIsSilentForAMinute() throws Exception {
        try (FrameClient client = server.openWatched()) {
            server.pass(Duration.ofSeconds(54));
            assertThat(client.next().opcode()).isEqualTo(FrameClient.PING);
            server.pass(Duration.ofSeconds(6));

            assertThat(client.next().closeCode()).isEqualTo(1011);
            texts.awaitClose();
        }
    }

    @Test
    void closesAClientThatFallsBehind() throws Exception {
        try (FrameClient client = server.open()) {
            texts.overrun();
            texts.send("last");

            assertThat(client.next().text()).isEqualTo("last");
            assertThat(client.next().closeCode()).isEqualTo(1013);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void closesTheConnectionOfAClientThatReadsNothing() throws Exception {
        HttpLimits limits = HttpLimits.DEFAULT.withReadTimeout(Duration.ofMillis(200));
        try (WebSocketServer impatient = new WebSocketServer(limits);
                FrameClient client = FrameClient.connect(impatient.port(), 4_096)) {
            client.request("/");
            for (int i = 0; i < 200; i++) {
                impatient.texts().send("x".repeat(100_000));
            }

            impatient.texts().awaitClose();
        }
    }

    @Test
    void sendsACloseFrameWhenTheServerStops() throws Exception {
        try (FrameClient client = server.open();
                FrameClient closing = server.open()) {
            client.frame(FrameClient.PING);
            client.next(FrameClient.PONG);
            closing.send(masked(0x83));
            closing.next(FrameClient.CLOSE);
            server.close();

            assertThat(client.next().closeCode()).isEqualTo(1001);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void countsAsOneConnection() throws Exception {
        try (WebSocketServer full = new WebSocketServer(HttpLimits.DEFAULT.withConnections(2));
                FrameClient client = full.openWatched()) {
            try (FrameClient idle = FrameClient.connect(full.port(), 0);
                    FrameClient third = FrameClient.connect(full.port(), 0)) {
                // A client that has sent nothing is staler than one that listens.
                assertThat(idle.isAtEnd()).isTrue();
                assertThat(third.request("/")).startsWith("HTTP/1.1 101 ");
                client.frame(FrameClient.PING);
                assertThat(client.next().opcode()).isEqualTo(FrameClient.PONG);
            }
        }
    }

    @Test
    void rejectsMoreThan200() {
        List<FrameClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(server.open());
            }
            FrameClient last = FrameClient.connect(server.port(), 0);
            clients.add(last);

            assertThat(last.request("/")).startsWith("HTTP/1.1 503 ");
            assertThat(server.sockets().size()).isEqualTo(200);
        } finally {
            clients.forEach(FrameClient::close);
        }
    }

    /** For example, the client left before the connector handed the connection over. */
    @Test
    void freesAWebSocketThatNeverGetsItsConnection() throws Exception {
        assertThat(server.sockets().tryConnect(texts)).isPresent();
        server.pass(Duration.ofSeconds(59));
        assertThat(server.sockets().size()).isEqualTo(1);
        server.pass(Duration.ofSeconds(1));

        assertThat(server.sockets().size()).isZero();
        texts.awaitClose();
    }

    @Test
    void releasesTheSourceOfAWebSocketThatEndedBeforeItBegan() {
        WebSocketConnection connection = server.sockets().tryConnect(texts).orElseThrow();
        connection.destroy();
        connection.init(null);

        assertThat(texts.closings()).isEqualTo(2);
    }

    @Test
    void acceptsNoClientAfterTheEnd() {
        server.close();

        assertThat(server.sockets().tryConnect(texts)).isEmpty();
        assertThat(server.sockets().size()).isZero();
    }
}

package io.github.smtpfake.rest.internal.http;

import static io.github.smtpfake.rest.testing.FrameClient.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.FrameClient;
import io.github.smtpfake.rest.testing.FrameClient.Frame;
import io.github.smtpfake.rest.testing.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
    private static final String KEY = "Sec-WebSocket-Key";

    private final Texts texts = new Texts();
    private final AtomicLong now = new AtomicLong(1_000);
    private WebServer server;

    /** Texts that a test sends to the only client. */
    private static final class Texts implements TextSource {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger closings = new AtomicInteger();
        private volatile boolean overrun;
        private volatile Runnable signal = () -> {};

        void send(String text) {
            queue.add(text);
            signal.run();
        }

        @Override
        public String next() {
            String text = queue.poll();
            return text == null ? "" : text;
        }

        @Override
        public boolean isOverrun() {
            return overrun;
        }

        @Override
        public void onMore(Runnable more) {
            signal = more;
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            closed.countDown();
        }

        void awaitClose() throws InterruptedException {
            assertThat(closed.await(30, TimeUnit.SECONDS)).as("closed").isTrue();
        }
    }

    @BeforeEach
    void start() throws Exception {
        start(HttpLimits.DEFAULT);
    }

    private void start(HttpLimits limits) throws Exception {
        server = WebServer.start(
                LoopbackAddress.get(),
                0,
                new AccessGuard(List.of()),
                request -> {
                    WebSocket.check(request);
                    return WebSocket.answering(request, texts);
                },
                limits,
                null,
                now::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FrameClient open() {
        return FrameClient.open(server.port());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        server.sockets().tick();
    }

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
        texts.queue.add("before the client connected");

        try (FrameClient client = open()) {
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
        try (FrameClient client = open()) {
            client.frame(FrameClient.PING, "one".getBytes(UTF_8));
            assertThat(client.next(FrameClient.PONG).text()).isEqualTo("one");

            client.send(join(
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
        try (FrameClient client = open()) {
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
        try (FrameClient client = open()) {
            for (byte one : masked(0x80 | FrameClient.PING, "slow".getBytes(UTF_8))) {
                client.send(one);
            }

            assertThat(client.next(FrameClient.PONG).text()).isEqualTo("slow");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1014, 3000, 4999})
    void answersACloseFrameWithItsCode(int code) throws Exception {
        try (FrameClient client = open()) {
            client.frame(FrameClient.CLOSE, (byte) (code >> 8), (byte) code, (byte) 'x');

            assertThat(client.next(FrameClient.CLOSE).closeCode()).isEqualTo(code);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void answersACloseFrameWithoutACode() {
        try (FrameClient client = open()) {
            client.frame(FrameClient.CLOSE);

            assertThat(client.next(FrameClient.CLOSE).payload()).isEmpty();
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    /** A hostile frame, and the code with which the server closes the connection. */
    private record Hostile(String name, int code, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> hostileFrames() {
        return List.of(
                new Hostile("not masked", 1002, new byte[] {(byte) 0x81, 1, 'x'}),
                new Hostile("not masked ping", 1002, new byte[] {(byte) 0x89, 0}),
                new Hostile("first reserved bit", 1002, masked(0xC1, (byte) 'x')),
                new Hostile("second reserved bit", 1002, masked(0xA1, (byte) 'x')),
                new Hostile("third reserved bit", 1002, masked(0x99)),
                new Hostile("unknown opcode", 1002, masked(0x83)),
                new Hostile("unknown control opcode", 1002, masked(0x8B)),
                new Hostile("fragmented ping", 1002, masked(0x09)),
                new Hostile("fragmented close frame", 1002, masked(0x08)),
                new Hostile("ping with 126 bytes", 1002, masked(0x89, new byte[126])),
                new Hostile("close frame with 126 bytes", 1002, masked(0x88, new byte[126])),
                new Hostile("continuation without a start", 1002, masked(0x80, (byte) 'x')),
                new Hostile("start within a message", 1002, join(masked(0x01, (byte) 'x'), masked(0x81, (byte) 'x'))),
                new Hostile("two bytes for a short length", 1002, bytes(0x81, 0x80 | 126, 0, 125, 0, 0, 0, 0)),
                new Hostile(
                        "eight bytes for a short length",
                        1002,
                        bytes(0x81, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0)),
                new Hostile("negative length", 1002, bytes(0x81, 0x80 | 127, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0)),
                new Hostile(
                        "very large message",
                        1009,
                        bytes(0x82, 0x80 | 127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0)),
                new Hostile("too large message", 1009, masked(0x82, new byte[FrameReader.MAX_MESSAGE + 1])),
                new Hostile(
                        "too large fragments",
                        1009,
                        join(masked(0x02, new byte[FrameReader.MAX_MESSAGE]), masked(0x80, (byte) 'x'))),
                new Hostile("close frame with one byte", 1002, masked(0x88, (byte) 3)),
                new Hostile("reserved close code 999", 1002, masked(0x88, (byte) 3, (byte) 0xE7)),
                new Hostile("reserved close code 1005", 1002, masked(0x88, (byte) 3, (byte) 0xED)),
                new Hostile("reserved close code 1006", 1002, masked(0x88, (byte) 3, (byte) 0xEE)),
                new Hostile("reserved close code 1015", 1002, masked(0x88, (byte) 3, (byte) 0xF7)),
                new Hostile("unknown close code 2000", 1002, masked(0x88, (byte) 7, (byte) 0xD0)),
                new Hostile("close code 65535", 1002, masked(0x88, (byte) 0xFF, (byte) 0xFF)),
                new Hostile("invalid UTF-8 in the reason", 1007, masked(0x88, (byte) 3, (byte) 0xE8, (byte) 0xFF)));
    }

    @ParameterizedTest
    @MethodSource("hostileFrames")
    void closesTheConnectionAfterAHostileFrame(Hostile hostile) throws Exception {
        try (FrameClient client = open()) {
            client.send(hostile.bytes());

            assertThat(client.next().closeCode()).isEqualTo(hostile.code());
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
        texts.send("to nobody");
    }

    @Test
    void discardsWhatFollowsAHostileFrameUntilTheClientLeaves() {
        try (FrameClient client = open()) {
            client.send(join(masked(0x83), masked(0x89), new byte[200_000]));

            assertThat(client.next().closeCode()).isEqualTo(1002);
            assertThat(client.isAtEnd()).isTrue();
            client.send(new byte[10]);
            pass(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void endsWithAClientThatIsCutOffWithinAFrame(int length) throws Exception {
        try (FrameClient client = open()) {
            client.send(Arrays.copyOf(masked(0x81, "hello".getBytes(UTF_8)), length));
            client.endOutput();

            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void closesAConnectionWhoseFrameNeverEnds() throws Exception {
        try (FrameClient client = open()) {
            client.send(Arrays.copyOf(masked(0x81, "hello".getBytes(UTF_8)), 8));
            pass(Duration.ofSeconds(60));

            assertThat(client.next(FrameClient.CLOSE).closeCode()).isEqualTo(1011);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void sendsAPingEvery54Seconds() {
        try (FrameClient client = open()) {
            pass(Duration.ofSeconds(53));
            texts.send("no ping yet");
            assertThat(client.next().text()).isEqualTo("no ping yet");
            for (int i = 0; i < 3; i++) {
                pass(Duration.ofSeconds(i == 0 ? 1 : 54));
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
        try (FrameClient client = open()) {
            pass(Duration.ofSeconds(54));
            assertThat(client.next().opcode()).isEqualTo(FrameClient.PING);
            pass(Duration.ofSeconds(6));

            assertThat(client.next().closeCode()).isEqualTo(1011);
            texts.awaitClose();
        }
    }

    @Test
    void closesAClientThatFallsBehind() throws Exception {
        try (FrameClient client = open()) {
            texts.overrun = true;
            texts.send("last");

            assertThat(client.next().text()).isEqualTo("last");
            assertThat(client.next().closeCode()).isEqualTo(1013);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void closesTheConnectionOfAClientThatReadsNothing() throws Exception {
        server.close();
        start(HttpLimits.DEFAULT.withReadTimeout(Duration.ofMillis(200)));
        try (FrameClient client = FrameClient.connect(server.port(), 4_096)) {
            client.request("/");
            for (int i = 0; i < 200; i++) {
                texts.send("x".repeat(100_000));
            }

            texts.awaitClose();
        }
    }

    @Test
    void sendsACloseFrameWhenTheServerStops() throws Exception {
        try (FrameClient client = open();
                FrameClient closing = open()) {
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
        server.close();
        start(HttpLimits.DEFAULT.withConnections(2));
        try (FrameClient client = open()) {
            // The answer shows that the connector has handed the connection over.
            client.frame(FrameClient.PING);
            assertThat(client.next().opcode()).isEqualTo(FrameClient.PONG);
            try (FrameClient idle = FrameClient.connect(server.port(), 0);
                    FrameClient third = FrameClient.connect(server.port(), 0)) {
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
                clients.add(open());
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
        pass(Duration.ofSeconds(59));
        assertThat(server.sockets().size()).isEqualTo(1);
        pass(Duration.ofSeconds(1));

        assertThat(server.sockets().size()).isZero();
        texts.awaitClose();
    }

    @Test
    void releasesTheSourceOfAWebSocketThatEndedBeforeItBegan() {
        WebSocketConnection connection = server.sockets().tryConnect(texts).orElseThrow();
        connection.destroy();
        texts.closings.set(0);
        connection.init(null);

        assertThat(texts.closings).hasValue(1);
    }

    @Test
    void acceptsNoClientAfterTheEnd() {
        server.close();

        assertThat(server.sockets().tryConnect(texts)).isEmpty();
        assertThat(server.sockets().size()).isZero();
    }

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

    private static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int position = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, position, part.length);
            position += part.length;
        }
        return all;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

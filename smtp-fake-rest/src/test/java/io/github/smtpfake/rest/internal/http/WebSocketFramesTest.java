package io.github.smtpfake.rest.internal.http;

import static io.github.smtpfake.rest.testing.FrameClient.joined;
import static io.github.smtpfake.rest.testing.FrameClient.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.FrameClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of clients that are malformed, hostile or cut off. */
class WebSocketFramesTest {
    @AutoClose
    private final WebSocketServer server = new WebSocketServer();

    private final WebSocketServer.Texts texts = server.texts();

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
                new Hostile("start within a message", 1002, joined(masked(0x01, (byte) 'x'), masked(0x81, (byte) 'x'))),
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
                        joined(masked(0x02, new byte[FrameReader.MAX_MESSAGE]), masked(0x80, (byte) 'x'))),
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
        try (FrameClient client = server.open()) {
            client.send(hostile.bytes());

            assertThat(client.next().closeCode()).isEqualTo(hostile.code());
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
        texts.send("to nobody");
    }

    @Test
    void discardsWhatFollowsAHostileFrameUntilTheClientLeaves() {
        try (FrameClient client = server.open()) {
            client.send(joined(masked(0x83), masked(0x89), new byte[200_000]));

            assertThat(client.next().closeCode()).isEqualTo(1002);
            assertThat(client.isAtEnd()).isTrue();
            client.send(new byte[10]);
            server.pass(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void endsWithAClientThatIsCutOffWithinAFrame(int length) throws Exception {
        try (FrameClient client = server.open()) {
            client.send(Arrays.copyOf(masked(0x81, "hello".getBytes(UTF_8)), length));
            client.endOutput();

            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    @Test
    void closesAConnectionWhoseFrameNeverEnds() throws Exception {
        try (FrameClient client = server.openWatched()) {
            client.send(Arrays.copyOf(masked(0x81, "hello".getBytes(UTF_8)), 8));
            server.pass(Duration.ofSeconds(60));

            assertThat(client.next(FrameClient.CLOSE).closeCode()).isEqualTo(1011);
            assertThat(client.isAtEnd()).isTrue();
            texts.awaitClose();
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.AnyText;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.DotStuffing;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The server keeps exactly the bytes that a client sends over the network. */
class SmtpFakeServerPropertiesTest {

    private static final Gen<byte[]> TEXTS = AnyText.upTo(40_000);
    private static final Gen<Integer> PACKETS = Gen.ints(1, 50_000).or(Gen.ints(1, 100));
    private static final int TRIES = 60;

    @Test
    void keepsTheBytesOfData() {
        Property.tries(TRIES).forAll(TEXTS, PACKETS, SmtpFakeServerPropertiesTest::assertKeepsData);
    }

    private static void assertKeepsData(byte[] text, int packet) throws IOException {
        byte[] expected = DotStuffing.withLineEnd(text);
        try (SmtpFakeServer server = SmtpFakeServer.startNew();
                Client client = new Client(server)) {
            client.expect("250", "MAIL FROM:<a@example.org>");
            client.expect("250", "RCPT TO:<b@example.org>");
            client.expect("354", "DATA");
            client.send(DotStuffing.stuffed(expected), packet);
            client.expectReply("250");

            assertThat(server.store().messages())
                    .extracting(CapturedMessage::raw)
                    .containsExactly(expected);
        }
    }

    @Test
    void keepsTheBytesOfBdat() {
        Property.tries(TRIES).forAll(TEXTS, PACKETS, SmtpFakeServerPropertiesTest::assertKeepsChunk);
    }

    private static void assertKeepsChunk(byte[] text, int packet) throws IOException {
        try (SmtpFakeServer server = SmtpFakeServer.startNew();
                Client client = new Client(server)) {
            client.expect("250", "MAIL FROM:<a@example.org> BODY=BINARYMIME");
            client.expect("250", "RCPT TO:<b@example.org>");
            client.send(("BDAT " + text.length + " LAST\r\n").getBytes(US_ASCII), packet);
            client.send(text, packet);
            client.expectReply("250");

            assertThat(server.store().messages())
                    .extracting(CapturedMessage::raw)
                    .containsExactly(text);
        }
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader replies;
        private final OutputStream out;

        Client(SmtpFakeServer server) throws IOException {
            socket = new Socket(server.host(), server.port());
            socket.setTcpNoDelay(true);
            replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            out = socket.getOutputStream();
            expectReply("220");
            expect("250", "EHLO client.example.org");
        }

        void expect(String code, String command) throws IOException {
            send((command + "\r\n").getBytes(US_ASCII), command.length() + 2);
            expectReply(code);
        }

        void send(byte[] octets, int packet) throws IOException {
            for (int start = 0; start < octets.length; start += packet) {
                out.write(octets, start, Math.min(packet, octets.length - start));
            }
        }

        void expectReply(String code) throws IOException {
            String line = replies.readLine();
            while (line != null && line.startsWith(code + "-")) {
                line = replies.readLine();
            }
            assertThat(line).startsWith(code + " ");
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

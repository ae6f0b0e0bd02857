package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.AnyText;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.DotStuffing;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
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
                SmtpClient client = SmtpClient.greeted(server)) {
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.command("DATA", "354");
            client.send(DotStuffing.stuffed(expected), packet);
            client.expect("250");

            assertThat(Stored.messages(server.store()))
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
                SmtpClient client = SmtpClient.greeted(server)) {
            client.command("MAIL FROM:<a@example.org> BODY=BINARYMIME", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.send(("BDAT " + text.length + " LAST\r\n").getBytes(US_ASCII), packet);
            client.send(text, packet);
            client.expect("250");

            assertThat(Stored.messages(server.store()))
                    .extracting(CapturedMessage::raw)
                    .containsExactly(text);
        }
    }
}

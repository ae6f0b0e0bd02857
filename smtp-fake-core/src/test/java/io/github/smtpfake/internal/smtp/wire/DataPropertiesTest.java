package io.github.smtpfake.internal.smtp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.smtp.protocol.Pieces;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.protocol.TestProfile;
import io.github.smtpfake.internal.smtp.protocol.WireSession;
import io.github.smtpfake.message.AnyText;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.DotStuffing;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session keeps exactly the bytes that a client sends. */
class DataPropertiesTest {

    private static final Gen<byte[]> TEXTS = AnyText.upTo(200);
    private static final Gen<Integer> PIECES = Gen.ints(0, 100);
    private static final int TRIES = 300;

    @Test
    void keepsTheBytesOfData() {
        Property.tries(TRIES).forAll(TEXTS.lists(1, 3), PIECES, DataPropertiesTest::assertKeepsData);
    }

    private static void assertKeepsData(List<byte[]> texts, int pieces) throws IOException {
        ByteArrayOutputStream sent = hello();
        for (byte[] text : texts) {
            say(sent, "MAIL FROM:<a@example.org>");
            say(sent, "RCPT TO:<b@example.org>");
            say(sent, "DATA");
            sent.writeBytes(DotStuffing.stuffed(DotStuffing.withLineEnd(text)));
        }

        assertThat(received(sent, pieces))
                .containsExactlyElementsOf(
                        texts.stream().map(DotStuffing::withLineEnd).toList());
    }

    @Test
    void keepsTheBytesOfBdat() {
        Property.tries(TRIES).forAll(TEXTS.lists(1, 7), PIECES, DataPropertiesTest::assertKeepsChunks);
    }

    private static void assertKeepsChunks(List<byte[]> chunks, int pieces) throws IOException {
        ByteArrayOutputStream sent = hello();
        say(sent, "MAIL FROM:<a@example.org> BODY=BINARYMIME");
        say(sent, "RCPT TO:<b@example.org>");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            say(sent, "BDAT " + chunk.length + (i < chunks.size() - 1 ? "" : " LAST"));
            sent.writeBytes(chunk);
            whole.writeBytes(chunk);
        }

        assertThat(received(sent, pieces)).containsExactly(whole.toByteArray());
    }

    private static ByteArrayOutputStream hello() {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        say(sent, "EHLO client.example.org");
        return sent;
    }

    private static void say(ByteArrayOutputStream sent, String command) {
        sent.writeBytes((command + "\r\n").getBytes(US_ASCII));
    }

    private static List<byte[]> received(ByteArrayOutputStream sent, int pieces) throws IOException {
        say(sent, "QUIT");
        Profile profile = new TestProfile().make();
        WireSession wire = WireSession.of(profile, sent.toByteArray(), Pieces.of(pieces));
        assertThat(wire.replies().get(wire.replies().size() - 1).code()).isEqualTo(221);
        return Stored.messages(profile.store()).stream()
                .map(CapturedMessage::raw)
                .toList();
    }
}

package io.github.smtpfake.internal.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The octets of chunks are a message's or nothing, and never commands, accepted or refused. */
class BdatFuzzTest {
    private static final int MESSAGE_SIZE = 200;
    private static final Limits LIMITS = Limits.builder()
            .messageSize(MESSAGE_SIZE)
            .badCommands(100_000)
            .storedMessages(1_000)
            .build();

    /** What the server has to make of the chunks, worked out beside it. */
    private final List<String> codes = new ArrayList<>();

    private final List<byte[]> messages = new ArrayList<>();
    private boolean transactionOpen;
    private boolean failed;
    private ByteArrayOutputStream message = new ByteArrayOutputStream();

    /**
     * @param input how the octets come in, and then chunk by chunk: what precedes it and whether it is the last, its size,
     *     and its octets
     */
    @FuzzTest
    void octetsOfChunksAreNeverCommands(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        say(sent, "EHLO x", "250");
        int at = 1;
        while (at + 1 < input.length) {
            int flags = input[at];
            int size = Math.min(input[at + 1] & 0xFF, input.length - at - 2);
            byte[] octets = Arrays.copyOfRange(input, at + 2, at + 2 + size);
            at += 2 + size;
            if ((flags & 2) != 0) {
                openTransaction(sent);
            }
            if ((flags & 4) != 0) {
                say(sent, "RSET", "250");
                endTransaction();
            }
            chunk(sent, octets, (flags & 1) != 0);
        }
        say(sent, "QUIT", "221");

        Profile profile = new TestProfile().limits(LIMITS).make();
        WireSession wire = WireSession.of(profile, sent.toByteArray(), Pieces.of(input[0] & 0xFF));

        assertThat(wire.replies().stream().skip(1).map(reply -> String.valueOf(reply.code())))
                .containsExactlyElementsOf(codes);
        assertThat(wire.unread()).isEmpty();
        assertThat(profile.store().messages().stream().map(CapturedMessage::raw))
                .containsExactlyElementsOf(messages);
    }

    private void say(ByteArrayOutputStream sent, String command, String code) {
        sent.writeBytes((command + "\r\n").getBytes(US_ASCII));
        codes.add(code);
    }

    private void openTransaction(ByteArrayOutputStream sent) {
        say(sent, "MAIL FROM:<a@example.org>", transactionOpen ? "503" : "250");
        boolean chunked = transactionOpen && (failed || message.size() > 0 || chunkSeen);
        say(sent, "RCPT TO:<b@example.org>", chunked ? "503" : "250");
        transactionOpen = true;
    }

    private boolean chunkSeen;

    private void chunk(ByteArrayOutputStream sent, byte[] octets, boolean last) {
        say(sent, "BDAT " + octets.length + (last ? " LAST" : ""), code(octets));
        sent.writeBytes(octets);
        if (!transactionOpen || failed) {
            return;
        }
        chunkSeen = true;
        if (message.size() + octets.length > MESSAGE_SIZE) {
            failed = true;
        } else {
            message.writeBytes(octets);
            if (last) {
                messages.add(message.toByteArray());
            }
        }
        if (last) {
            endTransaction();
        }
    }

    private String code(byte[] octets) {
        if (!transactionOpen || failed) {
            return "503";
        }
        return message.size() + octets.length > MESSAGE_SIZE ? "552" : "250";
    }

    private void endTransaction() {
        transactionOpen = false;
        failed = false;
        chunkSeen = false;
        message = new ByteArrayOutputStream();
    }
}

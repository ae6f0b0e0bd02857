package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chunks become messages or are discarded, whether or not they are accepted, and never run as commands. */
class BdatFuzzTest {
    private static final int MESSAGE_SIZE = 200;
    private static final Limits LIMITS = Limits.builder()
            .messageSize(MESSAGE_SIZE)
            .badCommands(100_000)
            .storedMessages(1_000)
            .build();

    /**
     * @param input how the bytes arrive, and then for each chunk: the commands before it, whether it is the last, whether its
     *     command is malformed, its size and its bytes
     */
    @FuzzTest
    void neverRunsChunksAsCommands(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        ChunkModel client = new ChunkModel();
        client.say("EHLO x", "250");
        int at = 1;
        while (at + 1 < input.length) {
            int flags = input[at];
            int start = at + 2;
            int end = Math.min(input.length, start + (input[at + 1] & 0xFF));
            if ((flags & 4) != 0) {
                client.reset();
            }
            if ((flags & 2) != 0) {
                client.begin();
            }
            byte[] bytes = Arrays.copyOfRange(input, start, end);
            if ((flags & 8) != 0) {
                client.malformedChunk(bytes);
            } else {
                client.chunk(bytes, (flags & 1) != 0);
            }
            at = end;
        }
        client.say("QUIT", "221");

        Profile profile = new TestProfile().limits(LIMITS).make();
        WireSession wire = WireSession.of(profile, client.sent.toByteArray(), Pieces.of(input[0] & 0xFF));

        assertThat(wire.replies().stream().skip(1).map(reply -> String.valueOf(reply.code())))
                .containsExactlyElementsOf(client.codes);
        assertThat(wire.unread()).isEmpty();
        assertThat(Stored.messages(profile.store()).stream().map(CapturedMessage::raw))
                .containsExactlyElementsOf(client.messages);
    }

    /** Records what a client sends and predicts the replies that RFC 3030 requires. */
    private static final class ChunkModel {
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        private final List<String> codes = new ArrayList<>();
        private final List<byte[]> messages = new ArrayList<>();
        private State state = State.IDLE;
        private ByteArrayOutputStream message = new ByteArrayOutputStream();

        private enum State {
            IDLE,
            RECIPIENT_GIVEN,
            /** A chunk was rejected before any other. */
            WITHOUT_BEGINNING,
            CHUNKS_GIVEN,
            FAILED
        }

        void say(String command, String code) {
            sent.writeBytes((command + "\r\n").getBytes(US_ASCII));
            codes.add(code);
        }

        void reset() {
            say("RSET", "250");
            end();
        }

        void begin() {
            say("MAIL FROM:<a@example.org>", state == State.IDLE ? "250" : "503");
            boolean chunked = state == State.CHUNKS_GIVEN || state == State.FAILED;
            say("RCPT TO:<b@example.org>", chunked ? "503" : "250");
            state = chunked || state == State.WITHOUT_BEGINNING ? state : State.RECIPIENT_GIVEN;
        }

        void malformedChunk(byte[] bytes) {
            say("BDAT " + bytes.length + " LSAT", "501");
            sent.writeBytes(bytes);
            switch (state) {
                case RECIPIENT_GIVEN -> state = State.WITHOUT_BEGINNING;
                case CHUNKS_GIVEN -> state = State.FAILED;
                case IDLE, WITHOUT_BEGINNING, FAILED -> {}
            }
        }

        void chunk(byte[] bytes, boolean last) {
            boolean expected = state == State.RECIPIENT_GIVEN || state == State.CHUNKS_GIVEN;
            boolean fits = message.size() + bytes.length <= MESSAGE_SIZE;
            say("BDAT " + bytes.length + (last ? " LAST" : ""), expected ? fits ? "250" : "552" : "503");
            sent.writeBytes(bytes);
            if (!expected) {
                return;
            }
            state = fits ? State.CHUNKS_GIVEN : State.FAILED;
            message.writeBytes(bytes);
            if (last && fits) {
                messages.add(message.toByteArray());
            }
            if (last) {
                end();
            }
        }

        private void end() {
            state = State.IDLE;
            message = new ByteArrayOutputStream();
        }
    }
}

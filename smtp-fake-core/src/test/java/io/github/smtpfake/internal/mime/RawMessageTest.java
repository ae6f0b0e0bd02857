package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Envelope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawMessageTest {
    private static final RawMessage IN_BLOCKS =
            RawMessage.of(List.of(bytes("Subject: One"), bytes(""), bytes(" line\r\n\r"), bytes("\nText")));

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    @Test
    void joinsItsBlocks() throws IOException {
        assertThat(IN_BLOCKS.toArray()).isEqualTo(bytes("Subject: One line\r\n\r\nText"));
        assertThat(IN_BLOCKS.newInputStream().readAllBytes()).isEqualTo(IN_BLOCKS.toArray());
        assertThat(IN_BLOCKS.contiguous()).isEqualTo(IN_BLOCKS.toArray());
        assertThat(IN_BLOCKS.size()).isEqualTo(IN_BLOCKS.toArray().length);
    }

    @Test
    void returnsACopy() {
        RawMessage raw = RawMessage.of(bytes("Text"));

        raw.toArray()[0] = 'N';

        assertThat(raw.toArray()).isEqualTo(bytes("Text"));
    }

    @Test
    void allowsAMessageWithoutBytes() throws IOException {
        RawMessage empty = RawMessage.of(List.of());

        assertThat(empty.size()).isZero();
        assertThat(empty.toArray()).isEmpty();
        assertThat(empty.newInputStream().read()).isEqualTo(-1);
    }

    @Test
    void isParsedAsOneMessageWhereverItsBlocksEnd() throws IOException {
        CapturedMessage message = new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of("", List.of()),
                        TestMail.session("client"),
                        IN_BLOCKS,
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);

        assertThat(message.subject()).contains("One line");
        assertThat(message.text()).contains("Text");
        assertThat(message.transmissionProblems()).isEmpty();
        assertThat(message.raw()).isEqualTo(IN_BLOCKS.toArray());
        assertThat(message.newInputStream().readAllBytes()).isEqualTo(message.raw());
    }
}

package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Envelope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void loadsBytesWhenTheyAreNeededAndKeepsNone() throws IOException {
        AtomicInteger loads = new AtomicInteger();
        RawMessage stored = RawMessage.onDemand(4, () -> {
            loads.incrementAndGet();
            return Optional.of(bytes("Text"));
        });

        assertThat(stored.size()).isEqualTo(4);
        assertThat(stored.isComplete()).isTrue();
        assertThat(loads).hasValue(0);
        assertThat(stored.toArray()).isEqualTo(bytes("Text"));
        assertThat(stored.contiguous()).isEqualTo(bytes("Text"));
        assertThat(stored.newInputStream().readAllBytes()).isEqualTo(bytes("Text"));
        assertThat(loads).hasValue(3);
    }

    @Test
    void reportsThatItWasDeletedMeanwhile() {
        RawMessage deleted = RawMessage.onDemand(4, Optional::empty);

        assertThat(deleted.size()).isEqualTo(4);
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                deleted::toArray, deleted::contiguous, deleted::newInputStream, deleted::withoutBody)) {
            assertThatExceptionOfType(DeletedMessageException.class)
                    .isThrownBy(read)
                    .withMessageContaining("has been deleted");
        }
    }

    @Test
    void keepsOnlyTheHeaderOfADiscardedMessage() {
        RawMessage header = IN_BLOCKS.withoutBody();

        assertThat(header.toArray()).isEqualTo(bytes("Subject: One line\r\n\r\n"));
        assertThat(header.size()).isEqualTo(IN_BLOCKS.size());
        assertThat(header.isComplete()).isFalse();
        assertThat(IN_BLOCKS.isComplete()).isTrue();
        header.toArray()[0] = 'X';
        assertThat(header.contiguous()).startsWith('S');
    }

    @ParameterizedTest
    @CsvSource({
        "'A: b\\n\\nText', 'A: b\\n\\n'",
        "'\\r\\nText', '\\r\\n'",
        "'A: b\\r\\nText', 'A: b\\r\\nText'",
        "'', ''"
    })
    void findsTheEndOfTheHeader(String message, String header) {
        assertThat(RawMessage.of(bytes(unescaped(message))).withoutBody().toArray())
                .isEqualTo(bytes(unescaped(header)));
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
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

package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessageBytesTest {
    private static final String[] PIECES = {
        "--b\r",
        "--b\r\n",
        "--c\r\r\n",
        "--b--\r",
        "\r",
        "\r\r\n",
        "\n",
        "Content-Type: application/x\r",
        "Content-Transfer-Encoding: binary\r\n",
        "Content-Type: text/plain; charset=utf-16\r\n",
        "x".repeat(300) + "\r",
        "data\rdata\r\n",
    };

    private static byte[] random(SplittableRandom random, int size) {
        StringBuilder text = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\r--b\r");
        while (text.length() < size) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static RawMessage inBlocks(byte[] bytes, SplittableRandom random) {
        List<byte[]> blocks = new ArrayList<>();
        for (int start = 0; start < bytes.length; ) {
            int end = Math.min(bytes.length, start + random.nextInt(5_000));
            blocks.add(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
        return RawMessage.of(blocks);
    }

    @Test
    void readsARangeAsPartOfTheWhole() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 30; i++) {
            MessageBytes message = MessageBytes.of(inBlocks(random(random, 60_000), random));
            byte[] whole = message.newInputStream().readAllBytes();
            assertThat(message.isRepaired()).isTrue();
            assertThat(whole).hasSize(message.size());
            for (int j = 0; j < 20; j++) {
                int start = random.nextInt(whole.length);
                int end = start + random.nextInt(whole.length - start);

                assertThat(message.newInputStream(start, end).readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(whole, start, end));
                assertThat(message.slice(start, end).toArray()).isEqualTo(Arrays.copyOfRange(whole, start, end));
            }
        }
    }

    @Test
    void sharesTheBytesOfAMessageWithProperLineEnds() throws IOException {
        RawMessage raw = RawMessage.of("Subject: x\r\n\r\ntext\n".getBytes(ISO_8859_1));
        MessageBytes message = MessageBytes.of(raw);

        assertThat(message.isRepaired()).isFalse();
        assertThat(message.newInputStream().readAllBytes()).isEqualTo(raw.toArray());
        assertThat(message.slice(14, 18).window(0).bytes()).isSameAs(raw.contiguous());
    }

    @Test
    void loadsAStoredMessageOnceForManyParts() throws IOException {
        AtomicInteger loads = new AtomicInteger();
        MessageBytes message = MessageBytes.of(RawMessage.onDemand(4, () -> {
            loads.incrementAndGet();
            return Optional.of("Text".getBytes(ISO_8859_1));
        }));

        assertThat(message.newInputStream(0, 2).readAllBytes()).isEqualTo(new byte[] {'T', 'e'});
        assertThat(message.newInputStream(2, 4).readAllBytes()).isEqualTo(new byte[] {'x', 't'});
        assertThat(loads).hasValue(1);
    }
}

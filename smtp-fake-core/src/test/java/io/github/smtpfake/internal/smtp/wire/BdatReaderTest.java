package io.github.smtpfake.internal.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BdatReaderTest {
    private final WireInput input =
            new WireInput(new ByteArrayInputStream("chunkNOOP".getBytes(StandardCharsets.US_ASCII)));

    @Test
    void readsExactlyTheAnnouncedBytes() throws IOException {
        Body body = new BdatReader(input, Kept.WHOLE).read(5, 100, true, bytes -> true);

        assertThat(body)
                .isInstanceOfSatisfying(
                        Body.Complete.class,
                        complete -> assertThat(complete.bytes().toArray())
                                .asString(StandardCharsets.US_ASCII)
                                .isEqualTo("chunk"));
    }

    @Test
    void readsNothingIfTheListenerStopsItAtTheStart() throws IOException {
        assertThat(new BdatReader(input, Kept.WHOLE).read(5, 100, true, bytes -> false))
                .isNull();
        assertThat(input.position).isEqualTo(input.limit);
    }

    @Test
    void stopsWhenTheListenerStopsIt() throws IOException {
        assertThat(new BdatReader(input, Kept.WHOLE).read(5, 100, true, bytes -> bytes == 0))
                .isNull();
    }

    @Test
    void returnsNothingIfTheStreamEndsWithinTheChunk() throws IOException {
        assertThat(new BdatReader(input, Kept.WHOLE).read(50, 100, true, bytes -> true))
                .isNull();
    }
}

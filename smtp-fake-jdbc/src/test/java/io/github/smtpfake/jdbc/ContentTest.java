package io.github.smtpfake.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.internal.mime.RawMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final int AS_RECEIVED = 0;
    private static final int DEFLATED = 1;
    private static final int LARGE = 300_000;

    private static byte[] text(int size) {
        return Arrays.copyOf(
                "some words that are repeated, and others. "
                        .repeat(size / 40 + 1)
                        .getBytes(UTF_8),
                size);
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static RawMessage inBlocks(byte[] bytes, int blockSize) {
        List<byte[]> blocks = new ArrayList<>();
        for (int start = 0; start < bytes.length; start += blockSize) {
            blocks.add(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + blockSize)));
        }
        return RawMessage.of(blocks);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 65_536, 299_999, LARGE})
    void deflatesTextInBlocksOfAnySize(int blockSize) {
        byte[] text = text(LARGE);

        Content content = Content.of(inBlocks(text, blockSize));

        assertThat(content.coding()).isEqualTo(DEFLATED);
        assertThat(content.bytes()).hasSizeLessThan(LARGE / 20);
        assertThat(content.raw(LARGE)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 65_536, 299_999, LARGE})
    void keepsWhatCannotBeDeflated(int blockSize) {
        byte[] noise = noise(LARGE);

        Content content = Content.of(inBlocks(noise, blockSize));

        assertThat(content.coding()).isEqualTo(AS_RECEIVED);
        assertThat(content.bytes()).isEqualTo(noise);
        assertThat(content.raw(LARGE)).isEqualTo(noise);
    }

    @Test
    void keepsWhatSavesLessThanAThird() {
        byte[] mixed = Arrays.copyOf(noise(250_000), LARGE);

        assertThat(Content.of(inBlocks(mixed, 1_000)).coding()).isEqualTo(AS_RECEIVED);
    }

    @Test
    void keepsASmallMessage() {
        byte[] text = text(16_383);

        assertThat(Content.of(RawMessage.of(text))).isEqualTo(new Content(AS_RECEIVED, text));
        assertThat(Content.of(RawMessage.of(text(16_384))).coding()).isEqualTo(DEFLATED);
        assertThat(Content.of(RawMessage.of(new byte[0])).bytes()).isEmpty();
    }

    @Test
    void rejectsContentThatIsShorterThanTheMessage() {
        byte[] deflated = Content.of(RawMessage.of(text(LARGE))).bytes();

        assertThatThrownBy(() -> new Content(DEFLATED, deflated).raw(LARGE + 1)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> new Content(DEFLATED, Arrays.copyOf(deflated, 100)).raw(LARGE))
                .isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> new Content(DEFLATED, noise(100)).raw(LARGE)).isInstanceOf(DamagedException.class);
    }

    @Test
    void rejectsContentThatIsLongerThanTheMessage() {
        byte[] deflated = Content.of(RawMessage.of(text(LARGE))).bytes();

        assertThatThrownBy(() -> new Content(DEFLATED, deflated).raw(LARGE - 1)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> new Content(DEFLATED, deflated).raw(0)).isInstanceOf(DamagedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 99, 101})
    void rejectsAWrongSize(int size) {
        assertThatThrownBy(() -> new Content(AS_RECEIVED, noise(100)).raw(size)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> new Content(DEFLATED, noise(100)).raw(size)).isInstanceOf(DamagedException.class);
    }

    @Test
    void reservesMemoryForTheBytesInTheFileAndThoseOfTheMessage() {
        assertThat(Content.loadingBytes(65_536)).isZero();
        assertThat(Content.loadingBytes(300_000)).isEqualTo(500_000);
        assertThat(Content.loadingBytes(Integer.MAX_VALUE)).isGreaterThan(Integer.MAX_VALUE);
    }
}

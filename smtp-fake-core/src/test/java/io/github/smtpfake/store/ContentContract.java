package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.assertSameMessage;
import static io.github.smtpfake.store.StoreSamples.mail;
import static io.github.smtpfake.store.StoreSamples.richMail;
import static io.github.smtpfake.store.StoreSamples.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A store returns a message as it arrived: each byte, and each value of envelope and session. */
interface ContentContract extends StoreFixture {
    /** More than the pages, buffers and blocks of any storage. */
    int LARGE = 5 * 1024 * 1024;

    @TestFactory
    default Stream<DynamicTest> keepsEveryByteOf() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("an empty message", new byte[0]);
        contents.put("one zero", new byte[1]);
        contents.put("every byte from 0 to 255", everyByte());
        contents.put("bare line ends", "Subject: a\rb\nc\r\n\n\r\r".getBytes(UTF_8));
        contents.put("bytes that are not UTF-8", new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, (byte) 0xFE, 0, 0x41});
        contents.put(
                "text that compresses well", "Subject: a\r\n\r\n".repeat(5_000).getBytes(UTF_8));
        contents.put("5 MB that do not compress", randomBytes(LARGE));
        return contents.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> keeps(entry.getValue())));
    }

    private void keeps(byte[] raw) throws Exception {
        CapturedMessage message = mail(raw.clone());
        store().add(message);

        CapturedMessage kept = stored(store(), message).message();
        assertThat(kept.size()).isEqualTo(raw.length);
        assertThat(kept.raw()).isEqualTo(raw);
        try (InputStream in = kept.newInputStream()) {
            assertThat(in.readAllBytes()).isEqualTo(raw);
        }
        List<StoredMessage> newest = store().page(StoreQuery.all(), 0, 1).messages();
        assertThat(newest)
                .singleElement()
                .satisfies(row -> assertThat(row.message().raw()).isEqualTo(raw));
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[512];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(13).nextBytes(bytes);
        return bytes;
    }

    @Test
    default void keepsEveryValue() throws Exception {
        CapturedMessage rich = richMail();
        store().add(rich);

        assertSameMessage(stored(store(), rich).message(), rich);
        assertSameMessage(store().page(StoreQuery.all(), 0, 1).messages().get(0).message(), rich);
        assertSameMessage(store().next(StoreQuery.all(), 1).get(0).message(), rich);
        assertSameMessage(
                store().await(MessageQuery.any(), Mark.START, 1, Duration.ZERO)
                        .matches()
                        .get(0),
                rich);
    }

    @Test
    default void keepsANullPathAndAnEnvelopeWithoutRecipients() throws Exception {
        CapturedMessage bounce = mail(Envelope.of("", List.of()), Instant.EPOCH, new byte[] {'x'});
        store().add(bounce);

        assertSameMessage(stored(store(), bounce).message(), bounce);
    }

    @Test
    default void keepsTheTimeToTheNanosecond() throws Exception {
        for (Instant time : List.of(
                Instant.EPOCH.minusNanos(1),
                Instant.parse("2026-12-31T23:59:59.999999999Z"),
                Instant.parse("2027-01-01T00:00:00.000000001Z"))) {
            CapturedMessage message = mail("now", time);
            store().add(message);

            assertThat(stored(store(), message).message().receivedAt()).isEqualTo(time);
        }
    }

    @Test
    default void keepsTheProblemsThatTheBytesDoNotShow() throws Exception {
        CapturedMessage rich = richMail();
        store().add(rich);

        assertThat(stored(store(), rich).message().transmissionProblems())
                .extracting(problem -> problem.id())
                .startsWith("undoubledDot", "other")
                .contains("bareLf");
    }
}

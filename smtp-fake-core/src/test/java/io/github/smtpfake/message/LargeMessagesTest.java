package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.NotEnoughMemoryError;
import io.github.smtpfake.internal.memory.Patience;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.testing.OccupiedMemory;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading a large message needs little memory: no value but an attachment's bytes copies the attachment. */
@Isolated("One test occupies the memory of all servers")
class LargeMessagesTest {
    private static final int BLOCKS = 128;
    private static final int BLOCK = 64 * 1024;

    /** What all values of the message may allocate in total; a copy of the attachment would need six times as much. */
    private static final long MOST_ALLOCATED = 1_500_000;

    /** Something of a message that is read. */
    enum Value {
        SUMMARY(message -> {
            message.subject();
            message.to();
            message.snippet();
            message.attachmentCount();
        }),
        INDEX(CapturedMessage::index),
        SEARCH(message -> {
            MessageQueries.anyTextContains("nothing of the kind").matches(message);
            MessageQueries.textContains("Hello").matches(message);
        }),
        TEXTS(message -> {
            message.text();
            message.html();
            message.content().bodies();
            message.codes();
            message.links();
        }),
        PROBLEMS(CapturedMessage::problems),
        NORMALIZED(message -> message.content().normalized()),
        ATTACHMENT(message -> {
            message.attachments().get(0).size();
            message.attachments().get(0).sha256();
        });

        private final Consumer<CapturedMessage> reader;

        Value(Consumer<CapturedMessage> reader) {
            this.reader = reader;
        }
    }

    private static CapturedMessage large() {
        List<byte[]> blocks = new ArrayList<>();
        blocks.add(("From: a@example.org\r\nSubject: large\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
                        + "--b\r\nContent-Type: application/x\r\nContent-Disposition: attachment; filename=a.bin\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n")
                .getBytes(US_ASCII));
        byte[] lines = ("QUFB".repeat(15) + "QQ\r\n").repeat(BLOCK / 64).getBytes(US_ASCII);
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(lines);
        }
        blocks.add("\r\n--b--\r\n".getBytes(US_ASCII));
        return new Delivery(
                        "0123456789012345678901",
                        Instant.EPOCH,
                        Envelope.of("a@example.org", List.of("b@example.org")),
                        TestMail.session("client"),
                        RawMessage.of(blocks),
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }

    @ParameterizedTest
    @EnumSource(Value.class)
    void readsWithoutCopyingTheAttachment(Value value) {
        // Loads the classes.
        value.reader.accept(large());
        CapturedMessage message = large();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        value.reader.accept(message);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    }

    @Test
    void decodesTheAttachmentAsAStream() throws IOException {
        Attachment attachment = large().attachments().get(0);
        int size = 0;
        try (InputStream bytes = attachment.newInputStream()) {
            byte[] buffer = new byte[1_000];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
            }
        }

        assertThat(size).isEqualTo(attachment.size()).isEqualTo(attachment.bytes().length);
    }

    /** Java needs minutes for the lower case of so many capital sigmas. */
    @Test
    void searchesATextOfCapitalSigmasInTime() {
        CapturedMessage message = TestMail.of("Content-Type: text/plain; charset=utf-8", "", "Σ".repeat(500_000));

        assertThat(message.index().mayContain("σσσ")).isTrue();
        assertThat(MessageQueries.textContains("σσς").matches(message)).isTrue();
        assertThat(MessageQueries.anyTextContains("ΣΣΣ").matches(message)).isTrue();
        assertThat(MessageQueries.textContains("ΣA").matches(message)).isFalse();
    }

    /** The structure of a message may need as much memory as its texts. */
    @Test
    void reservesTheMemoryForALongHeaderBeforeItIsRead() {
        CapturedMessage message = TestMail.of("X-Header: " + "value ".repeat(300_000), "Subject: x", "", "Hello");
        requireMoreMemoryThanIsFree(message::content);

        assertThat(message.subject()).contains("x");
    }

    /** Does not wait for memory, which nobody would give back. */
    private static void requireMoreMemoryThanIsFree(ThrowingCallable reading) {
        Reservation others = OccupiedMemory.allBut(4 << 20);
        Patience.forbid();
        try {
            assertThatExceptionOfType(NotEnoughMemoryError.class).isThrownBy(reading);
        } finally {
            Patience.allow();
            others.close();
        }
    }

    @Test
    void keepsTheLastTextForSeveralQueriesEvenIfMemoryIsShort() {
        CapturedMessage message = TestMail.of("Subject: x", "", "Hello World ".repeat(100_000));
        MimeContent content = message.content();
        Reservation others = OccupiedMemory.allBut(10_000);
        try (Reservation memory = MemoryBudget.ofJvm().newReservation()) {
            SharedReading reading = new SharedReading(content, Limits.defaults(), memory);

            Optional<String> plain = reading.text(SearchedText.PLAIN, message.envelope());
            assertThat(reading.text(SearchedText.PLAIN, message.envelope())).isSameAs(plain);
            Optional<String> whole = reading.text(SearchedText.WHOLE, message.envelope());
            assertThat(reading.text(SearchedText.WHOLE, message.envelope())).isSameAs(whole);
            assertThat(reading.text(SearchedText.PLAIN, message.envelope()))
                    .isEqualTo(plain)
                    .isNotSameAs(plain);
            assertThat(memory.bytes()).isZero();
        } finally {
            others.close();
        }
    }

    @Test
    void reservesTheMemoryForTheBytesBeforeAQueryLoadsThem() {
        AtomicInteger loads = new AtomicInteger();
        byte[] bytes = ("Subject: x\r\n\r\n" + "x".repeat(8 << 20)).getBytes(US_ASCII);
        RawMessage raw = RawMessage.onDemand(bytes.length, () -> {
            loads.incrementAndGet();
            return Optional.of(bytes);
        });
        CapturedMessage message = new Delivery(
                        "1",
                        Instant.EPOCH,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        SessionInfo.of("session", Instant.EPOCH, "127.0.0.1:40000"),
                        raw,
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
        requireMoreMemoryThanIsFree(() -> MessageQueries.subjectContains("x").matches(message));

        assertThat(loads).hasValue(0);
        assertThat(MessageQueries.subjectContains("x").matches(message)).isTrue();
    }

    /** Each would wait two seconds for memory. What they hold meanwhile may be what all of them need. */
    @Test
    void waitsForMemoryOnceIfManyQueriesNeedTheSameIndex() throws InterruptedException {
        CapturedMessage message = TestMail.of("Subject: x", "", "Hello World ".repeat(100_000));
        List<Thread> queries = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            Thread query = new Thread(message::index);
            query.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            queries.add(query);
        }
        long start = System.nanoTime();
        Reservation others = OccupiedMemory.allBut(10_000);
        try {
            queries.forEach(Thread::start);
            for (Thread query : queries) {
                query.join();
            }
        } finally {
            others.close();
        }

        assertThat(failures).hasSize(20).hasOnlyElementsOfType(NotEnoughMemoryError.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("twenty times two seconds otherwise")
                .isLessThan(Duration.ofSeconds(20));
        assertThat(message.index().mayContain("Hello")).isTrue();
    }

    @Test
    void saysHowMuchMemoryReadingNeeds() {
        long withAttachment = Delivery.readingWeight(large());
        long withText = Delivery.readingWeight(TestMail.of("Subject: x", "", "x".repeat(1_000_000)));

        assertThat(withAttachment).isLessThan(50_000);
        assertThat(withText).isBetween(2_000_000L, 8_000_000L);
    }
}

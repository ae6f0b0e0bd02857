package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyParsingTest {
    private final AtomicInteger parsings = new AtomicInteger();
    private final CapturedMessage mail = mail();

    @Test
    void doesNotHappenForWhatTheServerKnowsAnyway() {
        mail.id();
        mail.receivedAt();
        mail.envelope();
        mail.session();
        mail.size();
        mail.raw();
        mail.newInputStream();
        mail.transmissionProblems();
        CapturedMessage same = mail;
        assertThat(mail).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(TestMail.of("", "other"));
        assertThat(MessageQuery.any()
                        .sender("app@example.org")
                        .recipient("ada@*")
                        .matches(mail))
                .isTrue();

        assertThat(parsings).hasValue(0);
    }

    @Test
    void happensOnceForAllQuestions() {
        assertThat(mail.subject()).contains("x");
        assertThat(parsings).hasValue(1);

        Questions.askAll(mail);
        Questions.askAll(mail);
        assertThat(parsings).hasValue(1);
    }

    @Test
    void happensOnceForAllThreads() throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            for (int round = 1; round <= 100; round++) {
                CapturedMessage shared = mail();
                CyclicBarrier start = new CyclicBarrier(count);
                Callable<MimeContent> ask = () -> {
                    start.await();
                    return shared.content();
                };
                List<Future<MimeContent>> answers = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    answers.add(threads.submit(ask));
                }
                for (Future<MimeContent> answer : answers) {
                    assertThat(answer.get()).isSameAs(shared.content());
                }
                assertThat(parsings).hasValue(round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isTrueOfWhatIsFoundToo() {
        assertThat(mail.links()).isSameAs(mail.links());
        assertThat(mail.codes()).isSameAs(mail.codes());
        assertThat(mail.content().problems()).isSameAs(mail.content().problems());
        assertThat(mail.attachments()).isSameAs(mail.attachments());
    }

    @Test
    void leavesTheBytesAlone() {
        byte[] copy = mail.raw();
        copy[0] = 'X';

        assertThat(mail.subject()).contains("x");
        assertThat(mail.raw()).startsWith('S');
        assertThat(mail.newInputStream()).hasBinaryContent(mail.raw());
    }

    private CapturedMessage mail() {
        return new CapturedMessage(
                new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        TestMail.session("client"),
                        RawMessage.of("Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII)),
                        List.of(),
                        Limits.defaults()),
                bytes -> {
                    parsings.incrementAndGet();
                    return MimeContent.parse(bytes, Limits.defaults());
                });
    }
}

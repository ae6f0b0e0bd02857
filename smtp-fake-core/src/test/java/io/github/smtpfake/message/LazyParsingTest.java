package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.testing.TimeLimit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LazyParsingTest {
    private final AtomicInteger parsings = new AtomicInteger();
    private final CapturedMessage mail = mail();

    @Test
    void doesNotParseForWhatTheServerKnowsAlready() {
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
    void parsesOnceForAllQuestions() {
        assertThat(mail.subject()).contains("x");
        assertThat(parsings).hasValue(1);

        Questions.askAll(mail);
        Questions.askAll(mail);
        assertThat(parsings).hasValue(1);
    }

    @Test
    void parsesOnceForAllThreads() throws Exception {
        for (int round = 1; round <= 100; round++) {
            CapturedMessage shared = mail();

            assertThat(askedAtOnce(shared)).containsExactly(shared.content());
            assertThat(parsings).hasValue(round);
        }
    }

    @Test
    void computesResultsOfSearchesOnce() {
        assertThat(mail.links()).isSameAs(mail.links());
        assertThat(mail.codes()).isSameAs(mail.codes());
        assertThat(mail.content().problems()).isSameAs(mail.content().problems());
        assertThat(mail.attachments()).isSameAs(mail.attachments());
    }

    @Test
    void doesNotChangeTheBytes() {
        byte[] copy = mail.raw();
        copy[0] = 'X';

        assertThat(mail.subject()).contains("x");
        assertThat(mail.raw()).startsWith('S');
        assertThat(mail.newInputStream()).hasBinaryContent(mail.raw());
    }

    @Test
    void sharesTheContentsOfAServer() throws Exception {
        CapturedMessage shared = mail(ContentCache.shared(Limits.defaults()));

        assertThat(shared.content()).isSameAs(shared.content());
        assertThat(parsings).hasValue(1);
        for (int round = 1; round <= 100; round++) {
            CapturedMessage asked = mail(ContentCache.shared(Limits.defaults()));
            assertThat(askedAtOnce(asked)).containsExactly(asked.content());
        }
    }

    private static Set<MimeContent> askedAtOnce(CapturedMessage message) throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            Callable<MimeContent> ask = () -> {
                start.await(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS);
                return message.content();
            };
            Set<MimeContent> answers = new HashSet<>();
            for (Future<MimeContent> answer : threads.invokeAll(Collections.nCopies(count, ask))) {
                answers.add(TimeLimit.get(answer));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private CapturedMessage mail() {
        return mail(ContentCache.single(Limits.defaults()));
    }

    private CapturedMessage mail(ContentCache contents) {
        return new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        TestMail.session("client"),
                        RawMessage.of("Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII)),
                        List.of(),
                        new CountingCache(contents, parsings))
                .toMessage(CapturedMessage.class);
    }

    /** Counts how often a message is parsed. */
    private record CountingCache(ContentCache cache, AtomicInteger parsings) implements ContentCache {

        @Override
        public Limits limits() {
            return cache.limits();
        }

        @Override
        public <C> Optional<C> find(String id, Class<C> type) {
            return cache.find(id, type);
        }

        @Override
        public <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser) {
            return cache.get(id, type, () -> {
                parsings.incrementAndGet();
                return parser.get();
            });
        }
    }
}

package io.github.smtpfake.store;

import static io.github.smtpfake.store.StoreSamples.LONG;
import static io.github.smtpfake.store.StoreSamples.add;
import static io.github.smtpfake.store.StoreSamples.mail;
import static io.github.smtpfake.store.StoreSamples.stored;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InMemoryMessageStoreTest extends MessageStoreContract {

    @Override
    protected MessageStore newStore(Limits limits) {
        return new InMemoryMessageStore(limits);
    }

    @Test
    void namesMissingLimits() {
        assertThatNullPointerException()
                .isThrownBy(() -> new InMemoryMessageStore(null))
                .withMessage("limits");
    }

    @Test
    void keepsTheObjectsThatItReceives() throws Exception {
        CapturedMessage message = add(store(), "kept");
        Snapshot session = Snapshot.of("kept");
        store().add(session);

        assertThat(stored(store(), message).message()).isSameAs(message);
        assertThat(store().session(session.id()).map(SmtpSession.class::cast)).containsSame(session);
    }

    @Test
    void countsTheEstimatedSizeOfEnvelopes() throws Exception {
        long envelope = EnvelopeSize.of(StoreSamples.ENVELOPE);
        MessageStore small =
                store(Limits.builder().storedBytes(100 + 10 * envelope).build());
        for (int i = 0; i < 10; i++) {
            small.add(mail(new byte[10]));
        }
        assertThat(small.counters()).isEqualTo(new Counters(10, 100, 0, 0, 10, 100, 0));

        CapturedMessage large = mail(new byte[(int) (95 + 9 * envelope)]);
        small.add(large);

        assertThat(small.counters()).isEqualTo(new Counters(11, 100L + large.size(), 10, 0, 1, large.size(), 0));
    }

    @Test
    void reportsTheSizesOfAMessageThatCannotFit() throws Exception {
        long envelope = EnvelopeSize.of(StoreSamples.ENVELOPE);
        MessageStore small = store(Limits.builder().storedBytes(100 + envelope).build());
        small.add(mail(new byte[100]));

        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> small.add(mail(new byte[101])))
                .withMessage("The message has 101 bytes and an envelope of " + envelope
                        + " bytes, but the store holds only " + (100 + envelope));
    }

    @Test
    void losesNoMessageOfMany() throws Exception {
        int threads = 8;
        int each = 2_000;
        List<Background<Void>> adding = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            adding.add(Background.of(() -> {
                for (int message = 0; message < each; message++) {
                    add(store(), "x");
                }
                return null;
            }));
        }

        assertThat(store().await(MessageQuery.any(), Mark.START, threads * each, LONG)
                        .matches())
                .hasSize(threads * each)
                .doesNotHaveDuplicates();
        for (Background<Void> thread : adding) {
            thread.get();
        }
        assertThat(store().counters().received()).isEqualTo((long) threads * each);
    }

    /** A wait reads messages outside of any lock, and only those that the envelope does not exclude. */
    @Test
    void aMessageThatTakesLongDoesNotDelayWaitsForOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try {
            Mark mark = store().mark();
            store().add(slowMail("other@example.org", begun, mayEnd));
            Background<AwaitResult> slow =
                    Background.of(() -> store().await(MessageQuery.any().subjectContains("slow"), mark, 1, LONG));
            TimeLimit.await(begun);
            CapturedMessage wanted = add(store(), "wanted");

            MessageQuery query = MessageQuery.any()
                    .subjectContains("wanted")
                    .recipient(wanted.envelope().recipients().get(0));
            assertThat(store().await(query, mark, 1, LONG).matches()).containsExactly(wanted);
            assertThat(slow.isDone()).isFalse();
            mayEnd.countDown();
            assertThat(slow.get().matches()).hasSize(1);
        } finally {
            mayEnd.countDown();
        }
    }

    /** Returns a message whose bytes cannot be read before a signal, except by the thread that adds it. */
    private static CapturedMessage slowMail(String recipient, CountDownLatch begun, CountDownLatch mayEnd) {
        byte[] bytes = "Subject: slow\r\n\r\n".getBytes(US_ASCII);
        Thread adding = Thread.currentThread();
        RawMessage raw = RawMessage.onDemand(bytes.length, () -> {
            if (Thread.currentThread() != adding) {
                begun.countDown();
                TimeLimit.await(mayEnd);
            }
            return Optional.of(bytes);
        });
        return new Delivery(
                        "slow",
                        Instant.now(),
                        Envelope.of("app@example.org", List.of(recipient)),
                        SessionInfo.of("session", Instant.now(), "192.0.2.1:40000"),
                        raw,
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }
}

package io.github.smtpfake.rest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.inbox.Silence;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.message.SessionQuery;
import io.github.smtpfake.message.SmtpSession;
import io.github.smtpfake.rest.http.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Selection EVERYTHING = new Selection(MessageQuery.any(), Mark.START);
    private static final Wait LONG = new Wait(0, Duration.ofMinutes(1));

    private final CountDownLatch waiting = new CountDownLatch(2);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Waits waits = new Waits(new Held(), 2);

    /** Holds every wait until it is released. */
    private final class Held implements MailSource {
        @Override
        public Mark mark() {
            return Mark.START;
        }

        @Override
        public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout)
                throws InterruptedException {
            if (!timeout.isZero()) {
                waiting.countDown();
                release.await();
            }
            return new AwaitResult(List.of(), List.of(), 0, List.of(), 0, Mark.START);
        }

        @Override
        public List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout) {
            throw new AssertionError("Nobody waits for sessions");
        }

        @Override
        public Silence awaitSilence(MessageQuery query, Mark mark, Duration quiet, Duration grace) {
            throw new AssertionError("Nobody waits for silence");
        }
    }

    @Test
    void turnsAWaitAwayWhenTooManyAreUnderWay() throws Exception {
        CompletableFuture<AwaitResult> first =
                CompletableFuture.supplyAsync(() -> waits.await(EVERYTHING, LONG), this::start);
        CompletableFuture<AwaitResult> second =
                CompletableFuture.supplyAsync(() -> waits.await(EVERYTHING, LONG), this::start);
        waiting.await();

        assertUnavailable(() -> waits.await(EVERYTHING, LONG));
        assertThat(waits.await(EVERYTHING, Wait.NONE).matches())
                .as("looking is no wait")
                .isEmpty();

        release.countDown();
        first.join();
        second.join();
        assertThat(waits.await(EVERYTHING, LONG).matches())
                .as("there is room again")
                .isEmpty();
    }

    @Test
    void endsAWaitWhenTheServerStops() {
        Thread.currentThread().interrupt();

        assertUnavailable(() -> waits.await(EVERYTHING, LONG));
        assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));
    }
}

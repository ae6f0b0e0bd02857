package io.github.smtpfake.store;

import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.TimeLimit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A query that every message matches, but that pauses at the first message, so that a test can change the store in the
 * meantime. A store that makes the change wait until the query is over is right, too; so the pause is short.
 */
final class PausingQuery {
    private static final long PAUSE_IN_MILLIS = 500;

    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch changed = new CountDownLatch(1);

    MessageQuery query() {
        return MessageQuery.any().matching("pauses at the first message", message -> {
            if (first.getCount() > 0) {
                first.countDown();
                await(changed, PAUSE_IN_MILLIS);
            }
            return true;
        });
    }

    /** Waits until the query examines the first message. */
    void awaitFirst() {
        TimeLimit.await(first);
    }

    /** Waits until a call is over, or for the pause if the store makes the call wait; ends the pause. */
    void awaitOther(Background<?> call) throws InterruptedException {
        call.join(PAUSE_IN_MILLIS);
        changed.countDown();
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

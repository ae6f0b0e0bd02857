package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Deferred;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for messages. A waiting request occupies no thread. One thread compares each message that arrives with
 * what they wait for. A request that may have enough messages, or whose time is over, leaves and is answered on a thread of
 * the web server. Thread-safe.
 */
final class ParkedRequests implements StoreListener, AutoCloseable {
    private static final int MAX_SECONDS_TO_CLOSE = 1;

    private final MessageStore store;
    private final int max;
    private final AtomicInteger count = new AtomicInteger();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-waits"));
    /** Used by the thread of the clock alone. */
    private final Set<Stay> stays = new LinkedHashSet<>();

    /** @param max how many requests may be parked at a time */
    ParkedRequests(MessageStore store, int max) {
        this.store = store;
        this.max = max;
        clock.setRemoveOnCancelPolicy(true);
        store.addListener(this);
    }

    /** Returns how many requests are parked. */
    int count() {
        return count.get();
    }

    /**
     * Parks a request until enough messages have arrived or its time is over. Then {@link MessageRequest#answer} is called
     * again.
     *
     * @param found how many messages the request found
     * @param mark up to which point the request looked for messages
     * @throws ProblemException with 503 if too many requests are parked, or the server is stopping
     */
    Answer park(MessageRequest request, int found, Mark mark) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            throw new ProblemException(ProblemDetails.unavailable("Too many requests are waiting for messages; at most "
                    + max + " can wait at a time. Try again later."));
        }
        Stay stay = new Stay(request, request.requiredCount() - found);
        try {
            clock.execute(() -> stay.begin(mark));
        } catch (RejectedExecutionException e) {
            count.decrementAndGet();
            throw stopping();
        }
        return stay.answer;
    }

    @Override
    public void added(CapturedMessage message) {
        if (count.get() > 0) {
            try {
                clock.execute(() -> List.copyOf(stays).forEach(stay -> stay.arrived(message)));
            } catch (RejectedExecutionException e) {
                // The server is stopping, and close() answers the parked requests.
                return;
            }
        }
    }

    @Override
    public void removed(CapturedMessage message) {
        // A request that counted on this message finds out when it looks again.
    }

    @Override
    public void changed(SmtpSession session) {
        // Sessions matter only when the time is over.
    }

    /** Answers every parked request with 503. All these answers are being sent when this method returns. */
    @Override
    public void close() {
        store.removeListener(this);
        clock.execute(() -> List.copyOf(stays).forEach(Stay::stop));
        clock.shutdown();
        try {
            if (!clock.awaitTermination(MAX_SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    static ProblemException stopping() {
        return new ProblemException(ProblemDetails.unavailable("The server is stopping."));
    }

    /** The time for which a request is parked, once. Used by the thread of the clock alone. */
    private final class Stay {
        private final MessageRequest request;
        private final Deferred answer = new Deferred();
        private int missing;
        private @Nullable Future<?> timeout;

        Stay(MessageRequest request, int missing) {
            this.request = request;
            this.missing = missing;
        }

        /**
         * Begins with the messages that arrived since the request looked. A message may be counted twice, here and in
         * {@link #arrived}; the request then looks too early, and is parked again.
         */
        void begin(Mark mark) {
            stays.add(this);
            missing -= matchesAfter(mark);
            if (missing <= 0) {
                lookAgain();
            } else {
                timeout = clock.schedule(this::lookAgain, request.remainingNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private int matchesAfter(Mark mark) {
            try {
                return store.await(request.selection().query(), mark, 0, Duration.ZERO)
                        .matches()
                        .size();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }

        void arrived(CapturedMessage message) {
            if (request.selection().query().matches(message) && --missing <= 0) {
                lookAgain();
            }
        }

        private void lookAgain() {
            end(request::answer);
        }

        void stop() {
            end(() -> {
                throw stopping();
            });
        }

        private void end(Supplier<Answer> next) {
            if (stays.remove(this)) {
                if (timeout != null) {
                    timeout.cancel(false);
                }
                count.decrementAndGet();
                answer.complete(next);
            }
        }
    }
}

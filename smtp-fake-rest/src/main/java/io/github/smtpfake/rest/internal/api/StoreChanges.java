package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Deferred;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.store.MessageStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a change of the store. A waiting request occupies no thread; one thread waits for all of them. It
 * starts with the first request that waits. Thread-safe.
 */
final class StoreChanges implements AutoCloseable {
    private static final String THREAD = "smtp-fake-http-changes";
    private static final Duration LONG = Duration.ofDays(1);

    private final MessageStore store;
    private final int max;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, new NamedThreads(THREAD));
    private final NamedThreads threads = new NamedThreads(THREAD);
    private @Nullable Thread watcher;
    private boolean stopped;

    /** What a request waits for. */
    enum Event {
        /** A message has arrived. */
        ARRIVAL {
            @Override
            boolean isBetween(Mark mark, Mark now) {
                return now.message() > mark.message();
            }
        },
        /** A message has arrived, or a session has changed. */
        CHANGE {
            @Override
            boolean isBetween(Mark mark, Mark now) {
                return now.message() > mark.message() || now.session() > mark.session();
            }
        };

        /** Returns whether there was such an event after the mark. */
        abstract boolean isBetween(Mark mark, Mark now);
    }

    /**
     * Creates an empty set of waiting requests.
     *
     * @param max the maximum number of waiting requests
     */
    StoreChanges(MessageStore store, int max) {
        this.store = store;
        this.max = max;
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Returns the current mark as soon as there was an event after the given mark, or the timeout has passed.
     *
     * @param response creates the response from the current mark and whether there was such an event
     * @throws ProblemException with 503 if too many requests are waiting, or the server is stopping
     */
    Answer await(Event event, Mark mark, Duration timeout, BiFunction<Mark, Boolean, Response> response) {
        Mark now = store.mark();
        if (event.isBetween(mark, now) || timeout.isZero()) {
            return response.apply(now, event.isBetween(mark, now));
        }
        Waiting request = new Waiting(event, mark, response);
        request.park(timeout);
        return request.answer;
    }

    /** Returns the number of waiting requests. */
    int count() {
        return waiting.size();
    }

    /** Starts the thread that waits for changes, unless it runs. */
    private synchronized void watch() {
        if (stopped) {
            throw ParkedRequests.stopping();
        }
        if (watcher == null) {
            watcher = threads.newThread(this::run);
            watcher.start();
        }
    }

    private void run() {
        try {
            while (true) {
                Mark seen = store.mark();
                waiting.forEach(request -> request.endIfMet(seen));
                store.awaitChange(seen, LONG);
            }
        } catch (InterruptedException e) {
            forgetWatcher();
        } catch (RuntimeException | Error e) {
            // The store is unavailable, or memory is short. The requests report it, and the next one starts another
            // thread.
            forgetWatcher();
            waiting.forEach(Waiting::end);
        }
    }

    private synchronized void forgetWatcher() {
        watcher = null;
    }

    /** Answers every waiting request with 503. */
    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
            if (watcher != null) {
                watcher.interrupt();
            }
        }
        clock.shutdownNow();
        waiting.forEach(Waiting::stop);
    }

    /** A request that waits. Thread-safe. */
    private final class Waiting {
        private final Event event;
        private final Mark mark;
        private final BiFunction<Mark, Boolean, Response> response;
        private final Deferred answer = new Deferred();
        private volatile @Nullable Future<?> timeout;

        Waiting(Event event, Mark mark, BiFunction<Mark, Boolean, Response> response) {
            this.event = event;
            this.mark = mark;
            this.response = response;
        }

        void park(Duration longest) {
            if (waiting.size() >= max) {
                throw new ProblemException(
                        ProblemDetails.unavailable("Too many requests are waiting for changes; at most " + max
                                + " can wait at a time. Try again later."));
            }
            waiting.add(this);
            try {
                timeout = clock.schedule(this::end, longest.toNanos(), TimeUnit.NANOSECONDS);
                watch();
            } catch (RejectedExecutionException | ProblemException e) {
                stop();
                return;
            }
            // The change may have happened before the thread that waits knew of this request.
            endIfMet(store.mark());
        }

        void endIfMet(Mark now) {
            if (event.isBetween(mark, now)) {
                end();
            }
        }

        void end() {
            complete(() -> StoreErrors.answer(() -> {
                Mark now = store.mark();
                return response.apply(now, event.isBetween(mark, now));
            }));
        }

        void stop() {
            complete(() -> {
                throw ParkedRequests.stopping();
            });
        }

        private void complete(Supplier<Answer> supplier) {
            if (waiting.remove(this)) {
                Future<?> scheduled = timeout;
                if (scheduled != null) {
                    scheduled.cancel(false);
                }
                answer.complete(supplier);
            }
        }
    }
}

package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Deferred;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for messages. A waiting request occupies no thread. One thread compares each message that arrives with
 * the selections of the requests. A request that may have enough messages, or that has timed out, is removed and answered on a
 * thread of the web server. A request whose client has left is removed at once. Other threads compare messages that may take long,
 * unless the envelope excludes them, so that they do not delay the requests that wait for others. Thread-safe.
 */
final class ParkedRequests implements StoreListener, AutoCloseable {
    private static final int MAX_SECONDS_TO_CLOSE = 2;
    private static final int BATCH = 100;

    private final MailSource mail;
    private final MessageStore store;
    private final int max;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong releases = new AtomicLong();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-waits"));
    private final SlowComparisons slow = new SlowComparisons();
    private final AtomicBoolean isExaminationDue = new AtomicBoolean();
    private volatile boolean stopping;

    /**
     * The number of the last message that was compared with the requests, or arrived before they were parked. Used only by the
     * thread of the clock.
     */
    private long examined;

    /** Used only by the thread of the clock. */
    private final Set<ParkedRequest> parkedRequests = new LinkedHashSet<>();

    /**
     * Creates an empty set of parked requests.
     *
     * @param max the maximum number of parked requests
     */
    ParkedRequests(SmtpFakeServer smtp, int max) {
        this.mail = ServerAccess.mail(smtp);
        this.store = smtp.store();
        this.max = max;
        clock.setRemoveOnCancelPolicy(true);
        store.addListener(this);
    }

    /** Returns the mail that the requests wait for, with what failure messages of Java say about it. */
    MailSource mail() {
        return mail;
    }

    /** Returns the number of parked requests. */
    int count() {
        return count.get();
    }

    /**
     * Parks a request until enough messages have arrived or it has timed out. Then {@link MessageRequest#answer} is called
     * again.
     *
     * @param found the number of messages that the request has found
     * @param mark the mark up to which the request has searched
     * @param releases the number of {@link #releases} before the request searched
     * @throws ProblemException with 503 if too many requests are parked, or the server is stopping
     */
    Answer park(MessageRequest request, long found, Mark mark, long releases) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            throw new ProblemException(ProblemDetails.unavailable("Too many requests are waiting for messages; at most "
                    + max + " can wait at a time. Try again later."));
        }
        boolean isParked = false;
        try {
            ParkedRequest parkedRequest = new ParkedRequest(request, request.requiredCount() - found);
            parkedRequest.answer.whenAbandoned(() -> abandon(parkedRequest));
            clock.execute(() -> parkedRequest.beginOrFail(mark, releases));
            isParked = true;
            return parkedRequest.answer;
        } catch (RejectedExecutionException e) {
            throw stopping();
        } finally {
            if (!isParked) {
                count.decrementAndGet();
            }
        }
    }

    private void abandon(ParkedRequest request) {
        try {
            clock.execute(request::remove);
        } catch (RejectedExecutionException e) {
            // The server is stopping, and close() removes all requests.
            return;
        }
    }

    @Override
    public void added(CapturedMessage message) {
        // One task for all messages that arrive before it runs, so that the tasks need little memory.
        if (count.get() > 0 && isExaminationDue.compareAndSet(false, true)) {
            try {
                clock.execute(this::examineArrivals);
            } catch (RejectedExecutionException e) {
                // The server is stopping, and close() answers the parked requests.
                return;
            }
        }
    }

    private void examineArrivals() {
        // First, because a message that arrives from now on may need another task.
        isExaminationDue.set(false);
        try {
            // Without the mark as a bound, because a store may advance it only after it has told its listeners.
            List<StoredMessage> batch = store.next(StoreQuery.all().after(examined), BATCH);
            while (!batch.isEmpty() && !parkedRequests.isEmpty()) {
                for (StoredMessage stored : batch) {
                    compare(stored, List.copyOf(parkedRequests));
                    examined = stored.number();
                }
                batch = store.next(StoreQuery.all().after(examined), BATCH);
            }
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
            parkedRequests.forEach(ParkedRequest::searchLater);
        } catch (Throwable e) {
            // For example, the store is unavailable. The searches of the requests will report it, unless they succeed.
            List.copyOf(parkedRequests).forEach(ParkedRequest::searchAgain);
        }
    }

    private void compare(StoredMessage stored, List<ParkedRequest> requests) {
        CapturedMessage message = stored.message();
        boolean isSlow = SlowComparisons.isSlow(message);
        Map<Boolean, List<ParkedRequest>> byNeed =
                requests.stream().collect(Collectors.partitioningBy(request -> request.needsContentOf(message)));
        List<ParkedRequest> needing = byNeed.getOrDefault(true, List.of());
        if (!isSlow && needing.size() > 1) {
            SlowComparisons.parseOnce(message);
        }
        List<ParkedRequest> quick = isSlow ? byNeed.getOrDefault(false, List.of()) : requests;
        quick.forEach(request -> request.subtract(() -> request.count(message)));
        if (isSlow && !needing.isEmpty()) {
            slow.execute(message.size(), () -> compareSlowly(stored.number(), needing));
        }
    }

    /** Reads the message again, so that one that waits for its comparison needs no memory. Used by threads for slow comparisons. */
    private void compareSlowly(long number, List<ParkedRequest> requests) {
        Map<ParkedRequest, LongSupplier> matches = new LinkedHashMap<>();
        try {
            List<StoredMessage> found =
                    store.next(StoreQuery.all().after(number - 1).before(number + 1), 1);
            found.forEach(stored -> SlowComparisons.parseOnce(stored.message()));
            for (ParkedRequest request : requests) {
                long count = found.stream()
                        .mapToLong(stored -> request.count(stored.message()))
                        .sum();
                matches.put(request, () -> count);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            requests.forEach(request -> matches.putIfAbsent(request, () -> {
                throw e;
            }));
        }
        try {
            clock.execute(() -> matches.forEach(ParkedRequest::subtract));
        } catch (RejectedExecutionException e) {
            // The server is stopping, and close() answers the parked requests.
            return;
        }
    }

    /** Returns the number of calls of {@link #searchAgain}. */
    long releases() {
        return releases.get();
    }

    /** Makes every parked request search again, because messages that others had claimed are available again. */
    void searchAgain() {
        releases.incrementAndGet();
        try {
            clock.execute(() -> List.copyOf(parkedRequests).forEach(ParkedRequest::searchAgain));
        } catch (RejectedExecutionException e) {
            // The server is stopping, and close() answers the parked requests.
            return;
        }
    }

    @Override
    public void removed(List<String> ids) {
        // A request that counted such a message notices its absence when it searches again.
    }

    @Override
    public void changed(SmtpSession session) {
        // Sessions matter only to a request that has timed out.
    }

    /** Answers every parked request with 503. All these answers are being sent when this method returns. */
    @Override
    public void close() {
        store.removeListener(this);
        stopping = true;
        clock.execute(() -> List.copyOf(parkedRequests).forEach(ParkedRequest::stop));
        slow.close();
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

    /**
     * A request that is parked once; if it must wait again, it is parked as another object. Used only by the thread of the
     * clock.
     */
    private final class ParkedRequest {
        private final MessageRequest request;
        private final Deferred answer = new Deferred();
        private long missing;
        private boolean hasEnded;
        private @Nullable Future<?> timeout;

        ParkedRequest(MessageRequest request, long missing) {
            this.request = request;
            this.missing = missing;
        }

        void beginOrFail(Mark mark, long seenReleases) {
            try {
                begin(mark, seenReleases);
            } catch (Throwable e) {
                if (e instanceof OutOfMemoryError shortage) {
                    MemoryShortage.report(shortage);
                }
                end(ParkedRequests::unavailable);
            }
        }

        /**
         * Begins with the messages that arrived since the request searched. A message may be counted twice, here and in
         * {@link #examineArrivals}; the request then searches too early, and is parked again.
         */
        void begin(Mark mark, long seenReleases) {
            boolean isFirst = parkedRequests.isEmpty();
            parkedRequests.add(this);
            if (stopping) {
                // The other requests may have been answered already.
                stop();
                return;
            }
            // First, so that the request ends even if counting fails.
            timeout = clock.schedule(this::searchAgain, request.parkingNanos(), TimeUnit.NANOSECONDS);
            if (releases.get() == seenReleases) {
                subtract(() -> {
                    if (isFirst) {
                        examined = store.mark().message();
                    }
                    return 0;
                });
                compareAfter(mark.message());
            } else {
                searchAgain();
            }
        }

        private void compareAfter(long number) {
            try {
                List<StoredMessage> batch = store.next(StoreQuery.all().after(number), BATCH);
                while (!batch.isEmpty() && parkedRequests.contains(this)) {
                    batch.forEach(stored -> compare(stored, List.of(this)));
                    batch = store.next(
                            StoreQuery.all().after(batch.get(batch.size() - 1).number()), BATCH);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                subtract(() -> {
                    throw e;
                });
            }
        }

        /** Returns false if the envelope decides whether the request waits for the message. */
        boolean needsContentOf(CapturedMessage message) {
            return QueryTerms.needContent(query()) && QueryTerms.matchesWithoutContent(query(), message);
        }

        private MessageQuery query() {
            return request.selection().query().message();
        }

        /**
         * Returns 1 if the request waits for the message. Ignores the conditions on read mark and tags; the request then searches
         * too early, and is parked again.
         */
        long count(CapturedMessage message) {
            return StoreErrors.unlessDeleted(() -> query().matches(message)).orElse(false) ? 1 : 0;
        }

        void subtract(LongSupplier matches) {
            if (!parkedRequests.contains(this)) {
                return;
            }
            try {
                missing -= matches.getAsLong();
            } catch (RuntimeException e) {
                // For example, the store is unavailable. The search of the request will report it, unless it succeeds.
                missing = 0;
            } catch (OutOfMemoryError e) {
                MemoryShortage.report(e);
                searchLater();
            }
            if (missing <= 0) {
                searchAgain();
            }
        }

        /** A search that lacks memory now may succeed soon. */
        private void searchLater() {
            Future<?> previous = timeout;
            timeout = clock.schedule(
                    this::searchAgain,
                    Math.min(request.remainingNanos(), MessageRequest.RETRY_NANOS),
                    TimeUnit.NANOSECONDS);
            // Last, so that the request ends even if there is no memory for the new timeout.
            if (previous != null) {
                previous.cancel(false);
            }
        }

        private void searchAgain() {
            end(request::answer);
        }

        void stop() {
            end(() -> {
                throw stopping();
            });
        }

        private void end(Supplier<Answer> next) {
            if (remove()) {
                answer.complete(next);
            }
        }

        /** Ends the wait without an answer; returns false if it has ended already. */
        boolean remove() {
            parkedRequests.remove(this);
            if (hasEnded) {
                return false;
            }
            hasEnded = true;
            if (timeout != null) {
                timeout.cancel(false);
            }
            count.decrementAndGet();
            return true;
        }
    }

    private static Answer unavailable() {
        throw new ProblemException(
                ProblemDetails.unavailable("The server could not begin to wait for messages. Try again later."));
    }
}

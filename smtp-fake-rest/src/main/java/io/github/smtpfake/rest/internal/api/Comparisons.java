package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Compares messages with the requests that wait for them. The envelope decides first. Only a message for which it does not decide
 * is read, once for all requests, by one thread if it is small, and by {@link SlowComparisons} if it may take long. No lock is held
 * meanwhile, and the thread that ends the waits does not take part. Thread-safe.
 */
final class Comparisons implements AutoCloseable {
    private static final int BATCH = 100;
    private static final int IDLE_SECONDS = 5;
    private static final long UNKNOWN = -1;

    private final MessageStore store;
    private final Supplier<? extends List<? extends Waiting>> waiting;
    private final SlowComparisons slow = new SlowComparisons();
    private final AtomicBoolean isComparisonDue = new AtomicBoolean();

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamedThreads("smtp-fake-http-compare"));

    /**
     * The number of the last message that was compared with the requests, or arrived before they began to wait; {@link
     * #UNKNOWN} before the first request began. Used only by the thread.
     */
    private long examined = UNKNOWN;

    /** A request that waits for messages. Thread-safe. */
    interface Waiting {

        /** Returns the conditions of the messages for which the request waits. */
        MessageQuery query();

        /** Returns whether the request still waits. */
        boolean isWaiting();

        /** Records that a message matches. */
        void matched();

        /** Records that a message cannot be compared. */
        void failed(Throwable reason);
    }

    /**
     * Creates the comparisons of a store. None begins before a call of another method.
     *
     * @param waiting returns the requests that wait now
     */
    Comparisons(MessageStore store, Supplier<? extends List<? extends Waiting>> waiting) {
        this.store = store;
        this.waiting = waiting;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Compares the messages that have arrived since the last comparison with all requests. */
    void compareArrivals() {
        // One task for all messages that arrive before it runs, so that the tasks need little memory.
        if (isComparisonDue.compareAndSet(false, true)) {
            boolean willRun = false;
            try {
                execute(this::compareNow);
                willRun = true;
            } finally {
                if (!willRun) {
                    isComparisonDue.set(false);
                }
            }
        }
    }

    private void compareNow() {
        // First, because a message that arrives from now on may need another task.
        isComparisonDue.set(false);
        if (examined == UNKNOWN) {
            // Each request compares the messages that arrive before it begins.
            return;
        }
        List<? extends Waiting> requests = waiting.get();
        try {
            // Without the mark as a bound, because a store may advance it only after it has notified its listeners.
            List<StoredMessage> batch = store.next(StoreQuery.all().after(examined), BATCH);
            while (!batch.isEmpty() && !requests.isEmpty()) {
                for (StoredMessage stored : batch) {
                    compare(stored, requests);
                    examined = stored.number();
                }
                batch = store.next(StoreQuery.all().after(examined), BATCH);
                requests = waiting.get();
            }
        } catch (Throwable e) {
            fail(waiting.get(), e);
        }
    }

    /**
     * Begins with the messages that arrived since a request searched. A message may be compared with it twice, here and in {@link
     * #compareArrivals}.
     *
     * @param isFirst whether no other request was waiting, so that earlier messages need not be compared
     * @param number the number of the last message that the request has seen
     */
    void begin(Waiting request, boolean isFirst, long number) {
        execute(() -> {
            try {
                if (isFirst || examined == UNKNOWN) {
                    examined = store.mark().message();
                }
                compareAfter(request, number);
            } catch (Throwable e) {
                request.failed(e);
            }
        });
    }

    private void compareAfter(Waiting request, long number) {
        List<StoredMessage> batch = store.next(StoreQuery.all().after(number), BATCH);
        while (!batch.isEmpty() && request.isWaiting()) {
            batch.forEach(stored -> compare(stored, List.of(request)));
            batch = store.next(
                    StoreQuery.all().after(batch.get(batch.size() - 1).number()), BATCH);
        }
    }

    /** Compares messages whose marks have changed with requests that depend on marks. */
    void compareChanged(List<String> ids, List<? extends Waiting> requests) {
        execute(() -> {
            try {
                ids.forEach(id -> store.message(id).ifPresent(stored -> compare(stored, requests)));
            } catch (Throwable e) {
                fail(requests, e);
            }
        });
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // The server is stopping, and answers all requests.
            return;
        }
    }

    private void compare(StoredMessage stored, List<? extends Waiting> requests) {
        CapturedMessage message = stored.message();
        List<Waiting> needing = new ArrayList<>();
        for (Waiting request : requests) {
            guard(request, () -> {
                MessageQuery query = request.query();
                if (!QueryTerms.needContent(query)) {
                    compareOne(message, request);
                } else if (QueryTerms.matchesWithoutContent(query, message)) {
                    needing.add(request);
                }
            });
        }
        if (!needing.isEmpty() && SlowComparisons.isSlow(message)) {
            slow.execute(message.size(), () -> compareSlowly(stored.number(), needing));
        } else {
            compareContent(message, needing);
        }
    }

    /** Reads the message again, so that one that waits for its comparison needs no memory. Used by threads for slow comparisons. */
    private void compareSlowly(long number, List<Waiting> requests) {
        if (stillWaiting(requests).isEmpty()) {
            return;
        }
        try {
            store.next(StoreQuery.all().after(number - 1).before(number + 1), 1)
                    .forEach(stored -> compareContent(stored.message(), requests));
        } catch (Throwable e) {
            fail(requests, e);
        }
    }

    private static void compareContent(CapturedMessage message, List<Waiting> candidates) {
        List<Waiting> requests = stillWaiting(candidates);
        if (requests.size() == 1) {
            compareOne(message, requests.get(0));
        } else if (requests.size() > 1) {
            try {
                StoreErrors.ifNotDeleted(() ->
                        Delivery.readOnce(message, read -> requests.forEach(request -> compareOne(read, request))));
            } catch (Throwable e) {
                fail(requests, e);
            }
        }
    }

    private static List<Waiting> stillWaiting(List<Waiting> requests) {
        return requests.stream().filter(Waiting::isWaiting).toList();
    }

    /** Ignores the conditions on read mark and tags; the request then searches too early, and waits again. */
    private static void compareOne(CapturedMessage message, Waiting request) {
        guard(request, () -> {
            if (request.isWaiting() && request.query().matches(message)) {
                request.matched();
            }
        });
    }

    /** Runs a comparison with a request. Its failure concerns only this request. */
    private static void guard(Waiting request, Runnable comparison) {
        try {
            StoreErrors.ifNotDeleted(comparison);
        } catch (Throwable e) {
            fail(List.of(request), e);
        }
    }

    private static void fail(List<? extends Waiting> requests, Throwable reason) {
        if (reason instanceof OutOfMemoryError shortage) {
            MemoryShortage.report(shortage);
        }
        requests.forEach(request -> request.failed(reason));
    }

    /** Abandons all comparisons. */
    @Override
    public void close() {
        thread.shutdownNow();
        slow.close();
    }
}

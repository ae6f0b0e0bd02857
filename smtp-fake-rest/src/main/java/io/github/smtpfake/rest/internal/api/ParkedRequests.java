package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for messages. A waiting request occupies no thread. {@link Comparisons} compare each message that arrives
 * with the selections of the requests, and each message whose marks change with those that depend on marks. A request that may
 * have enough messages, or that has timed out, is removed and answered on a thread of the web server. A request whose client has
 * left is removed at once. One thread, the clock, does all this. Thread-safe.
 */
final class ParkedRequests implements StoreListener, AutoCloseable {
    private static final int MAX_SECONDS_TO_CLOSE = 2;

    private final MailSource mail;
    private final MessageStore store;
    private final int max;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong releases = new AtomicLong();
    private final AtomicLong markings = new AtomicLong();
    private final ChangedMarks changedMarks = new ChangedMarks();
    private final AtomicBoolean isComparisonDue = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-waits"));
    private final Comparisons comparisons;
    private volatile boolean stopping;

    /** In the order in which they were parked. Changed only by the thread of the clock. */
    private final Set<ParkedRequest> parkedRequests = Collections.synchronizedSet(new LinkedHashSet<>());

    /**
     * Creates an empty set of parked requests.
     *
     * @param max the maximum number of parked requests
     */
    ParkedRequests(SmtpFakeServer smtp, int max) {
        this.mail = ServerAccess.mail(smtp);
        this.store = smtp.store();
        this.max = max;
        this.comparisons = new Comparisons(store, this::all);
        clock.setRemoveOnCancelPolicy(true);
        store.addListener(this);
    }

    private List<ParkedRequest> all() {
        return List.copyOf(parkedRequests);
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
     * @param revision the {@link #revision} before the request searched
     * @throws ProblemException with 503 if too many requests are parked, or the server is stopping
     */
    Answer park(MessageRequest request, long found, Mark mark, long revision) {
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            throw new ProblemException(ProblemDetails.unavailable("Too many requests are waiting for messages; at most "
                    + max + " can wait at a time. Try again later."));
        }
        boolean isParked = false;
        try {
            ParkedRequest parked = new ParkedRequest(request, request.requiredCount() - found, this);
            parked.answer().whenAbandoned(() -> execute(parked::remove));
            isParked = execute(() -> parked.beginOrFail(mark, revision));
            if (!isParked) {
                throw stopping();
            }
            return parked.answer();
        } finally {
            if (!isParked) {
                count.decrementAndGet();
            }
        }
    }

    /** Runs a task on the thread of the clock. Returns false if the server is stopping, so that {@link #close} answers all requests. */
    boolean execute(Runnable task) {
        return schedule(task, 0) != null;
    }

    /** Runs a task on the thread of the clock later; returns null if the server is stopping. */
    @Nullable
    Future<?> schedule(Runnable task, long nanos) {
        // A clock that is shut down meanwhile could drop the task without a word.
        synchronized (clock) {
            return clock.isShutdown() ? null : clock.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Adds a request that begins to wait. Returns whether no other was waiting. */
    boolean add(ParkedRequest request) {
        boolean isFirst = parkedRequests.isEmpty();
        parkedRequests.add(request);
        return isFirst;
    }

    /** Records that a request no longer waits. */
    void removed(ParkedRequest request) {
        parkedRequests.remove(request);
        count.decrementAndGet();
    }

    Comparisons comparisons() {
        return comparisons;
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public void added(CapturedMessage message) {
        if (count.get() > 0) {
            comparisons.compareArrivals();
        }
    }

    /**
     * Returns a number that increases when messages that arrived earlier may match a selection now: others no longer claim them, or
     * their marks have changed.
     */
    long revision(Selection selection) {
        return releases.get() + (selection.canChange() ? markings.get() : 0);
    }

    /** Makes every parked request search again, because messages that others had claimed are available again. */
    void searchAgain() {
        releases.incrementAndGet();
        execute(() -> all().forEach(ParkedRequest::searchAgain));
    }

    @Override
    public void markedRead(List<String> ids, boolean read) {
        marksChanged(ids);
    }

    @Override
    public void retagged(List<String> ids) {
        marksChanged(ids);
    }

    private void marksChanged(List<String> ids) {
        // Always, because a request that is about to be parked may have searched already.
        markings.incrementAndGet();
        if (count.get() > 0) {
            changedMarks.add(ids);
            compareChanged();
        }
    }

    private void compareChanged() {
        // One task for all changes before it runs, so that the tasks need little memory.
        if (isComparisonDue.compareAndSet(false, true)) {
            boolean willRun = false;
            try {
                willRun = execute(this::compareChangedNow);
            } finally {
                if (!willRun) {
                    isComparisonDue.set(false);
                }
            }
        }
    }

    private void compareChangedNow() {
        // First, because a change from now on needs another task.
        isComparisonDue.set(false);
        Optional<List<String>> ids = changedMarks.take();
        List<ParkedRequest> requests =
                all().stream().filter(ParkedRequest::dependsOnMarks).toList();
        if (ids.isEmpty()) {
            requests.forEach(ParkedRequest::searchAgain);
        } else if (!requests.isEmpty()) {
            comparisons.compareChanged(ids.get(), requests);
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
        execute(() -> all().forEach(ParkedRequest::stop));
        comparisons.close();
        synchronized (clock) {
            clock.shutdown();
        }
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
}

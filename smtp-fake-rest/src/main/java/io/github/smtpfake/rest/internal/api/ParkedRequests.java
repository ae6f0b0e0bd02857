package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Deferred;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages, now or when they come. Requests that wait are parked: one thread, which has them all to itself, compares
 * what arrives with what they wait for, and wakes those that may have enough.
 */
final class ParkedRequests implements StoreListener, AutoCloseable {
    private static final int LONGEST_FAREWELL_SECONDS = 1;

    private final MessageStore store;
    private final int most;
    private final AtomicInteger parked = new AtomicInteger();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-http-waits"));
    /** Touched by the thread of the clock alone. */
    private final Set<Pending> pending = new LinkedHashSet<>();

    /** How a wait looks for its messages; it may take them out of the store, if they are enough. */
    interface Look {

        /** @param last whether what came instead is wanted, which takes long where much is stored */
        AwaitResult now(Selection selection, int count, boolean last) throws InterruptedException;
    }

    /** @param most how many requests may be parked at a time */
    ParkedRequests(MessageStore store, int most) {
        this.store = store;
        this.most = most;
        clock.setRemoveOnCancelPolicy(true);
        store.addListener(this);
    }

    /** Returns how many requests are parked. */
    int parked() {
        return parked.get();
    }

    /**
     * Returns the answer, now if there are enough messages and otherwise when there are.
     *
     * @throws ProblemException with 404 if there are too few when the time is over; 503 if too many wait
     */
    Answer await(Selection selection, Wait wait, Function<AwaitResult, Response> answer) {
        return await(selection, wait, this::look, answer);
    }

    Answer await(Selection selection, Wait wait, Look look, Function<AwaitResult, Response> answer) {
        return new Pending(selection, wait, look, answer).proceed();
    }

    private AwaitResult look(Selection selection, int count, boolean last) throws InterruptedException {
        return store.await(selection.query(), selection.since(), last ? count : 0, Duration.ZERO);
    }

    @Override
    public void added(CapturedMessage message) {
        if (parked.get() > 0) {
            try {
                clock.execute(() -> arrived(message));
            } catch (RejectedExecutionException e) {
                // The server is stopping, and has told those that wait.
                return;
            }
        }
    }

    private void arrived(CapturedMessage message) {
        for (Pending each : new ArrayList<>(pending)) {
            each.arrived(message);
        }
    }

    @Override
    public void removed(CapturedMessage message) {
        // A wait is for what comes.
    }

    @Override
    public void changed(SmtpSession session) {
        // Sessions are looked at when the time is over.
    }

    /** Ends every wait with 503; their answers are on their way when this returns. */
    @Override
    public void close() {
        store.removeListener(this);
        clock.execute(() -> new ArrayList<>(pending).forEach(Pending::stop));
        clock.shutdown();
        try {
            if (!clock.awaitTermination(LONGEST_FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ProblemException stopping() {
        return new ProblemException(ProblemDetails.unavailable("The server is stopping."));
    }

    /** A request that is not answered yet. */
    private final class Pending {
        private final Selection selection;
        private final Wait wait;
        private final Look look;
        private final Function<AwaitResult, Response> answer;
        private final long deadline;
        /** Without what was seen not to match, so that it need not be looked at again. */
        private Selection unseen;
        // Of its stay among the parked; touched by the thread of the clock alone.
        private Deferred deferred = new Deferred();
        private int missing;
        private @Nullable Future<?> alarm;

        Pending(Selection selection, Wait wait, Look look, Function<AwaitResult, Response> answer) {
            this.selection = selection;
            this.unseen = selection;
            this.wait = wait;
            this.look = look;
            this.answer = answer;
            this.deadline = System.nanoTime() + wait.timeout().toNanos();
        }

        Answer proceed() {
            boolean last = remaining() <= 0;
            AwaitResult result = found(last);
            if (result.matches().size() >= wait.count()) {
                return answer.apply(result);
            }
            if (last) {
                throw new ProblemException(NotEnoughMessages.problem(selection, wait, result));
            }
            if (result.matches().isEmpty()) {
                unseen = new Selection(selection.query(), result.mark());
            }
            return park(result);
        }

        private AwaitResult found(boolean last) {
            try {
                return look.now(last ? selection : unseen, wait.count(), last);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stopping();
            }
        }

        private long remaining() {
            return deadline - System.nanoTime();
        }

        private Answer park(AwaitResult soFar) {
            if (parked.incrementAndGet() > most) {
                parked.decrementAndGet();
                throw new ProblemException(
                        ProblemDetails.unavailable("Already " + most + " requests wait; ask again later."));
            }
            Deferred stay = new Deferred();
            try {
                clock.execute(() -> enter(stay, soFar));
            } catch (RejectedExecutionException e) {
                parked.decrementAndGet();
                throw stopping();
            }
            return stay;
        }

        /** What came since the look is counted here, and perhaps once more on arrival: {@link #proceed} looks again. */
        private void enter(Deferred stay, AwaitResult soFar) {
            deferred = stay;
            missing = wait.count() - soFar.matches().size() - matchesAfter(soFar.mark());
            pending.add(this);
            if (missing <= 0) {
                wake();
            } else {
                alarm = clock.schedule(this::wake, remaining(), TimeUnit.NANOSECONDS);
            }
        }

        private int matchesAfter(Mark mark) {
            try {
                return store.await(selection.query(), mark, 0, Duration.ZERO)
                        .matches()
                        .size();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }

        void arrived(CapturedMessage message) {
            if (selection.query().matches(message) && --missing <= 0) {
                wake();
            }
        }

        private void wake() {
            leave(this::proceed);
        }

        void stop() {
            leave(() -> {
                throw stopping();
            });
        }

        private void leave(Supplier<Answer> next) {
            if (pending.remove(this)) {
                if (alarm != null) {
                    alarm.cancel(false);
                    alarm = null;
                }
                parked.decrementAndGet();
                deferred.complete(next);
            }
        }
    }
}

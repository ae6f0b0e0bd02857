package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.SessionLog.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A {@link MessageStore} on the heap. It bounds the number of messages and their total size, envelopes included: a new
 * message that would exceed a bound evicts the oldest ones. Sessions that have ended are bounded in the same way.
 */
public final class InMemoryMessageStore implements MessageStore {
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    /** Signals that a message has arrived. */
    private final Condition arrival = lock.newCondition();
    /** Signals that a message has arrived or a session has changed. */
    private final Condition change = lock.newCondition();

    private final Listeners listeners = new Listeners();
    private final MessageLog messages;
    private final SessionLog sessions;

    /**
     * Creates an empty store with the bounds {@code storedMessages}, {@code storedBytes}, {@code storedSessions} and
     * {@code storedSessionBytes}.
     */
    public InMemoryMessageStore(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.messages = new MessageLog(limits, listeners);
        this.sessions = new SessionLog(limits.storedSessions(), limits.storedSessionBytes());
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void add(CapturedMessage message) throws StoreFullException {
        long envelope =
                EnvelopeSize.of(Objects.requireNonNull(message, "message").envelope());
        if (message.size() + envelope > limits.storedBytes()) {
            throw new StoreFullException("The message has " + message.size() + " bytes and an envelope of " + envelope
                    + " bytes, but the store holds only " + limits.storedBytes());
        }
        lock.lock();
        try {
            messages.add(message, envelope);
            arrival.signalAll();
            change.signalAll();
            listeners.added(message);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void add(StoredSession session) {
        Objects.requireNonNull(session, "session");
        lock.lock();
        try {
            sessions.add(session);
            change.signalAll();
            listeners.changed(session);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed(StoredSession session) {
        Objects.requireNonNull(session, "session");
        lock.lock();
        try {
            boolean isEvent = sessions.changed(session);
            change.signalAll();
            if (isEvent) {
                listeners.changed(session);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<CapturedMessage> messages() {
        return locked(() -> messages.after(0));
    }

    @Override
    public List<SmtpSession> sessions() {
        return locked(sessions::all);
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        Objects.requireNonNull(id, "id");
        return locked(() -> sessions.find(id));
    }

    @Override
    public Optional<CapturedMessage> message(String id) {
        Objects.requireNonNull(id, "id");
        return locked(() -> messages.message(id));
    }

    @Override
    public Optional<Mark> markOf(String id) {
        Objects.requireNonNull(id, "id");
        return locked(() -> messages.message(id)
                .flatMap(message -> messages.position(id)
                        .map(position -> new Mark(position, sessions.lastChangeAt(message.receivedAt())))));
    }

    @Override
    public Mark markAt(Instant time) {
        Objects.requireNonNull(time, "time");
        return locked(() -> new Mark(messages.lastPositionAt(time), sessions.lastChangeAt(time)));
    }

    @Override
    public int delete(MessageQuery query) {
        Objects.requireNonNull(query, "query");
        int count = 0;
        for (CapturedMessage message : messages()) {
            if (query.matches(message) && delete(message.id())) {
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean delete(String id) {
        Objects.requireNonNull(id, "id");
        return locked(() -> messages.delete(id));
    }

    @Override
    public void addListener(StoreListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void removeListener(StoreListener listener) {
        listeners.remove(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public Counters counters() {
        return locked(() -> messages.counters(sessions.begun()));
    }

    @Override
    public Mark mark() {
        return locked(() -> new Mark(messages.lastPosition(), sessions.lastChange()));
    }

    @Override
    public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException {
        requireNotNegative(atLeast);
        return new Search(query, mark).await(atLeast, Deadline.in(Objects.requireNonNull(timeout, "timeout")));
    }

    @Override
    public Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException {
        Objects.requireNonNull(grace, "grace");
        Search search = new Search(query, mark);
        AwaitResult result = search.await(1, Deadline.in(Objects.requireNonNull(quiet, "quiet")));
        List<UnderWay> begun = locked(sessions::underWay);
        Deadline deadline = Deadline.in(grace);
        while (result.matches().isEmpty() && awaitMessageFrom(begun, result.mark(), deadline)) {
            result = search.await(1, Deadline.PASSED);
        }
        List<SmtpSession> pending = result.matches().isEmpty() ? locked(() -> sessionsUnderWay(begun)) : List.of();
        return new Quiet(result, pending.stream().filter(query::mayComeFrom).toList());
    }

    private List<SmtpSession> sessionsUnderWay(List<UnderWay> transactions) {
        return transactions.stream()
                .flatMap(transaction -> sessions.ifUnderWay(transaction).stream())
                .toList();
    }

    /**
     * Returns true as soon as there is another message; false once none of the transactions is under way, or at the deadline.
     * Here and below, an interrupt ends a wait but does not prevent a look that needs no wait: an interrupted test may still
     * want to report what has arrived.
     */
    private boolean awaitMessageFrom(List<UnderWay> transactions, Mark seen, Deadline deadline)
            throws InterruptedException {
        lock.lock();
        try {
            while (!messages.hasAfter(seen.message())) {
                if (sessionsUnderWay(transactions).isEmpty() || !deadline.await(change)) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(mark, "mark");
        requireNotNegative(atLeast);
        Deadline deadline = Deadline.in(Objects.requireNonNull(timeout, "timeout"));
        while (true) {
            long seen = locked(sessions::lastChange);
            List<SmtpSession> active = locked(() -> sessions.activeAfter(mark.session()));
            if (active.stream().filter(query::matches).count() >= atLeast || !awaitChangeAfter(seen, deadline)) {
                return active;
            }
        }
    }

    private static void requireNotNegative(int atLeast) {
        if (atLeast < 0) {
            throw new IllegalArgumentException("atLeast must not be negative, but is " + atLeast);
        }
    }

    private boolean awaitChangeAfter(long seen, Deadline deadline) throws InterruptedException {
        lock.lock();
        try {
            while (sessions.lastChange() == seen) {
                if (!deadline.await(change)) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A search that examines each message after a mark once, however often it waits for more. */
    private final class Search {
        private final MessageQuery query;
        private final Mark mark;
        private final List<CapturedMessage> matches = new ArrayList<>();
        private final List<CapturedMessage> others = new ArrayList<>();
        private long seen;

        Search(MessageQuery query, Mark mark) {
            this.query = Objects.requireNonNull(query, "query");
            this.mark = Objects.requireNonNull(mark, "mark");
            this.seen = mark.message();
        }

        AwaitResult await(int atLeast, Deadline deadline) throws InterruptedException {
            while (hasMore(matches.size() < atLeast ? deadline : Deadline.PASSED)) {
                examine();
                if (matches.size() >= atLeast) {
                    break;
                }
            }
            return result(matches.size() >= atLeast ? List.of() : NearMiss.closest(query, others));
        }

        private boolean hasMore(Deadline deadline) throws InterruptedException {
            lock.lock();
            try {
                while (!messages.hasAfter(seen)) {
                    if (!deadline.await(arrival)) {
                        return false;
                    }
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        private void examine() {
            List<CapturedMessage> arrived;
            lock.lock();
            try {
                arrived = messages.after(seen);
                seen = messages.lastPosition();
            } finally {
                lock.unlock();
            }
            for (CapturedMessage message : arrived) {
                (query.matches(message) ? matches : others).add(message);
            }
        }

        private AwaitResult result(List<NearMiss> nearMisses) {
            return locked(() -> new AwaitResult(
                    matches,
                    nearMisses,
                    messages.evictedAfter(mark.message()),
                    sessions.incompleteAfter(mark.session()).stream()
                            .filter(query::mayComeFrom)
                            .toList(),
                    sessions.countAfter(mark.session()),
                    new Mark(seen, sessions.lastChange())));
        }
    }
}

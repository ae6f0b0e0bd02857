package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.SessionLog.UnderWay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link MessageStore} on the heap. It limits the number of messages and their total size, envelopes included: a new
 * message that would exceed a limit evicts the oldest messages. It limits ended sessions in the same way. Thread-safe.
 */
public final class InMemoryMessageStore implements MessageStore {
    private final Limits limits;
    private final Listeners listeners = new Listeners();
    private final GuardedLogs logs;

    /**
     * Creates an empty store with the limits {@code storedMessages}, {@code storedBytes}, {@code storedSessions} and
     * {@code storedSessionBytes}.
     */
    public InMemoryMessageStore(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.logs = new GuardedLogs(limits, listeners);
    }

    @Override
    public void add(CapturedMessage message) throws StoreFullException {
        long envelope =
                EnvelopeSize.of(Objects.requireNonNull(message, "message").envelope());
        if (message.size() + envelope > limits.storedBytes()) {
            throw new StoreFullException("The message has " + message.size() + " bytes and an envelope of " + envelope
                    + " bytes, but the store holds only " + limits.storedBytes());
        }
        logs.addMessage(messages -> {
            messages.add(message, envelope);
            listeners.added(message);
        });
    }

    @Override
    public void add(StoredSession session) {
        Objects.requireNonNull(session, "session");
        logs.changeSessions(sessions -> {
            sessions.add(session);
            listeners.changed(session);
        });
    }

    @Override
    public void changed(StoredSession session) {
        Objects.requireNonNull(session, "session");
        logs.changeSessions(sessions -> {
            if (sessions.changed(session)) {
                listeners.changed(session);
            }
        });
    }

    @Override
    public List<CapturedMessage> messages() {
        return logs.locked((messages, sessions) -> messages.after(0));
    }

    @Override
    public List<SmtpSession> sessions() {
        return logs.locked((messages, sessions) -> sessions.all());
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        Objects.requireNonNull(id, "id");
        return logs.locked((messages, sessions) -> sessions.find(id));
    }

    @Override
    public Optional<CapturedMessage> message(String id) {
        Objects.requireNonNull(id, "id");
        return logs.locked((messages, sessions) -> messages.message(id));
    }

    @Override
    public Optional<Mark> markOf(String id) {
        Objects.requireNonNull(id, "id");
        return logs.locked((messages, sessions) -> messages.message(id)
                .flatMap(message -> messages.position(id)
                        .map(position -> new Mark(position, sessions.lastChangeAt(message.receivedAt())))));
    }

    @Override
    public Mark markAt(Instant time) {
        Objects.requireNonNull(time, "time");
        return logs.locked(
                (messages, sessions) -> new Mark(messages.lastPositionAt(time), sessions.lastChangeAt(time)));
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
        return logs.locked((messages, sessions) -> messages.delete(id));
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
        return logs.locked((messages, sessions) -> messages.counters(sessions.begun()));
    }

    @Override
    public Mark mark() {
        return logs.locked((messages, sessions) -> new Mark(messages.lastPosition(), sessions.lastChange()));
    }

    @Override
    public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException {
        requireNotNegative(atLeast);
        return search(query, mark).await(atLeast, deadline("timeout", timeout));
    }

    @Override
    public Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException {
        Objects.requireNonNull(grace, "grace");
        Search search = search(query, mark);
        AwaitResult result = search.await(1, deadline("quiet", quiet));
        List<UnderWay> begun = logs.locked((messages, sessions) -> sessions.underWay());
        Deadline end = deadline("grace", grace);
        while (result.matches().isEmpty()
                && logs.awaitMessageAfter(
                        result.mark().message(),
                        end,
                        () -> !stillUnderWay(begun).isEmpty())) {
            result = search.await(1, Deadline.PASSED);
        }
        List<SmtpSession> pending = result.matches().isEmpty() ? stillUnderWay(begun) : List.of();
        return new Quiet(result, pending.stream().filter(query::mayComeFrom).toList());
    }

    private List<SmtpSession> stillUnderWay(List<UnderWay> transactions) {
        return logs.locked((messages, sessions) -> transactions.stream()
                .flatMap(transaction -> sessions.ifUnderWay(transaction).stream())
                .toList());
    }

    @Override
    public List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(mark, "mark");
        requireNotNegative(atLeast);
        Deadline deadline = deadline("timeout", timeout);
        while (true) {
            long seen = logs.locked((messages, sessions) -> sessions.lastChange());
            List<SmtpSession> active = logs.locked((messages, sessions) -> sessions.activeAfter(mark.session()));
            if (active.stream().filter(query::matches).count() >= atLeast || !logs.awaitChangeAfter(seen, deadline)) {
                return active;
            }
        }
    }

    private Search search(MessageQuery query, Mark mark) {
        return new Search(logs, Objects.requireNonNull(query, "query"), Objects.requireNonNull(mark, "mark"));
    }

    private static Deadline deadline(String name, Duration time) {
        return Deadline.in(Objects.requireNonNull(time, name));
    }

    private static void requireNotNegative(int atLeast) {
        if (atLeast < 0) {
            throw new IllegalArgumentException("atLeast must not be negative, but is " + atLeast);
        }
    }
}

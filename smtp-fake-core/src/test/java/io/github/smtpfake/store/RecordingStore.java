package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A store with which a test can wait for the end of a session. */
public final class RecordingStore implements MessageStore {
    private final MessageStore store;
    private final BlockingQueue<StoredSession> ended = new LinkedBlockingQueue<>();

    public RecordingStore(Limits limits) {
        this.store = new InMemoryMessageStore(limits);
    }

    /** Returns the next session that ends, in the order of their ends; waits for it for up to 20 seconds. */
    public StoredSession awaitEnd() throws InterruptedException {
        StoredSession session = ended.poll(20, TimeUnit.SECONDS);
        if (session == null) {
            throw new AssertionError("Expected a session to end within 20 s, but the store has " + sessions());
        }
        return session;
    }

    /** Returns the messages, oldest first. */
    public List<CapturedMessage> messages() {
        return Stored.messages(store);
    }

    /** Returns the sessions in the order of their start. */
    public List<SmtpSession> sessions() {
        return Stored.sessions(store);
    }

    @Override
    public void add(CapturedMessage message, Mark begun) throws StoreFullException {
        store.add(message, begun);
    }

    @Override
    public void add(StoredSession session) {
        store.add(session);
    }

    @Override
    public void changed(StoredSession session) {
        store.changed(session);
        if (session.end().isPresent()) {
            ended.add(session);
        }
    }

    @Override
    public Page page(StoreQuery query, int offset, int limit) {
        return store.page(query, offset, limit);
    }

    @Override
    public List<StoredMessage> next(StoreQuery query, int limit) {
        return store.next(query, limit);
    }

    @Override
    public Optional<StoredMessage> message(String id) {
        return store.message(id);
    }

    @Override
    public int delete(StoreQuery query) {
        return store.delete(query);
    }

    @Override
    public int markRead(StoreQuery query, boolean read) {
        return store.markRead(query, read);
    }

    @Override
    public int retag(StoreQuery query, UnaryOperator<List<String>> change) {
        return store.retag(query, change);
    }

    @Override
    public SortedMap<String, Integer> tags() {
        return store.tags();
    }

    @Override
    public Mark mark() {
        return store.mark();
    }

    @Override
    public Optional<Mark> markOf(String id) {
        return store.markOf(id);
    }

    @Override
    public Mark markAt(Instant time) {
        return store.markAt(time);
    }

    @Override
    public boolean awaitArrival(Mark mark, Duration timeout) throws InterruptedException {
        return store.awaitArrival(mark, timeout);
    }

    @Override
    public boolean awaitChange(Mark mark, Duration timeout) throws InterruptedException {
        return store.awaitChange(mark, timeout);
    }

    @Override
    public long evictedAfter(Mark mark) {
        return store.evictedAfter(mark);
    }

    @Override
    public SessionPage sessions(SessionQuery query, int offset, int limit) {
        return store.sessions(query, offset, limit);
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        return store.session(id);
    }

    @Override
    public List<SessionActivity> nextActivity(Mark mark, long after, int limit) {
        return store.nextActivity(mark, after, limit);
    }

    @Override
    public void addListener(StoreListener listener) {
        store.addListener(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        store.removeListener(listener);
    }

    @Override
    public Counters counters() {
        return store.counters();
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
            throw new AssertionError("Expected a session to end within 20 s, but the store has " + store.sessions());
        }
        return session;
    }

    @Override
    public void add(CapturedMessage message) throws StoreFullException {
        store.add(message);
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
    public List<CapturedMessage> messages() {
        return store.messages();
    }

    @Override
    public List<SmtpSession> sessions() {
        return store.sessions();
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        return store.session(id);
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
    public Optional<CapturedMessage> message(String id) {
        return store.message(id);
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
    public int delete(MessageQuery query) {
        return store.delete(query);
    }

    @Override
    public boolean delete(String id) {
        return store.delete(id);
    }

    @Override
    public Counters counters() {
        return store.counters();
    }

    @Override
    public Mark mark() {
        return store.mark();
    }

    @Override
    public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException {
        return store.await(query, mark, atLeast, timeout);
    }

    @Override
    public List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        return store.awaitSessions(query, mark, atLeast, timeout);
    }

    @Override
    public MailSource.Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace)
            throws InterruptedException {
        return store.awaitQuiet(query, mark, quiet, grace);
    }
}

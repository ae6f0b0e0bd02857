package io.github.smtpfake.client;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.api.Api;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.store.StoredSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** A store that a web server serves: the server's side adds messages and sessions, the client's side reads and waits. */
final class ServedStore implements MessageStore, AutoCloseable {
    private final MessageStore server;
    private final Api api;
    private final WebServer http;
    private final Transport transport;
    private final MessageStore client;

    private ServedStore(MessageStore server, Api api, WebServer http) {
        this.server = server;
        this.api = api;
        this.http = http;
        this.transport = new Transport(URI.create("http://127.0.0.1:" + http.port()), Optional.empty(), null);
        this.client = new RemoteMessageStore(transport);
    }

    static ServedStore start(Limits limits) {
        return start(new InMemoryMessageStore(limits));
    }

    static ServedStore start(MessageStore store) {
        Api api = new Api(SmtpFakeServer.builder().store(store).build(), "1.2.3");
        try {
            return new ServedStore(
                    store, api, WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), api.router()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        transport.close();
        api.close();
        http.close();
    }

    @Override
    public void add(CapturedMessage message, Mark begun) throws StoreFullException {
        server.add(message, begun);
    }

    @Override
    public void add(CapturedMessage message) throws StoreFullException {
        server.add(message);
    }

    @Override
    public void add(StoredSession session) {
        server.add(session);
    }

    @Override
    public void changed(StoredSession session) {
        server.changed(session);
    }

    @Override
    public int markRead(StoreQuery query, boolean read) {
        return server.markRead(query, read);
    }

    @Override
    public int retag(StoreQuery query, UnaryOperator<List<String>> change) {
        return server.retag(query, change);
    }

    @Override
    public SortedMap<String, Integer> tags() {
        return server.tags();
    }

    @Override
    public void addListener(StoreListener listener) {
        server.addListener(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        server.removeListener(listener);
    }

    @Override
    public Mark mark() {
        return client.mark();
    }

    @Override
    public Page page(StoreQuery query, int offset, int limit) {
        return client.page(query, offset, limit);
    }

    @Override
    public List<StoredMessage> next(StoreQuery query, int limit) {
        return client.next(query, limit);
    }

    @Override
    public Optional<StoredMessage> message(String id) {
        return client.message(id);
    }

    @Override
    public int delete(StoreQuery query) {
        return client.delete(query);
    }

    @Override
    public Optional<Mark> markOf(String id) {
        return client.markOf(id);
    }

    @Override
    public Mark markAt(Instant time) {
        return client.markAt(time);
    }

    @Override
    public boolean awaitArrival(Mark mark, Duration timeout) throws InterruptedException {
        return client.awaitArrival(mark, timeout);
    }

    @Override
    public boolean awaitChange(Mark mark, Duration timeout) throws InterruptedException {
        return client.awaitChange(mark, timeout);
    }

    @Override
    public long evictedAfter(Mark mark) {
        return client.evictedAfter(mark);
    }

    @Override
    public SessionPage sessions(SessionQuery query, int offset, int limit) {
        return client.sessions(query, offset, limit);
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        return client.session(id);
    }

    @Override
    public List<SessionActivity> nextActivity(Mark mark, long after, int limit) {
        return client.nextActivity(mark, after, limit);
    }

    @Override
    public List<SessionActivity> activityAfter(Mark mark) {
        return client.activityAfter(mark);
    }

    @Override
    public Counters counters() {
        return client.counters();
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Answer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.NamedThreads;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.WebSocket;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.mailpit.EventLog.Event;
import io.github.smtpfake.rest.internal.mailpit.EventLog.Kind;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mailpit's events, which clients receive through a WebSocket. It listens to the store only while there are clients.
 * Thread-safe.
 */
final class Events implements Handler, StoreListener {
    private static final int CAPACITY = 10_000;
    private static final int MAX_SINGLE = 200;
    private static final long STATISTICS_MILLIS = 250;
    private static final int IDLE_SECONDS = 2;
    private static final String NO_DATA = "null";

    private final MessageStore store;
    private final String version;
    private final EventLog log = new EventLog(CAPACITY);
    private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();
    /** The number of rejected commands that clients know of, for each open session that has any. */
    private final Map<String, Integer> rejectedBySession = new ConcurrentHashMap<>();

    private final AtomicInteger summaries = new AtomicInteger();
    private final AtomicBoolean statisticsDue = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-mailpit-events"));

    /**
     * Creates events without clients.
     *
     * @param version the version of the server, which the statistics contain
     */
    Events(MessageStore store, String version) {
        this.store = store;
        this.version = version;
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Answers a valid request for a WebSocket. */
    @Override
    public Answer handle(Request request) {
        return WebSocket.answering(request, new EventFeed(this, store, log));
    }

    synchronized void connected(EventFeed feed) {
        if (feeds.isEmpty()) {
            store.addListener(this);
        }
        feeds.add(feed);
        announceStatistics();
    }

    synchronized void disconnected(EventFeed feed) {
        if (feeds.remove(feed) && feeds.isEmpty()) {
            store.removeListener(this);
            rejectedBySession.clear();
        }
    }

    /**
     * Makes a change that clients see as one event without data, instead of one event for each deleted or tagged message.
     *
     * @param kind the event, after which clients ask for everything again
     */
    void summarize(Kind kind, Runnable change) {
        summaries.incrementAndGet();
        try {
            change.run();
        } finally {
            summaries.decrementAndGet();
        }
        add(List.of(new Event(kind, NO_DATA)));
    }

    @Override
    public void added(CapturedMessage message) {
        add(List.of(new Event(Kind.NEW, message.id())));
        announceStatistics();
    }

    @Override
    public void removed(List<String> ids) {
        if (summaries.get() == 0) {
            addEach(Kind.DELETE, ids);
        }
        announceStatistics();
    }

    @Override
    public void markedRead(List<String> ids, boolean read) {
        addEach(read ? Kind.READ : Kind.UNREAD, ids);
        announceStatistics();
    }

    @Override
    public void retagged(List<String> ids) {
        if (summaries.get() == 0) {
            addEach(Kind.TAGS, ids);
        }
    }

    /** Adds an event for each message unless they are many, like Mailpit. */
    private void addEach(Kind kind, List<String> ids) {
        add(
                ids.size() > MAX_SINGLE
                        ? List.of(new Event(Kind.PRUNE, NO_DATA))
                        : ids.stream().map(id -> new Event(kind, id)).toList());
    }

    @Override
    public void changed(SmtpSession session) {
        List<RejectedCommand> rejected = session.rejectedCommands();
        if (rejected.isEmpty()) {
            return;
        }
        // Of a session that began before there were clients, only the last one is new.
        int known = rejectedBySession.getOrDefault(session.id(), rejected.size() - 1);
        rejectedBySession.put(session.id(), rejected.size());
        if (session.end().isPresent()) {
            rejectedBySession.remove(session.id());
        }
        add(rejected.subList(Math.min(known, rejected.size()), rejected.size()).stream()
                .filter(command -> command.replyCode().orElse(0) >= 400)
                .map(command -> new Event(Kind.ERROR, json(Rejection.of(session, command))))
                .toList());
    }

    private void add(List<Event> events) {
        if (!events.isEmpty() && !feeds.isEmpty()) {
            log.add(events);
            feeds.forEach(EventFeed::signal);
        }
    }

    /** Sends the statistics a moment later, unless that is already due. */
    private void announceStatistics() {
        if (!feeds.isEmpty() && statisticsDue.compareAndSet(false, true)) {
            Future<?> unused = clock.schedule(this::addStatistics, STATISTICS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void addStatistics() {
        // First, because a change from now on may need other statistics.
        statisticsDue.set(false);
        try {
            long unread = store.count(StoreQuery.all().read(false));
            add(List.of(
                    new Event(Kind.STATS, json(new Statistics(store.counters().stored(), unread, version)))));
        } catch (StoreUnavailableException e) {
            // Requests report it; the next change sends other statistics.
            return;
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
        }
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }

    private record Statistics(
            @JsonProperty("Total") long total,
            @JsonProperty("Unread") long unread,
            @JsonProperty("Version") String version) {}

    private record Rejection(
            @JsonProperty("Level") String level,
            @JsonProperty("Type") String type,
            @JsonProperty("IP") String ip,
            @JsonProperty("Message") String message) {

        static Rejection of(SmtpSession session, RejectedCommand command) {
            String client = session.info().client();
            int port = client.lastIndexOf(':');
            String address = port < 0 ? client : client.substring(0, port);
            return new Rejection(
                    command.replyCode().orElse(0) < 500 ? "warning" : "error",
                    "smtpd",
                    address.replaceAll("[\\[\\]]", ""),
                    command.reply());
        }
    }
}

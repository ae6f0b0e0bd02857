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
import io.github.smtpfake.rest.internal.mailpit.Event.Kind;
import io.github.smtpfake.rest.internal.store.RecentEvents;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.SessionActivity;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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
    private final RecentEvents<Event> recent = new RecentEvents<>(CAPACITY);
    private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();
    /** The number of rejected commands that clients know of, for each open session that has any. */
    private final Map<String, Integer> rejectedBySession = new ConcurrentHashMap<>();

    /** The deletions of all messages that clients do not know of yet. */
    private final Queue<Object> truncations = new ConcurrentLinkedQueue<>();

    private final AtomicInteger prunings = new AtomicInteger();
    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicBoolean statisticsDue = new AtomicBoolean();
    private final ScheduledExecutorService clock;

    /**
     * Creates events without clients.
     *
     * @param version the version of the server, which the statistics contain
     */
    Events(MessageStore store, String version) {
        this(store, version, newClock());
    }

    /**
     * Creates events without clients.
     *
     * @param clock the executor that sends the statistics
     */
    Events(MessageStore store, String version, ScheduledExecutorService clock) {
        this.store = store;
        this.version = version;
        this.clock = clock;
    }

    private static ScheduledExecutorService newClock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(1, new NamedThreads("smtp-fake-mailpit-events"));
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    /** Answers a valid request for a WebSocket. */
    @Override
    public Answer handle(Request request) {
        return WebSocket.answering(request, feed());
    }

    /** Returns a feed for a new client, which receives all events from now on. */
    EventFeed feed() {
        return new EventFeed(this, store, recent.reader(recent.last()));
    }

    synchronized void connected(EventFeed feed) {
        boolean isFirst = feeds.isEmpty();
        if (isFirst) {
            // Before the store calls, because what it reports then is news.
            recordRejections();
        }
        feeds.add(feed);
        if (isFirst) {
            store.addListener(this);
        }
        announceStatistics();
    }

    /** Records the rejected commands of the open sessions, which are no news for a client that connects now. */
    private void recordRejections() {
        rejectedBySession.clear();
        try {
            for (SessionActivity activity : store.activityAfter(store.mark())) {
                SmtpSession session = activity.session();
                if (session.end().isEmpty()) {
                    rejectedBySession.put(
                            session.id(), session.rejectedCommands().size());
                }
            }
        } catch (StoreUnavailableException e) {
            // Requests report it; clients then learn of old rejections again.
            rejectedBySession.clear();
        }
    }

    synchronized void disconnected(EventFeed feed) {
        if (feeds.remove(feed) && feeds.isEmpty()) {
            store.removeListener(this);
            rejectedBySession.clear();
        }
    }

    /**
     * Deletes all messages, which clients see as one event without data. The event takes the place of the first deletion that
     * the store reports, so that it precedes messages that arrive later.
     */
    void truncate(Runnable change) {
        Object truncation = new Object();
        long before = arrivals.get();
        boolean isDone = false;
        truncations.add(truncation);
        try {
            change.run();
            isDone = true;
        } finally {
            boolean isUnknown = truncations.remove(truncation);
            if (isDone && isUnknown) {
                add(List.of(new Event(Kind.TRUNCATE, NO_DATA)));
            }
            // Clients might take a message for deleted that the store still has.
            if (!isDone || isUnknown && arrivals.get() != before) {
                addPruning();
            }
        }
    }

    /** Changes tags, which clients see as one event without data, after which they ask for everything again. */
    void prune(Runnable change) {
        prunings.incrementAndGet();
        try {
            change.run();
        } finally {
            prunings.decrementAndGet();
            addPruning();
        }
    }

    private void addPruning() {
        add(List.of(new Event(Kind.PRUNE, NO_DATA)));
    }

    @Override
    public void added(CapturedMessage message) {
        arrivals.incrementAndGet();
        add(List.of(new Event(Kind.NEW, message.id())));
        announceStatistics();
    }

    @Override
    public void removed(List<String> ids) {
        if (truncations.poll() == null) {
            addEach(Kind.DELETE, ids);
        } else {
            add(List.of(new Event(Kind.TRUNCATE, NO_DATA)));
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
        if (prunings.get() == 0) {
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
        int known = rejectedBySession.getOrDefault(session.id(), 0);
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
            recent.add(events);
            feeds.forEach(EventFeed::signal);
        }
    }

    /** Sends the statistics a moment later, unless that is already due. */
    private void announceStatistics() {
        if (!feeds.isEmpty() && statisticsDue.compareAndSet(false, true)) {
            try {
                Future<?> unused = clock.schedule(this::addStatistics, STATISTICS_MILLIS, TimeUnit.MILLISECONDS);
            } catch (Throwable e) {
                // For example, there is no thread. The next change tries again.
                statisticsDue.set(false);
                throw e;
            }
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

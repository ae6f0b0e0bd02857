package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The store of a server in another process, as a test reads it. All waits work as on a store in this JVM, because {@link
 * MessageStore} builds them on the primitives that this class asks the server for. Only the server adds messages and sessions, so
 * the methods for that, for listeners and for the marks that users set are not supported. Thread-safe.
 */
final class RemoteMessageStore implements MessageStore {
    private static final int MAX_PAGE = 1_000;
    /** The ids of a request must fit into a megabyte. */
    private static final int MAX_IDS = 10_000;

    /** Shorter than the time after which proxies give up. */
    private static final Duration LONGEST_POLL = Duration.ofSeconds(25);

    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);

    private final Transport transport;
    private final RawBytes bytes;
    private final ContentCache contents = ContentCache.shared(Limits.defaults());
    private final AtomicReference<String> run = new AtomicReference<>("");

    RemoteMessageStore(Transport transport) {
        this.transport = transport;
        this.bytes = new RawBytes(transport);
    }

    @Override
    public Mark mark() {
        return mark(transport.get("/api/store/mark"));
    }

    /** Returns the mark of an answer, and fails if the server has been restarted, so that earlier marks are meaningless. */
    private Mark mark(JsonNode json) {
        String current = Answers.required(json, "run");
        if (!run.compareAndSet("", current) && !current.equals(run.get())) {
            throw new StoreUnavailableException(
                    "The server at " + transport.base()
                            + " has been restarted since this client connected, so earlier marks and rules are lost."
                            + " Connect a new client.",
                    null);
        }
        return new Mark(json.path("message").asLong(), json.path("session").asLong());
    }

    @Override
    public Optional<Mark> markOf(String id) {
        return transport
                .find("/api/store/mark?of=" + Paths.segment(Objects.requireNonNull(id, "id")))
                .map(this::mark);
    }

    @Override
    public Mark markAt(Instant time) {
        return mark(transport.get("/api/store/mark?time="
                + Paths.segment(Objects.requireNonNull(time, "time").toString())));
    }

    @Override
    public boolean awaitArrival(Mark mark, Duration timeout) throws InterruptedException {
        return awaitEvent("arrival", mark, timeout);
    }

    @Override
    public boolean awaitChange(Mark mark, Duration timeout) throws InterruptedException {
        return awaitEvent("change", mark, timeout);
    }

    private boolean awaitEvent(String event, Mark mark, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(mark, "mark");
        Deadline deadline = Deadline.in(Objects.requireNonNull(timeout, "timeout"));
        String known = Objects.requireNonNullElse(run.get(), "");
        // A server that has been restarted answers at once, because the mark belongs to its earlier run.
        String path = "/api/store/changes?for=" + event + "&message=" + mark.message() + "&session=" + mark.session()
                + (known.isEmpty() ? "" : "&run=" + Paths.segment(known));
        while (!deadline.remaining().isZero()) {
            Duration remaining = deadline.remaining();
            Duration poll = remaining.compareTo(LONGEST_POLL) < 0 ? remaining : LONGEST_POLL;
            Optional<JsonNode> answer = transport.await(path + "&wait=" + millis(poll) + "ms", poll);
            if (answer.isEmpty()) {
                pauseBeforeReconnecting(deadline);
                continue;
            }
            mark(answer.get());
            if (answer.get().path("happened").asBoolean()) {
                return true;
            }
        }
        JsonNode answer = transport.getSoon(path);
        mark(answer);
        return answer.path("happened").asBoolean();
    }

    /** Rounds up, so that the server does not answer before the time is over. */
    private static long millis(Duration time) {
        return time.plusNanos(999_999).toMillis();
    }

    /** The server may be starting again behind the same address, or a proxy may have closed the connection. */
    private void pauseBeforeReconnecting(Deadline deadline) throws InterruptedException {
        Thread.sleep(Math.min(millis(deadline.remaining()), RECONNECT_PAUSE.toMillis()));
    }

    @Override
    public long evictedAfter(Mark mark) {
        Objects.requireNonNull(mark, "mark");
        return transport
                .get("/api/store/evicted?message=" + mark.message())
                .path("evicted")
                .asLong();
    }

    @Override
    public List<SessionActivity> nextActivity(Mark mark, long after, int limit) {
        Objects.requireNonNull(mark, "mark");
        requireNotNegative("after", after);
        requirePositive(limit);
        return activity(mark, after, Math.min(limit, MAX_PAGE)).sessions();
    }

    /** Ends although sessions may begin faster than they are read. */
    @Override
    public List<SessionActivity> activityAfter(Mark mark) {
        ActivityPage page = activity(Objects.requireNonNull(mark, "mark"), 0, MAX_PAGE);
        List<SessionActivity> found = new ArrayList<>(page.sessions());
        if (!page.hasMore()) {
            return found;
        }
        long newest = mark().session();
        while (page.hasMore() && page.last() < newest) {
            page = activity(mark, page.last(), MAX_PAGE);
            found.addAll(page.sessions());
        }
        return found;
    }

    private ActivityPage activity(Mark mark, long after, int limit) {
        JsonNode json = transport.get("/api/store/activity?message=" + mark.message() + "&session=" + mark.session()
                + "&after=" + after + "&limit=" + limit);
        return new ActivityPage(
                Answers.list(json.path("sessions"), RemoteMessageStore::sessionActivity),
                json.path("more").asBoolean());
    }

    private static SessionActivity sessionActivity(JsonNode json) {
        return new SessionActivity(
                RemoteSession.of(json),
                json.path("number").asLong(),
                json.path("changedAt").asLong(),
                json.path("activeAt").asLong());
    }

    private record ActivityPage(List<SessionActivity> sessions, boolean more) {
        /** Returns whether another page follows; never after an empty one, so that reading all of them ends. */
        boolean hasMore() {
            return more && !sessions.isEmpty();
        }

        long last() {
            return sessions.get(sessions.size() - 1).number();
        }
    }

    @Override
    public Page page(StoreQuery query, int offset, int limit) {
        Objects.requireNonNull(query, "query");
        requireNotNegative("offset", offset);
        requireNotNegative("limit", limit);
        QueryJson json = QueryJson.of(query);
        if (!json.isExact()) {
            List<StoredMessage> matches = new ArrayList<>(next(query, Integer.MAX_VALUE));
            Collections.reverse(matches);
            return new Page(slice(matches, offset, limit), matches.size());
        }
        JsonNode first = ask(json, "newest", offset, Math.min(limit, MAX_PAGE));
        List<StoredMessage> messages = new ArrayList<>(messages(first));
        int read = messages.size();
        while (read == MAX_PAGE && messages.size() < limit) {
            QueryJson older =
                    QueryJson.of(query.before(messages.get(messages.size() - 1).number()));
            List<StoredMessage> more = messages(ask(older, "newest", 0, Math.min(limit - messages.size(), MAX_PAGE)));
            messages.addAll(more);
            read = more.size();
        }
        return new Page(messages, first.path("matched").asLong());
    }

    private static <T> List<T> slice(List<T> all, int offset, int limit) {
        int from = Math.min(offset, all.size());
        return all.subList(from, from + Math.min(limit, all.size() - from));
    }

    @Override
    public List<StoredMessage> next(StoreQuery query, int limit) {
        Objects.requireNonNull(query, "query");
        requirePositive(limit);
        List<StoredMessage> found = new ArrayList<>();
        StoreQuery rest = query;
        while (true) {
            QueryJson json = QueryJson.of(rest);
            int wanted = json.isExact() ? Math.min(limit - found.size(), MAX_PAGE) : MAX_PAGE;
            List<StoredMessage> candidates = messages(ask(json, "oldest", 0, wanted));
            for (StoredMessage candidate : candidates) {
                if (json.isExact() || matches(query, candidate)) {
                    found.add(candidate);
                }
                if (found.size() == limit) {
                    return found;
                }
            }
            if (candidates.size() < wanted) {
                return found;
            }
            rest = rest.after(candidates.get(candidates.size() - 1).number());
        }
    }

    /** A message that the server has deleted meanwhile does not match. */
    private static boolean matches(StoreQuery query, StoredMessage candidate) {
        try {
            return query.matches(candidate);
        } catch (DeletedMessageException e) {
            return false;
        }
    }

    private JsonNode ask(QueryJson query, String order, int offset, int limit) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query.members());
        body.put("order", order);
        body.put("offset", offset);
        body.put("limit", limit);
        return transport.post("/api/store/messages", body);
    }

    private List<StoredMessage> messages(JsonNode answer) {
        return Answers.list(answer.path("messages"), each -> RemoteMessage.of(each, contents, bytes));
    }

    @Override
    public Optional<StoredMessage> message(String id) {
        return transport
                .find("/api/store/messages/" + Paths.segment(Objects.requireNonNull(id, "id")))
                .map(json -> RemoteMessage.of(json, contents, bytes));
    }

    @Override
    public int delete(StoreQuery query) {
        Objects.requireNonNull(query, "query");
        QueryJson json = QueryJson.of(query);
        if (json.isExact()) {
            return delete(json);
        }
        List<String> ids = next(query, Integer.MAX_VALUE).stream()
                .map(stored -> stored.message().id())
                .toList();
        int deleted = 0;
        for (int from = 0; from < ids.size(); from += MAX_IDS) {
            deleted += delete(QueryJson.of(StoreQuery.ids(ids.subList(from, Math.min(ids.size(), from + MAX_IDS)))));
        }
        return deleted;
    }

    private int delete(QueryJson query) {
        return transport
                .post(Transport.keyed("/api/store/messages/delete"), Map.of("query", query.members()))
                .path("deleted")
                .asInt();
    }

    @Override
    public SessionPage sessions(SessionQuery query, int offset, int limit) {
        Objects.requireNonNull(query, "query");
        requireNotNegative("offset", offset);
        requireNotNegative("limit", limit);
        List<SmtpSession> matches = new ArrayList<>();
        for (SessionActivity each : activityAfter(Mark.START)) {
            if (query.matches(each.session())) {
                matches.add(each.session());
            }
        }
        Collections.reverse(matches);
        return new SessionPage(slice(matches, offset, limit), matches.size());
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        return transport
                .find("/api/store/sessions/" + Paths.segment(Objects.requireNonNull(id, "id")))
                .map(RemoteSession::of);
    }

    @Override
    public Counters counters() {
        JsonNode counters = transport.get("/api/store").path("counters");
        return new Counters(
                counters.path("received").asLong(),
                counters.path("receivedBytes").asLong(),
                counters.path("evicted").asLong(),
                counters.path("deleted").asLong(),
                counters.path("stored").asLong(),
                counters.path("storedBytes").asLong(),
                counters.path("sessions").asLong());
    }

    @Override
    public void requireAvailable() {
        transport.get("/api/store");
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, but is " + limit);
        }
    }

    private static void requireNotNegative(String name, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + number);
        }
    }

    @Override
    public void add(CapturedMessage message, Mark begun) {
        throw onlyByServer();
    }

    @Override
    public void add(StoredSession session) {
        throw onlyByServer();
    }

    @Override
    public void changed(StoredSession session) {
        throw onlyByServer();
    }

    @Override
    public int markRead(StoreQuery query, boolean read) {
        throw onlyByServer();
    }

    @Override
    public int retag(StoreQuery query, UnaryOperator<List<String>> change) {
        throw onlyByServer();
    }

    @Override
    public SortedMap<String, Integer> tags() {
        throw onlyByServer();
    }

    @Override
    public void addListener(StoreListener listener) {
        throw onlyByServer();
    }

    @Override
    public void removeListener(StoreListener listener) {
        throw onlyByServer();
    }

    private static UnsupportedOperationException onlyByServer() {
        return new UnsupportedOperationException("Only the server itself offers this method of its store");
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.delivery.TagNames;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link MessageStore} on the heap. It limits the number of messages and their total size, envelopes included: a new
 * message that would exceed a limit evicts the oldest messages. It also evicts messages that are older than {@code storedAge}
 * when one of its methods is called. It limits ended sessions by number and size. Thread-safe.
 */
public final class InMemoryMessageStore implements MessageStore {
    private final Limits limits;
    private final Listeners listeners = new Listeners();
    private final GuardedLogs logs;
    private final Indexer indexer = new Indexer(this);

    /**
     * Creates an empty store with the limits {@code storedMessages}, {@code storedBytes}, {@code storedAge}, {@code
     * storedSessions} and {@code storedSessionBytes}.
     */
    public InMemoryMessageStore(Limits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        this.logs = new GuardedLogs(limits, listeners);
    }

    @Override
    public void add(CapturedMessage message, Mark begun) throws StoreFullException {
        Objects.requireNonNull(begun, "begun");
        long envelope =
                EnvelopeSize.of(Objects.requireNonNull(message, "message").envelope());
        int size = Delivery.keptSize(message);
        if (size + envelope > limits.storedBytes()) {
            throw new StoreFullException("The message has " + size + " bytes and an envelope of " + envelope
                    + " bytes, but the store holds only " + limits.storedBytes());
        }
        List<String> tags = Delivery.tags(message);
        logs.makeRoom(MessageLog.footprint(size, envelope));
        logs.addMessage(messages -> {
            messages.add(message, begun.session(), envelope, tags);
            listeners.added(message);
        });
        indexer.arrived(logs.lastNumber());
    }

    @Override
    public Page page(StoreQuery query, int offset, int limit) {
        requireNotNegative("offset", offset);
        requireNotNegative("limit", limit);
        Objects.requireNonNull(query, "query");
        return logs.locked((messages, sessions) -> query.selectsAll(messages.lastNumber())
                        ? Optional.of(new Page(messages.newest(offset, limit), messages.size()))
                        : Optional.<Page>empty())
                .orElseGet(() -> search(query, offset, limit));
    }

    private Page search(StoreQuery query, int offset, int limit) {
        return among(query, rows -> {
            List<StoredMessage> page = new ArrayList<>();
            long matched = 0;
            for (int i = rows.length - 1; i >= 0; i--) {
                MemoryRow row = rows[i];
                if (row != null && query.matches(row) && matched++ >= offset && page.size() < limit) {
                    page.add(row);
                }
            }
            return new Page(page, matched);
        });
    }

    @Override
    public long count(StoreQuery query) {
        Objects.requireNonNull(query, "query");
        return logs.locked((messages, sessions) -> query.selectsAllUnread(messages.lastNumber())
                        ? OptionalLong.of(messages.marks().unread())
                        : OptionalLong.empty())
                .orElseGet(() -> page(query, 0, 0).matched());
    }

    @Override
    public List<StoredMessage> next(StoreQuery query, int limit) {
        requirePositive(limit);
        return among(query, rows -> {
            List<StoredMessage> found = new ArrayList<>();
            for (MemoryRow row : rows) {
                if (row != null && query.matches(row)) {
                    found.add(row);
                    if (found.size() == limit) {
                        break;
                    }
                }
            }
            return found;
        });
    }

    /**
     * Applies a search to the rows among which a query searches, outside the lock because a query may be slow. They do not
     * change, so the query sees all or none of the effects of another call.
     */
    private <T> T among(StoreQuery query, Function<@Nullable MemoryRow[], T> search) {
        Objects.requireNonNull(query, "query");
        long generation = logs.locked((messages, sessions) -> messages.pinned().begin());
        try {
            return search.apply(logs.locked((messages, sessions) ->
                    query.ids().map(messages::rows).orElseGet(() -> messages.between(query.after(), query.before()))));
        } finally {
            logs.locked((messages, sessions) -> {
                messages.pinned().end(generation);
                return true;
            });
        }
    }

    private List<MemoryRow> select(StoreQuery query) {
        return among(query, rows -> {
            List<MemoryRow> selected = new ArrayList<>();
            for (MemoryRow row : rows) {
                if (row != null && query.matches(row)) {
                    selected.add(row);
                }
            }
            return selected;
        });
    }

    @Override
    public Optional<StoredMessage> message(String id) {
        Objects.requireNonNull(id, "id");
        return logs.locked((messages, sessions) -> Optional.ofNullable(messages.row(id)));
    }

    @Override
    public int delete(StoreQuery query) {
        List<MemoryRow> selected = select(query);
        return logs.locked((messages, sessions) -> messages.delete(stillMatching(query, selected, messages)));
    }

    /** Returns the selected rows as they are now, without those that have been removed or changed and match no longer. */
    private static List<MemoryRow> stillMatching(StoreQuery query, List<MemoryRow> selected, MessageLog messages) {
        return selected.stream()
                .map(messages::current)
                .filter(Objects::nonNull)
                .filter(query::matchesMarks)
                .toList();
    }

    @Override
    public int markRead(StoreQuery query, boolean read) {
        return change(query, row -> row.withRead(read), ids -> listeners.markedRead(ids, read));
    }

    @Override
    public int retag(StoreQuery query, UnaryOperator<List<String>> change) {
        Objects.requireNonNull(change, "change");
        return change(query, row -> row.withTags(TagNames.sorted(change.apply(row.tags()))), listeners::retagged);
    }

    private int change(StoreQuery query, UnaryOperator<MemoryRow> change, Consumer<List<String>> event) {
        List<MemoryRow> selected = select(query);
        return logs.locked((messages, sessions) -> {
            List<String> ids = messages.replace(stillMatching(query, selected, messages), change);
            if (!ids.isEmpty()) {
                event.accept(ids);
            }
            return ids.size();
        });
    }

    @Override
    public SortedMap<String, Integer> tags() {
        return logs.locked((messages, sessions) -> messages.marks().tags());
    }

    @Override
    public void add(StoredSession session) {
        Objects.requireNonNull(session, "session");
        logs.add(session);
    }

    @Override
    public void changed(StoredSession session) {
        Objects.requireNonNull(session, "session");
        logs.change(session);
    }

    @Override
    public SessionPage sessions(SessionQuery query, int offset, int limit) {
        Objects.requireNonNull(query, "query");
        requireNotNegative("offset", offset);
        requireNotNegative("limit", limit);
        List<SmtpSession> all = logs.locked((messages, sessions) -> sessions.all());
        List<SmtpSession> page = new ArrayList<>();
        long matched = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            if (query.matches(all.get(i)) && matched++ >= offset && page.size() < limit) {
                page.add(all.get(i));
            }
        }
        return new SessionPage(page, matched);
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        Objects.requireNonNull(id, "id");
        return logs.locked((messages, sessions) -> sessions.find(id));
    }

    @Override
    public Optional<Mark> markOf(String id) {
        Objects.requireNonNull(id, "id");
        return logs.locked((messages, sessions) -> Optional.ofNullable(messages.row(id))
                .map(row -> new Mark(
                        row.number(), sessions.lastChangeAt(row.message().receivedAt()))));
    }

    @Override
    public Mark markAt(Instant time) {
        Objects.requireNonNull(time, "time");
        return logs.locked((messages, sessions) -> new Mark(messages.lastNumberAt(time), sessions.lastChangeAt(time)));
    }

    @Override
    public long evictedAfter(Mark mark) {
        Objects.requireNonNull(mark, "mark");
        return logs.locked((messages, sessions) -> messages.evictedAfter(mark.message()));
    }

    @Override
    public List<SessionActivity> nextActivity(Mark mark, long after, int limit) {
        Objects.requireNonNull(mark, "mark");
        requireNotNegative("after", after);
        requirePositive(limit);
        return logs.locked((messages, sessions) -> sessions.nextActivity(mark.session(), after, limit));
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
        return logs.mark();
    }

    @Override
    public boolean awaitArrival(Mark mark, Duration timeout) throws InterruptedException {
        return logs.awaitArrivalAfter(
                Objects.requireNonNull(mark, "mark").message(),
                Deadline.in(Objects.requireNonNull(timeout, "timeout")));
    }

    @Override
    public boolean awaitChange(Mark mark, Duration timeout) throws InterruptedException {
        return logs.awaitChangeAfter(
                Objects.requireNonNull(mark, "mark"), Deadline.in(Objects.requireNonNull(timeout, "timeout")));
    }

    Indexer indexer() {
        return indexer;
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
}

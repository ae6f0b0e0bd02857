package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreListener;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.store.StoredMessage;
import io.github.smtpfake.store.StoredSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * A {@link MessageStore} in one SQLite file. Messages, their marks and ended sessions survive a restart; a message has been
 * committed when {@link #add(CapturedMessage, Mark)} returns, see {@link Durability}. The file has the limits {@code
 * storedMessages}, {@code storedBytes}, {@code storedAge}, {@code storedSessions} and {@code storedSessionBytes}.
 *
 * <p>Only one store can use a file at a time; a lock on {@code <file>.lock} ensures this. While the store is open, {@code
 * <file>-wal} and {@code <file>-shm} exist, too. All three belong to the file. While the file cannot be used, for example
 * because it is locked, damaged or deleted, methods throw {@link StoreUnavailableException}. The store works again as soon
 * as the reason is gone.
 *
 * <p>Thread-safe.
 */
public final class SqliteMessageStore implements MessageStore, AutoCloseable {
    private static final Logger LOG = System.getLogger(SqliteMessageStore.class.getName());

    private final Limits limits;
    private final Changes changes;
    private final SessionArchive sessions;
    private final Readers readers;
    private final MessageReader messages;
    private final Registrar registrar;
    private final Writer writer;
    private final Indexer indexer;
    private final StoreFile file;

    private SqliteMessageStore(OpenedFile opened, Limits limits, IndexerSettings indexing) {
        this.limits = limits;
        this.file = opened.file();
        this.changes = opened.changes();
        this.registrar = opened.registrar();
        this.readers = new Readers(file);
        this.messages = new MessageReader(readers, ContentCache.shared(limits));
        this.sessions = new SessionArchive(changes, opened.sessions(), readers);
        this.writer = opened.newWriter();
        writer.start();
        this.indexer = new Indexer(registrar, messages, readers, writer, indexing);
        indexer.start();
    }

    /**
     * Opens a store with {@link Durability#NORMAL}.
     *
     * @param file the file; it is created if it is missing or empty
     * @param limits how much the store keeps, and how much of a message is parsed
     * @throws StoreUnavailableException if another store uses the file, it does not belong to smtp-fake, a newer release has
     *     written it, or it cannot be read and written. The file is then unchanged
     */
    public static SqliteMessageStore open(Path file, Limits limits) {
        return open(file, limits, Durability.NORMAL);
    }

    /**
     * Opens a store.
     *
     * @param file the file; it is created if it is missing or empty
     * @param limits how much the store keeps, and how much of a message is parsed
     * @param durability what an acknowledged message survives
     * @throws StoreUnavailableException if another store uses the file, it does not belong to smtp-fake, a newer release has
     *     written it, or it cannot be read and written. The file is then unchanged
     */
    public static SqliteMessageStore open(Path file, Limits limits, Durability durability) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(durability, "durability");
        return open(file, limits, durability, IndexerSettings.DEFAULT);
    }

    static SqliteMessageStore open(Path file, Limits limits, Durability durability, IndexerSettings indexing) {
        return new SqliteMessageStore(OpenedFile.open(file, limits, durability), limits, indexing);
    }

    @Override
    public void add(CapturedMessage message, Mark begun) throws StoreFullException {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(begun, "begun");
        try (Reservation writing = MemoryBudget.ofJvm().newReservation()) {
            writing.growWhenFree(Content.loadingBytes(Delivery.keptSize(message)));
            add(message, NewMessage.of(message, begun.session()));
        }
    }

    private void add(CapturedMessage message, NewMessage row) throws StoreFullException {
        if (row.weight() > limits.storedBytes()) {
            throw new StoreFullException("The message has " + row.kept() + " bytes and an envelope of "
                    + (row.weight() - row.kept()) + " bytes, but the store holds only " + limits.storedBytes());
        }
        try {
            Optional<MessageDetails> details = indexer.detailsOfNew(message);
            if (!writer.shared(transaction -> insert(transaction, row, details))) {
                throw new IllegalArgumentException("The store already keeps a message with the id " + message.id());
            }
            indexer.arrived();
        } catch (NoSpaceException e) {
            throw new StoreFullException(e.reason().reason());
        }
    }

    private static boolean insert(Transaction transaction, NewMessage row, Optional<MessageDetails> details)
            throws SQLException {
        Ledger ledger = transaction.ledger();
        long number = ledger.lastNumber() + 1;
        if (!Inserter.insert(transaction, number, row)) {
            return false;
        }
        transaction.setLedger(ledger.added(row.message().size(), row.kept(), row.weight()));
        if (details.isPresent()) {
            Inserter.complete(transaction, number, row.message().size(), details.get());
        }
        transaction.added(row.message());
        return true;
    }

    @Override
    public Page page(StoreQuery query, int offset, int limit) {
        requireNotNegative("offset", offset);
        requireNotNegative("limit", limit);
        return registrar.demand().during(() -> messages.page(plan(query), offset, limit));
    }

    @Override
    public long count(StoreQuery query) {
        QueryPlan plan = QueryPlan.of(Objects.requireNonNull(query, "query"));
        QueryPlan.Scope scope = plan.scope();
        if (scope != QueryPlan.Scope.ALL && scope != QueryPlan.Scope.UNREAD || readers.isReading()) {
            return MessageStore.super.count(query);
        }
        evictExpired();
        readers.requireUsable();
        return scope == QueryPlan.Scope.ALL
                ? registrar.ledger().stored()
                : registrar.ledger().unread();
    }

    @Override
    public List<StoredMessage> next(StoreQuery query, int limit) {
        requirePositive(limit);
        return registrar.demand().during(() -> messages.next(plan(query), limit));
    }

    private QueryPlan plan(StoreQuery query) {
        Objects.requireNonNull(query, "query");
        evictExpired();
        QueryPlan plan = QueryPlan.of(query);
        indexer.catchUp(plan);
        return plan;
    }

    /** Messages that are too old stay visible while they cannot be evicted: reading does not need a file that can be written. */
    private void evictExpired() {
        try {
            while (registrar.hasExpired() && !writer.isFailing()) {
                write(transaction -> true);
            }
        } catch (StoreUnavailableException e) {
            LOG.log(Level.DEBUG, "The store cannot evict messages that are too old", e);
        }
    }

    /** Writes something other than a message, so that a lack of space makes the store unavailable rather than full. */
    private <T> T write(Job.Work<T> work) {
        try {
            return writer.alone(work);
        } catch (NoSpaceException e) {
            throw e.reason();
        }
    }

    @Override
    public Optional<StoredMessage> message(String id) {
        Objects.requireNonNull(id, "id");
        evictExpired();
        return registrar.demand().during(() -> messages.message(id));
    }

    @Override
    public int delete(StoreQuery query) {
        SelectedMessages selection = select(query);
        return write(selection::delete);
    }

    @Override
    public int markRead(StoreQuery query, boolean read) {
        SelectedMessages selection = select(query);
        return write(transaction -> selection.markRead(transaction, read));
    }

    @Override
    public int retag(StoreQuery query, UnaryOperator<List<String>> change) {
        Objects.requireNonNull(change, "change");
        SelectedMessages selection = select(query);
        return write(transaction -> selection.retag(transaction, change));
    }

    /** Decides here what only Java can decide, because a query may be slow, and a transaction keeps all other changes waiting. */
    private SelectedMessages select(StoreQuery query) {
        QueryPlan whole = plan(query);
        return FewMessages.of(whole).orElseGet(() -> select(whole));
    }

    private Selection select(QueryPlan whole) {
        QueryPlan plan = readers.read(database -> Signatures.narrow(database, whole));
        LongList numbers = new LongList();
        if (plan.isExact(true)) {
            return new Selection(Optional.of(plan.matches()), numbers, plan.marks());
        }
        if (!plan.content().isExact()) {
            messages.forEachMatch(plan, numbers::add);
            return new Selection(Optional.empty(), numbers, plan.marks());
        }
        if (registrar.ledger().odd() > 0) {
            messages.forEachOddMatch(plan, numbers::add);
        }
        return new Selection(Optional.of(plan.matchesThatAreNotOdd()), numbers, plan.marks());
    }

    @Override
    public SortedMap<String, Integer> tags() {
        evictExpired();
        return registrar.tags().read(readers);
    }

    @Override
    public Mark mark() {
        return changes.mark();
    }

    @Override
    public Optional<Mark> markOf(String id) {
        return message(id)
                .map(stored -> new Mark(
                        stored.number(), sessions.lastChangeAt(stored.message().receivedAt())));
    }

    @Override
    public Mark markAt(Instant time) {
        Objects.requireNonNull(time, "time");
        evictExpired();
        long now = changes.mark().message();
        return new Mark(messages.lastNumberAt(time).orElse(now), sessions.lastChangeAt(time));
    }

    @Override
    public boolean awaitArrival(Mark mark, Duration timeout) throws InterruptedException {
        return changes.awaitArrival(
                Objects.requireNonNull(mark, "mark").message(),
                Deadline.in(Objects.requireNonNull(timeout, "timeout")));
    }

    @Override
    public boolean awaitChange(Mark mark, Duration timeout) throws InterruptedException {
        return changes.awaitChange(
                Objects.requireNonNull(mark, "mark"), Deadline.in(Objects.requireNonNull(timeout, "timeout")));
    }

    @Override
    public long evictedAfter(Mark mark) {
        Objects.requireNonNull(mark, "mark");
        evictExpired();
        return registrar.ledger().evictedAfter(mark.message());
    }

    @Override
    public void add(StoredSession session) {
        sessions.add(Objects.requireNonNull(session, "session"));
        wakeIfNecessary();
    }

    @Override
    public void changed(StoredSession session) {
        sessions.changed(Objects.requireNonNull(session, "session"));
        wakeIfNecessary();
    }

    private void wakeIfNecessary() {
        if (registrar.hasWork()) {
            writer.wake();
        }
    }

    @Override
    public SessionPage sessions(SessionQuery query, int offset, int limit) {
        Objects.requireNonNull(query, "query");
        requireNotNegative("offset", offset);
        requireNotNegative("limit", limit);
        return sessions.page(query, offset, limit);
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        return sessions.find(Objects.requireNonNull(id, "id"));
    }

    @Override
    public List<SessionActivity> nextActivity(Mark mark, long after, int limit) {
        Objects.requireNonNull(mark, "mark");
        requireNotNegative("after", after);
        requirePositive(limit);
        return sessions.nextActivity(mark.session(), after, limit);
    }

    @Override
    public void addListener(StoreListener listener) {
        changes.addListener(Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public void removeListener(StoreListener listener) {
        changes.removeListener(Objects.requireNonNull(listener, "listener"));
    }

    /** Returns the counters since the file was created. */
    @Override
    public Counters counters() {
        evictExpired();
        return registrar.ledger().counters(sessions.begun());
    }

    @Override
    public void requireAvailable() {
        write(transaction -> {
            // Only writing shows whether there is space.
            transaction.ledger().write(transaction.database());
            return true;
        });
    }

    /**
     * Writes everything that is still in memory, and closes the file. Open sessions are not kept. Does nothing if the store
     * is already closed. After this call, the other methods throw {@link StoreUnavailableException}.
     */
    @Override
    public void close() {
        indexer.close();
        readers.close();
        writer.close();
        file.close();
    }

    /** Adds now the details of all messages, which otherwise happens while no mail arrives. */
    void completeMessages() {
        indexer.finish();
    }

    /** Returns the ledger after the last commit. */
    Ledger ledger() {
        return registrar.ledger();
    }

    /** Does now all work on signatures that otherwise waits until nobody needs the writer. */
    void buildSignatures() {
        completeMessages();
        while (registrar.hasSignatureWork()) {
            write(registrar::buildSignatures);
        }
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

package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.SessionLog.Backlog;
import io.github.smtpfake.store.StoreListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Takes part in each transaction of the writer: saves ended sessions, enforces the limits of the store, and announces
 * committed changes. Used by one thread at a time, which writes; only {@link #ledger}, {@link #indexing}, {@link #demand},
 * {@link #tags}, {@link #hasExpired}, {@link #hasWork} and {@link #backlog} may be called by any thread.
 */
final class Registrar {
    private static final Logger LOG = System.getLogger(Registrar.class.getName());
    /** How many changes of sessions are reserved at once. */
    private static final long RESERVED = 10_000;

    private final StoreFile file;
    private final Changes changes;
    private final SessionLog sessions;
    private final Retention retention;
    private final SignatureBuilder signatures;
    private final IndexProgress indexing;
    private final Demand demand = new Demand();
    private final TagCounts tags = new TagCounts();
    private volatile Ledger ledger;
    /** When the oldest message arrived. */
    private volatile long oldest;

    private volatile boolean ending;
    private Backlog saving = new Backlog(List.of(), List.of());

    Registrar(StoreFile file, Changes changes, SessionLog sessions, Retention retention, Database database)
            throws SQLException {
        this.file = file;
        this.changes = changes;
        this.sessions = sessions;
        this.retention = retention;
        this.signatures = new SignatureBuilder(database);
        this.ledger = Ledger.read(database);
        this.indexing = IndexProgress.read(database, ledger);
        if (retention.isByAge()) {
            this.oldest = oldest(database);
        }
    }

    private static long oldest(Database database) throws SQLException {
        return database.number("SELECT coalesce(min(received), " + Long.MAX_VALUE + ") FROM message");
    }

    /** Returns the ledger after the last commit. */
    Ledger ledger() {
        return ledger;
    }

    /** Returns how far the details of messages are stored. */
    IndexProgress indexing() {
        return indexing;
    }

    /** Returns when others last needed the store. */
    Demand demand() {
        return demand;
    }

    /** Returns the tags of all messages. */
    TagCounts tags() {
        return tags;
    }

    /** Replaces the ledger with the one in the file. */
    void keep(Ledger committed) {
        ledger = committed;
        tags.changed();
    }

    /** Adopts the outcome of a transaction that has been committed. */
    void keep(Transaction committed) {
        ledger = committed.ledger();
        if (committed.hasChangedTags()) {
            tags.changed();
        }
        committed.oldest().ifPresent(nanos -> oldest = nanos);
    }

    /** Returns whether a message is too old now. */
    boolean hasExpired() {
        return retention.isByAge() && oldest <= Times.nanos(retention.oldest());
    }

    /** Returns whether the numbers that are reserved for changes will soon be used up. */
    boolean needsReservation() {
        return changes.mark().session() > ledger.reservedChange() - RESERVED / 2;
    }

    /** Called at the beginning of each transaction. */
    void begin(Transaction transaction) throws SQLException {
        saving = changes.locked(sessions::backlog);
        List<SessionLog.Unsaved> failed = SessionRows.write(transaction.database(), saving);
        changes.locked(() -> {
            failed.forEach(sessions::drop);
            return true;
        });
    }

    /** Called before each commit. */
    void beforeCommit(Transaction transaction) throws SQLException {
        retention.evictExcess(transaction);
        if (hasExpired() || retention.isByAge() && transaction.hasNewLedger()) {
            retention.evictExpired(transaction);
            transaction.setOldest(oldest(transaction.database()));
        }
        reserve(transaction);
    }

    /** Numbers of changes that were not written yet must not be used again after a crash. */
    private void reserve(Transaction transaction) {
        long last = changes.mark().session();
        long reserved = needsReservation() ? last + RESERVED : ledger.reservedChange();
        transaction.setLedger(
                transaction.ledger().withSessions(changes.locked(sessions::begun), ending ? last : reserved));
    }

    /** Makes the next transaction give back the numbers that are reserved but were not used. */
    void end() {
        ending = true;
    }

    /** Called after each commit. */
    void committed(Transaction transaction) {
        changes.locked(() -> {
            sessions.saved(saving);
            return true;
        });
        changes.messages(ledger.lastNumber(), transaction::announceTo);
        transaction.selectionEvent().ifPresent(event -> announceSelection(transaction.database(), event));
    }

    private void announceSelection(Database database, BiConsumer<StoreListener, List<String>> event) {
        try {
            List<String> ids = Selection.removeIds(database);
            while (!ids.isEmpty()) {
                List<String> batch = ids;
                changes.messages(ledger.lastNumber(), listener -> event.accept(listener, batch));
                ids = Selection.removeIds(database);
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "Cannot notify listeners of changed messages", e);
        }
    }

    /** Returns how many sessions must be saved or deleted. */
    long backlog() {
        return changes.locked(sessions::backlogSize);
    }

    /** Returns whether a transaction is necessary even if no caller waits for one. */
    boolean hasWork() {
        return hasExpired() || retention.isExceeded(ledger) || needsReservation() || backlog() > 0;
    }

    /** Returns whether signatures must be built or deleted, for which no caller waits. */
    boolean hasSignatureWork() {
        return signatures.hasWork(ledger, indexing.number());
    }

    /** Does a part of the work on signatures. */
    boolean buildSignatures(Transaction transaction) throws SQLException {
        signatures.step(transaction, indexing.number());
        return true;
    }

    /** Does a part of the work that no caller waits for, and returns whether there is more. */
    boolean idle(Database database) throws SQLException {
        return Housekeeping.step(database, file, ledger.stored() == 0);
    }
}

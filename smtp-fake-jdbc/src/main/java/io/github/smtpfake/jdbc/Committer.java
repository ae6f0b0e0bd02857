package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes jobs in transactions of the connection that writes. After an error that the connection may not survive, it opens
 * another one for the next transaction. Used by one thread at a time.
 */
final class Committer {
    private static final Logger LOG = System.getLogger(Committer.class.getName());

    private final StoreFile file;
    private final Durability durability;
    private final Registrar registrar;
    private final Outage outage = new Outage("write messages and sessions");
    private final Outage tidyingOutage = new Outage("tidy its file");
    private @Nullable Database database;

    Committer(StoreFile file, Durability durability, Database database, Registrar registrar) {
        this.file = file;
        this.durability = durability;
        this.database = database;
        this.registrar = registrar;
    }

    /** Returns whether the last transaction has failed for a reason that may last. May be called by any thread. */
    boolean isFailing() {
        return outage.isUnderWay();
    }

    /** Commits jobs in one transaction. Whatever fails, each of them gets a result. */
    void execute(List<Job<?>> jobs) {
        try {
            commit(jobs);
        } catch (SQLException e) {
            fail(jobs, e);
        } catch (StoreUnavailableException e) {
            fail(jobs, e);
        } catch (RuntimeException e) {
            failOrSplit(jobs, e);
        } catch (Throwable e) {
            // The connection may be in any state.
            close();
            fail(jobs, new StoreUnavailableException("The store has failed: " + e, e));
        }
    }

    private void fail(List<Job<?>> jobs, SQLException e) {
        if (!Failures.isPassing(e)) {
            close();
        }
        StoreUnavailableException reason = Failures.unavailable(file.path(), e);
        if (Failures.isOfOneChange(e)) {
            failOrSplit(jobs, Failures.isFull(e) ? new NoSpaceException(reason) : reason);
        } else {
            fail(jobs, reason);
        }
    }

    private void fail(List<Job<?>> jobs, StoreUnavailableException reason) {
        outage.begin(reason);
        jobs.forEach(job -> job.fail(reason));
    }

    /** For example, one message is too large for the remaining disk space, but the others are not. */
    private void failOrSplit(List<Job<?>> jobs, RuntimeException reason) {
        if (jobs.size() > 1) {
            jobs.forEach(job -> execute(List.of(job)));
            return;
        }
        if (jobs.stream().noneMatch(Job::isAwaited)) {
            // No caller gets the reason.
            outage.begin(reason);
        }
        jobs.forEach(job -> job.fail(reason));
    }

    private void commit(List<Job<?>> jobs) throws SQLException {
        file.requireInPlace();
        Database connected = connect();
        connected.executeAgain("BEGIN IMMEDIATE");
        Transaction transaction = new Transaction(connected, registrar.ledger());
        List<Runnable> results = new ArrayList<>(jobs.size());
        boolean isCommitted = false;
        try {
            registrar.begin(transaction);
            for (Job<?> job : jobs) {
                results.add(job.run(transaction));
            }
            registrar.beforeCommit(transaction);
            if (transaction.hasNewLedger()) {
                transaction.ledger().write(connected);
            }
            connected.executeAgain("COMMIT");
            isCommitted = true;
        } finally {
            if (!isCommitted) {
                rollBack(connected);
            }
        }
        registrar.keep(transaction);
        // If the file has been deleted in the meantime, the message must not be acknowledged.
        file.requireInPlace();
        outage.end();
        notifyListeners(transaction);
        results.forEach(Runnable::run);
    }

    /** Survives any failure, because the messages are stored and must not be sent again. */
    private void notifyListeners(Transaction transaction) {
        try {
            registrar.committed(transaction);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "The store cannot announce changes", e);
        }
    }

    /** SQLite has already rolled back after some errors. */
    private static void rollBack(Database database) {
        try {
            database.rollBack();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "Already rolled back", e);
        }
    }

    private Database connect() throws SQLException {
        Database known = database;
        if (known == null) {
            known = Database.forWriting(file.path(), durability);
            database = known;
            try {
                Selection.createTables(known);
                registrar.keep(Ledger.read(known));
                file.rememberLog();
            } catch (SQLException | RuntimeException e) {
                close();
                throw e;
            }
        }
        return known;
    }

    /** Does a part of the work that no caller waits for, and returns whether there is more. */
    boolean idle() {
        try {
            file.requireInPlace();
            boolean hasMore = registrar.idle(connect());
            tidyingOutage.end();
            return hasMore;
        } catch (SQLException | StoreUnavailableException e) {
            tidyingOutage.begin(e);
            return false;
        } catch (Throwable e) {
            close();
            tidyingOutage.begin(e);
            return false;
        }
    }

    /** Closes the connection; the next transaction opens another one. */
    void close() {
        Database known = database;
        database = null;
        if (known != null) {
            file.forgetLog();
            try {
                known.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "Cannot close a connection", e);
            }
        }
    }
}

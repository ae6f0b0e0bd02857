package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** A connection to the file with its prepared statements. Not thread-safe. */
final class Database implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    /** Negative: in KiB rather than pages. */
    private static final int WRITER_CACHE = -4_096;

    private static final int READER_CACHE = -1_024;
    /** 16 MiB. */
    private static final int PAGES_BETWEEN_CHECKPOINTS = 4_096;

    private static final int LONGEST_LOG = 32 << 20;
    /** Each needs some kilobytes. */
    private static final int MOST_IDLE = 16;

    private static final int LONGEST_IDLE = 2_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    /** Those that nobody uses now, in the order of their last use. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** A statement for SQL that depends on a query. When it is closed, the connection keeps it for the same SQL. */
    final class Query implements AutoCloseable {
        private final String sql;
        private final PreparedStatement statement;

        private Query(String sql, PreparedStatement statement) {
            this.sql = sql;
            this.statement = statement;
        }

        ResultSet rows() throws SQLException {
            return statement.executeQuery();
        }

        int update() throws SQLException {
            return statement.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            if (sql.length() > LONGEST_IDLE || statement.isClosed()) {
                statement.close();
                return;
            }
            PreparedStatement other = idle.put(sql, statement);
            if (other != null) {
                other.close();
            } else if (idle.size() > MOST_IDLE) {
                Iterator<PreparedStatement> statements = idle.values().iterator();
                PreparedStatement oldest = statements.next();
                statements.remove();
                oldest.close();
            }
        }
    }

    /** A function that reads a value from the current row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Creates the file if it is missing or empty, and opens it. */
    static Database create(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // Before the first table: they cannot be changed later.
        Database database = open(file, config);
        try {
            database.execute("PRAGMA auto_vacuum = INCREMENTAL");
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /** Opens the file for writing; fails if it is missing. */
    static Database forWriting(Path file, Durability durability) throws SQLException {
        Database database = openExisting(file);
        try {
            requireWal(file, database.find("PRAGMA journal_mode = WAL", row -> row.getString(1)));
            database.execute("PRAGMA synchronous = " + durability.name());
            database.execute("PRAGMA cache_size = " + WRITER_CACHE);
            // A checkpoint waits for the disk, and a log that stays as long as it is need not grow again after each.
            // Housekeeping shortens the log when the store is idle.
            database.execute("PRAGMA wal_autocheckpoint = " + PAGES_BETWEEN_CHECKPOINTS);
            database.execute("PRAGMA journal_size_limit = " + LONGEST_LOG);
            return database;
        } catch (SQLException | StoreUnavailableException e) {
            database.close();
            throw e;
        }
    }

    /** Without a log, readers and the writer would lock each other out. Some file systems, such as those of networks, cannot have one. */
    static void requireWal(Path file, Optional<String> mode) {
        if (!mode.equals(Optional.of("wal"))) {
            throw new StoreUnavailableException(
                    "The file " + file
                            + " of the store cannot be used: its file system does not support the write-ahead log"
                            + " of SQLite (the journal mode is " + mode.orElse("unknown")
                            + "). Use a local file system",
                    null);
        }
    }

    /** Opens the file for reading; fails if it is missing. */
    static Database forReading(Path file) throws SQLException {
        Database database = openExisting(file);
        try {
            database.execute("PRAGMA query_only = ON");
            database.execute("PRAGMA cache_size = " + READER_CACHE);
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    private static Database openExisting(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return open(file, config);
    }

    private static Database open(Path file, SQLiteConfig config) throws SQLException {
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        // Only one thread at a time uses a connection, so that SQLite need not lock it for each call.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.setGetGeneratedKeys(false);
        // A container with a read-only root has no directory for temporary files, which a change of many rows needs.
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // As a URI, because the driver reads options after a question mark in a plain name.
        return new Database(config.createConnection("jdbc:sqlite:" + file.toUri()));
    }

    /** Executes SQL to its end. {@link #execute} stops at the first row of a PRAGMA that does its work row by row. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Executes a statement. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a statement that is executed often, such as COMMIT. */
    void executeAgain(String sql) throws SQLException {
        prepared(sql).execute();
    }

    /** Ends a transaction that has failed. The driver may have closed the statement that failed, so none is kept. */
    void rollBack() throws SQLException {
        List<PreparedStatement> kept = new ArrayList<>(prepared.values());
        kept.addAll(idle.values());
        prepared.clear();
        idle.clear();
        for (PreparedStatement statement : kept) {
            statement.close();
        }
        execute("ROLLBACK");
    }

    /** Returns a statement that this connection keeps; for SQL that is constant. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    /** Returns a statement, which the caller closes; for SQL that depends on a query. */
    Query prepare(SqlText sql) throws SQLException {
        PreparedStatement known = idle.remove(sql.text());
        PreparedStatement statement = known == null ? connection.prepareStatement(sql.text()) : known;
        try {
            bind(statement, sql.parameters().toArray());
            return new Query(sql.text(), statement);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Executes constant SQL that changes rows, and returns their number. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        bind(statement, parameters);
        return statement.executeUpdate();
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** Returns the value of the first row of constant SQL; empty if there is no row. */
    <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepared(sql);
        bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** Returns the first column of the only row of constant SQL. */
    long number(String sql, @Nullable Object... parameters) throws SQLException {
        return find(sql, row -> row.getLong(1), parameters).orElseThrow(() -> new SQLException("No row: " + sql));
    }

    /** Returns the first column of the only row. */
    long number(SqlText sql) throws SQLException {
        try (Query query = prepare(sql);
                ResultSet rows = query.rows()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

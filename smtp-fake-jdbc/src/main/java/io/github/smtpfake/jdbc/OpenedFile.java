package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** An open file, with the state of its messages and sessions. */
record OpenedFile(
        StoreFile file,
        Durability durability,
        Database database,
        Changes changes,
        SessionLog sessions,
        Registrar registrar) {

    /** Locks, creates and migrates a file as necessary. */
    static OpenedFile open(Path path, Limits limits, Durability durability) {
        StoreFile file = StoreFile.lock(path);
        OpenedFile opened = null;
        try {
            opened = open(file, limits, durability);
            return opened;
        } catch (SQLException e) {
            throw Failures.unavailable(file.path(), e);
        } finally {
            if (opened == null) {
                file.close();
            }
        }
    }

    private static OpenedFile open(StoreFile file, Limits limits, Durability durability) throws SQLException {
        createIfNecessary(file.path());
        try (Database reading = Database.forReading(file.path())) {
            Migrations.requireKnown(reading, file.path());
        }
        Database database = Database.forWriting(file.path(), durability);
        OpenedFile opened = null;
        try {
            Migrations.apply(database);
            DerivedRows.refresh(database);
            Selection.createTables(database);
            opened = load(file, limits, durability, database);
            return opened;
        } finally {
            if (opened == null) {
                database.close();
            }
        }
    }

    private static void createIfNecessary(Path path) throws SQLException {
        if (isMissingOrEmpty(path)) {
            try (Database created = Database.create(path)) {
                Migrations.apply(created);
            }
        }
    }

    private static boolean isMissingOrEmpty(Path path) {
        try {
            return Files.size(path) == 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static OpenedFile load(StoreFile file, Limits limits, Durability durability, Database database)
            throws SQLException {
        Ledger ledger = Ledger.read(database);
        SessionLog sessions = new SessionLog(limits, ledger.sessions());
        sessions.load(SessionRows.all(database));
        Changes changes = new Changes(ledger.lastNumber(), ledger.reservedChange());
        Registrar registrar = new Registrar(file, changes, sessions, new Retention(limits), database);
        file.remember();
        return new OpenedFile(file, durability, database, changes, sessions, registrar);
    }

    Writer newWriter() {
        return new Writer(file, durability, database, registrar);
    }
}

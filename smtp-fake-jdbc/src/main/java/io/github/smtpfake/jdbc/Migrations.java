package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * Brings the schema of a file to the version that this release needs. Each version is a file of SQL, which is never changed
 * after its release; {@code PRAGMA user_version} is the number of those that have been applied.
 */
final class Migrations {
    private static final List<String> FILES = List.of(
            "V1__messages_and_sessions.sql",
            "V2__word_signatures.sql",
            "V3__kept_size.sql",
            "V4__late_details.sql",
            "V5__begun_counts_changes.sql",
            "V6__version_of_details.sql",
            "V7__early_values.sql",
            "V8__numbers_of_read_messages.sql");

    private Migrations() {}

    /**
     * Throws if this release does not know the schema of a file.
     *
     * @throws StoreUnavailableException if a newer release has written the file
     */
    static void requireKnown(Database database, Path file) throws SQLException {
        long version = database.number("PRAGMA user_version");
        if (version > FILES.size()) {
            throw new StoreUnavailableException(
                    "The file " + file + " of the store was written by a newer release: it has version " + version
                            + " of the schema, but this release knows only " + FILES.size()
                            + ". It was not changed; use the newer release or name another file",
                    null);
        }
    }

    /** Applies the versions that are missing, each in one transaction. */
    static void apply(Database database) throws SQLException {
        long version = database.number("PRAGMA user_version");
        for (int next = (int) version; next < FILES.size(); next++) {
            database.execute("BEGIN IMMEDIATE");
            try {
                for (String statement : statements(FILES.get(next))) {
                    database.execute(statement);
                }
                database.execute("PRAGMA application_id = " + StoreFile.APPLICATION_ID);
                database.execute("PRAGMA user_version = " + (next + 1));
                database.execute("COMMIT");
            } catch (SQLException e) {
                database.execute("ROLLBACK");
                throw e;
            }
        }
    }

    /** Each statement ends with a semicolon at the end of a line. */
    private static List<String> statements(String name) {
        return List.of(read("migration/" + name).split(";\\R")).stream()
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(Migrations.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.smtpfake.jdbc;

import java.sql.SQLException;

/** Gives the space of deleted messages back to the file system, in small steps while nobody waits for the writer. */
final class Housekeeping {
    /** 1 MiB. */
    private static final int PAGES = 256;

    private static final long LARGE_WAL = 1 << 20;
    /** New messages soon reuse some free pages; if all of them were given back, the file would only grow again. */
    private static final int SHARE_THAT_STAYS = 8;

    private Housekeeping() {}

    /** Does a step, and returns whether there is more to do. */
    static boolean step(Database database, StoreFile file, boolean isEmpty) throws SQLException {
        long free = database.number("PRAGMA freelist_count");
        long pages = database.number("PRAGMA page_count");
        if (free > 0 && (isEmpty || free > pages / SHARE_THAT_STAYS)) {
            database.run("PRAGMA incremental_vacuum(" + PAGES + ")");
            return true;
        }
        // The file becomes shorter when the log is written to it.
        boolean isTooLong = file.size() > pages * database.number("PRAGMA page_size");
        return (file.walSize() > LARGE_WAL || isTooLong) && truncateWal(database);
    }

    /** Does not wait for readers: it happens again later. */
    private static boolean truncateWal(Database database) throws SQLException {
        long timeout = database.number("PRAGMA busy_timeout");
        database.execute("PRAGMA busy_timeout = 0");
        try {
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return false;
        } finally {
            database.execute("PRAGMA busy_timeout = " + timeout);
        }
    }
}

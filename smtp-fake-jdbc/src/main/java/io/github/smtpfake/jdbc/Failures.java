package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Converts errors of SQLite to the reasons that users receive. */
final class Failures {
    // The primary result codes of SQLite.
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    private Failures() {}

    private static int code(SQLException e) {
        return e.getErrorCode() & 0xFF;
    }

    /** Returns whether there is no more space for the file. */
    static boolean isFull(SQLException e) {
        return code(e) == FULL;
    }

    /** Returns whether the same connection may work later. */
    static boolean isPassing(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED, FULL -> true;
            default -> false;
        };
    }

    static StoreUnavailableException unavailable(Path file, SQLException e) {
        return new StoreUnavailableException("The file " + file + " of the store " + reason(e), e);
    }

    private static String reason(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED -> "is locked by another process";
            case READONLY -> "is read-only";
            case IOERR -> "cannot be read or written: " + e.getMessage();
            case CORRUPT, NOTADB -> "is damaged: " + e.getMessage();
            case FULL -> "cannot grow, because its file system is full";
            case CANTOPEN -> "cannot be opened; check that its directory exists and that this user may write to it";
            default -> "cannot be used: " + e.getMessage();
        };
    }
}

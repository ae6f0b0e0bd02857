package io.github.smtpfake.jdbc;

import io.github.smtpfake.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Translates errors of SQLite into reasons for users. */
final class Failures {
    // The primary result codes of SQLite.
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int TOOBIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int NOTADB = 26;

    private Failures() {}

    private static int code(SQLException e) {
        return e.getErrorCode() & 0xFF;
    }

    /** Returns whether there is no more space for the file. */
    static boolean isFull(SQLException e) {
        return code(e) == FULL;
    }

    /** Returns whether one change may be the reason, so that others in the same transaction could be made. */
    static boolean isOfOneChange(SQLException e) {
        return switch (code(e)) {
            case FULL, TOOBIG, CONSTRAINT -> true;
            default -> false;
        };
    }

    /** Returns whether the connection can be used again later. */
    static boolean isPassing(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED -> true;
            default -> isOfOneChange(e);
        };
    }

    static StoreUnavailableException unavailable(Path file, SQLException e) {
        return new StoreUnavailableException("The file " + file + " of the store " + reason(e), e);
    }

    static StoreUnavailableException unavailable(Path file, DamagedException e) {
        return new StoreUnavailableException("The file " + file + " of the store is damaged: " + e.getMessage(), e);
    }

    private static String reason(SQLException e) {
        return switch (code(e)) {
            case BUSY, LOCKED -> "is locked by another process";
            case READONLY -> "is read-only";
            case IOERR -> "cannot be read or written: " + e.getMessage();
            case CORRUPT, NOTADB -> "is damaged: " + e.getMessage();
            case FULL -> "cannot grow, because its file system is full";
            case TOOBIG -> "cannot hold a value of this size";
            case CANTOPEN -> "cannot be opened; check that its directory exists and that this user may write to it";
            default -> "cannot be used: " + e.getMessage();
        };
    }
}

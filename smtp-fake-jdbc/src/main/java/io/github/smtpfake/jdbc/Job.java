package io.github.smtpfake.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Work for the {@link Writer}, and its result. */
final class Job<T> {
    final CompletableFuture<T> result = new CompletableFuture<>();

    private final Work<T> work;
    private final Kind kind;

    /** Work that is part of a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** How a job is committed, and whether a caller waits for it. */
    enum Kind {
        /** Others may share its transaction. */
        SHARED,
        /** It needs its own transaction, because it may fail or take long. */
        ALONE,
        /** Only triggers a transaction; nobody waits for it. */
        WAKE_UP
    }

    Job(Work<T> work, Kind kind) {
        this.work = work;
        this.kind = kind;
    }

    boolean isAlone() {
        return kind == Kind.ALONE;
    }

    /** Returns whether a caller waits for the result. */
    boolean isAwaited() {
        return kind != Kind.WAKE_UP;
    }

    /** Does the work, and returns an action that announces the result after the commit. */
    Runnable run(Transaction transaction) throws SQLException {
        T value = work.in(transaction);
        return () -> result.complete(value);
    }

    void fail(RuntimeException reason) {
        result.completeExceptionally(reason);
    }
}

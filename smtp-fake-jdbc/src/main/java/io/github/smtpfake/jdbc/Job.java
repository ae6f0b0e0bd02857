package io.github.smtpfake.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** Work for the {@link Writer}, and its result. */
final class Job<T> {
    private final Writer.Work<T> work;
    /** Whether it needs its own transaction, because it may fail or take long. */
    final boolean isAlone;

    final CompletableFuture<T> result = new CompletableFuture<>();

    Job(Writer.Work<T> work, boolean isAlone) {
        this.work = work;
        this.isAlone = isAlone;
    }

    /** Does the work, and returns an action that announces the result after the commit. */
    Runnable run(Transaction transaction) throws SQLException {
        T value = work.in(transaction);
        return () -> result.complete(value);
    }
}

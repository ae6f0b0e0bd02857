package io.github.smtpfake.rest.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer that is to come. Until then its request keeps a connection, but no thread. Thread-safe. */
public final class Deferred implements Answer {
    private final CompletableFuture<Supplier<Answer>> maker = new CompletableFuture<>();

    /**
     * Gives what makes the answer; every call but the first does nothing.
     *
     * @param answer called once, on a thread of the web server's; may throw and wait as a {@link Handler} may
     */
    public void complete(Supplier<Answer> answer) {
        maker.complete(answer);
    }

    /** Passes the maker on, now or when there is one. */
    void whenComplete(Executor threads, Consumer<Supplier<Answer>> next) {
        CompletableFuture<Void> unused = maker.thenAcceptAsync(next, threads);
    }
}

package io.github.smtpfake.rest.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer that follows later. Until then its request keeps a connection, but no thread. Thread-safe. */
public final class Deferred implements Answer {
    private final CompletableFuture<Supplier<Answer>> maker = new CompletableFuture<>();

    /**
     * Sets the maker of the answer. Only the first call has an effect.
     *
     * @param answer is called once, on a thread of the web server; it may block and throw as a {@link Handler} may
     */
    public void complete(Supplier<Answer> answer) {
        maker.complete(answer);
    }

    /** Passes the maker to a consumer as soon as it is set. */
    void whenComplete(Executor threads, Consumer<Supplier<Answer>> next) {
        CompletableFuture<Void> unused = maker.thenAcceptAsync(next, threads);
    }
}

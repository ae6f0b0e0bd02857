package io.github.smtpfake.rest.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An answer that follows later. Until then, its request occupies a connection, but no thread. Thread-safe. */
public final class Deferred implements Answer {
    private final CompletableFuture<Supplier<Answer>> supplier = new CompletableFuture<>();
    private final CompletableFuture<Void> abandonment = new CompletableFuture<>();

    /**
     * Sets the supplier of the answer. Only the first call has an effect.
     *
     * @param answer the supplier, which is called once, on a thread of the web server, unless the client has left; like a
     *     {@link Handler}, it may block and throw
     */
    public void complete(Supplier<Answer> answer) {
        supplier.complete(answer);
    }

    /** Sets what to do as soon as the client has left before the answer was sent. The action returns quickly. */
    public void whenAbandoned(Runnable action) {
        CompletableFuture<Void> unused = abandonment.thenRun(action);
    }

    /** Records that the client has left. */
    void abandon() {
        abandonment.complete(null);
    }

    /** Passes the supplier to a consumer as soon as it is set. */
    void whenComplete(Executor threads, Consumer<Supplier<Answer>> next) {
        CompletableFuture<Void> unused = supplier.thenAcceptAsync(next, threads);
    }
}

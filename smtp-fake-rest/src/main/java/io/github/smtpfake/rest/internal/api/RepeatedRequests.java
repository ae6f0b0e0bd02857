package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What the latest requests with a key were answered. A client that has lost an answer repeats the request with the same key, and
 * receives the first answer instead of changing something again. Thread-safe.
 */
final class RepeatedRequests {
    /** The parameter that names the key. */
    static final String KEY = "key";

    private static final int MAX_KEY = 100;
    private static final int MAX_KEPT = 256;

    private final Map<String, CompletableFuture<Optional<Map<String, Object>>>> kept = new LinkedHashMap<>();

    /** Returns the key of a request; empty if it has none. */
    static Optional<String> key(Parameters parameters) {
        Optional<String> key = parameters.single(KEY);
        if (key.isPresent() && (key.get().isEmpty() || key.get().length() > MAX_KEY)) {
            throw Parameters.malformed(KEY, "must have from 1 to " + MAX_KEY + " characters");
        }
        return key;
    }

    /**
     * Returns the members that a request is answered with. A request that fails is not kept.
     *
     * @param change makes the change, and is not called if the same request with the same key has succeeded. The caller must not
     *     hold a lock that it needs
     */
    Map<String, Object> answer(Request request, Supplier<Map<String, Object>> change) {
        Optional<String> key = key(request.parameters());
        if (key.isEmpty()) {
            return change.get();
        }
        String name = request.method() + " " + request.segments() + " " + key.get();
        while (true) {
            CompletableFuture<Optional<Map<String, Object>>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<Map<String, Object>>> first = keep(name, mine);
            if (first == mine) {
                return change(name, mine, change);
            }
            Optional<Map<String, Object>> answer = first.join();
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private Map<String, Object> change(
            String name, CompletableFuture<Optional<Map<String, Object>>> mine, Supplier<Map<String, Object>> change) {
        Optional<Map<String, Object>> answer = Optional.empty();
        try {
            Map<String, Object> members = change.get();
            answer = Optional.of(members);
            return members;
        } finally {
            if (answer.isEmpty()) {
                forget(name);
            }
            mine.complete(answer);
        }
    }

    private synchronized CompletableFuture<Optional<Map<String, Object>>> keep(
            String name, CompletableFuture<Optional<Map<String, Object>>> mine) {
        CompletableFuture<Optional<Map<String, Object>>> first = kept.putIfAbsent(name, mine);
        if (first != null) {
            return first;
        }
        if (kept.size() > MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return mine;
    }

    private synchronized void forget(String name) {
        kept.remove(name);
    }
}

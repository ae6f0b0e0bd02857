package io.github.smtpfake.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.store.StoreUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a server. An interrupt ends only a {@linkplain #await wait}: a test that was interrupted can still report what
 * has arrived. Thread-safe.
 */
final class Transport implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** How long a wait may exceed its timeout if the server does not answer, unless a test says otherwise. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int MAX_DEPTH = 100;
    private static final Duration THREADS_IDLE = Duration.ofSeconds(2);

    /** How long a server that has answered before may be unreachable, such as while a proxy connects to it again. */
    private static final Duration RECONNECT_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(50);
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    // The escapes also carry unpaired surrogates, which UTF-8 cannot represent.
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();

    private final String base;
    private final Optional<String> authorization;
    private final Duration grace;
    private final ThreadPoolExecutor threads;
    private final AtomicLong requests = new AtomicLong();
    private final Map<Object, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
    private volatile @Nullable HttpClient http;
    private volatile @Nullable Instant lastSeen;

    /**
     * Creates a transport.
     *
     * @param base the URL of the web root, without a slash at the end
     * @param authorization the value of the header Authorization
     * @param tls the context that trusts the server; null for that of the JVM
     */
    Transport(URI base, Optional<String> authorization, @Nullable SSLContext tls) {
        this(base, authorization, tls, GRACE);
    }

    /**
     * Creates a transport.
     *
     * @param grace how long a wait may exceed its timeout if the server does not answer
     */
    Transport(URI base, Optional<String> authorization, @Nullable SSLContext tls, Duration grace) {
        this.grace = grace;
        this.base = base.toString();
        this.authorization = authorization;
        String name = "smtp-fake-client-" + CLIENTS.incrementAndGet();
        // As Executors.newCachedThreadPool, but the threads end soon.
        this.threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                THREADS_IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // The server is local or in a test network.
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(threads);
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.http = builder.build();
    }

    /** Returns the URL of the server. */
    String base() {
        return base;
    }

    /** Sends GET, and returns the answer if its status is 2xx; empty if it is 404. */
    Optional<JsonNode> find(String path) {
        return found(send(request(path).GET().build())).map(Reply::json);
    }

    /** Sends GET, and returns the answer. */
    JsonNode get(String path) {
        return required(path, find(path));
    }

    /** Sends GET at the end of a wait, which a server that does not answer must not prolong. */
    JsonNode getSoon(String path) {
        HttpRequest request = request(path).timeout(grace).GET().build();
        return required(path, found(send(request)).map(Reply::json));
    }

    /** Sends GET, and returns the bytes of the answer; empty if its status is 404. */
    Optional<byte[]> bytes(String path) {
        return found(send(request(path).GET().build())).map(Reply::body);
    }

    /** Sends POST without a body, and returns the answer. */
    JsonNode post(String path) {
        return required(
                path,
                found(send(request(path).POST(BodyPublishers.noBody()).build())).map(Reply::json));
    }

    /** Sends POST with a query that is written as JSON, and returns the answer. */
    JsonNode post(String path, Object body) {
        return required(path, found(send(withJson(path, body))).map(Reply::json));
    }

    /** Sends POST with a value that is written as JSON, and returns the answer whatever its status. */
    Reply exchange(String path, Object body) {
        return send(withJson(path, body));
    }

    /** Sends POST without a body; returns whether there was something at the path. */
    boolean touch(String path) {
        return found(send(request(path).POST(BodyPublishers.noBody()).build())).isPresent();
    }

    /** Returns an executor that runs each task on a thread of this transport, after a delay. */
    Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads);
    }

    private HttpRequest withJson(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json(body)))
                .build();
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot be written as JSON: " + body.getClass(), e);
        }
    }

    /** Sends DELETE, and returns the answer, which shows what was deleted; empty if the status is 404. */
    Optional<JsonNode> findDeleted(String path) {
        return found(send(request(keyed(path)).DELETE().build())).map(Reply::json);
    }

    /**
     * Returns a path with a new key in its query. If the answer is lost, the request is repeated; because of the key, the server
     * does not do it twice, and gives the first answer again.
     */
    static String keyed(String path) {
        return path + (path.contains("?") ? "&" : "?") + "key=" + UUID.randomUUID();
    }

    private JsonNode required(String path, Optional<JsonNode> answer) {
        return answer.orElseThrow(() -> new StoreUnavailableException(
                "The server at " + base + " has nothing at " + path + ". Use the same release of server and client.",
                null));
    }

    private Optional<Reply> found(Reply reply) {
        if (reply.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(requireOk(reply));
    }

    private Reply requireOk(Reply reply) {
        if (reply.isOk()) {
            return reply;
        }
        throw new StoreUnavailableException(
                reply.status() == 401
                        ? "The server at " + base + " requires a login. Build the client with token(..) or login(..)."
                        : "The server at " + base + " rejected the request: " + reply.problem(),
                null);
    }

    /**
     * Sends GET for an answer that the server may delay.
     *
     * @param wait how long the server may delay it
     * @return the answer; empty if the connection failed or the server is unavailable
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<JsonNode> await(String path, Duration wait) throws InterruptedException {
        Duration longest = wait.plus(grace);
        CompletableFuture<Reply> reply =
                begin(request(path).timeout(longest).GET().build());
        try {
            Reply answer = reply.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return answer.isUnavailable()
                    ? Optional.empty()
                    : Optional.of(requireOk(answer).json());
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                return Optional.empty();
            }
            throw failure(e.getCause());
        } finally {
            reply.cancel(true);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    /**
     * Sends a request that the server may receive twice, because it is sent again if the connection is lost or the server is
     * unavailable.
     */
    private Reply send(HttpRequest request) {
        Deadline deadline = Deadline.in(RECONNECT_TIMEOUT);
        while (true) {
            try {
                Reply reply = reply(request);
                if (!reply.isUnavailable() || deadline.remaining().isZero()) {
                    return reply;
                }
            } catch (StoreUnavailableException e) {
                boolean isLost = e.getCause() instanceof IOException && !(e.getCause() instanceof HttpTimeoutException);
                if (!isLost || lastSeen == null || deadline.remaining().isZero()) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** Waits also if the thread is interrupted. */
    private static void pause() {
        Executor later = CompletableFuture.delayedExecutor(RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, later).join();
    }

    private Reply reply(HttpRequest request) {
        try {
            return begin(request).join();
        } catch (CompletionException e) {
            throw failure(e.getCause());
        }
    }

    private CompletableFuture<Reply> begin(HttpRequest request) {
        HttpClient client = http;
        if (client == null) {
            throw new IllegalStateException("The client of " + base + " is closed");
        }
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request, BodyHandlers.ofByteArray());
        requests.incrementAndGet();
        Object key = new Object();
        inFlight.put(key, response);
        if (http == null) {
            // Closed meanwhile, perhaps before it knew of this exchange.
            response.cancel(true);
        }
        CompletableFuture<Reply> reply = response.thenApply(received -> {
            Reply answer = new Reply(received.statusCode(), received.body());
            if (!answer.isUnavailable()) {
                lastSeen = Instant.now();
            }
            return answer;
        });
        CompletableFuture<Reply> unused = reply.whenComplete((received, failure) -> {
            // Also ends the exchange if the caller has cancelled the reply.
            response.cancel(true);
            inFlight.remove(key);
        });
        return reply;
    }

    /** Returns the exception that says that the server does not answer. */
    RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof StoreUnavailableException known) {
            return known;
        }
        if (http == null) {
            return new IllegalStateException("The client of " + base + " is closed", cause);
        }
        Instant seen = lastSeen;
        String reason = cause == null ? "" : " (" + reason(cause) + ")";
        return new StoreUnavailableException(
                "No smtp-fake server answers at " + base + reason + ". "
                        + (seen == null
                                ? "This client never reached it. Check the URL, and that the server runs with its HTTP port."
                                : "It last answered at " + seen + "; it may have been stopped since."),
                cause);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (message != null) {
            return message;
        }
        return cause instanceof ConnectException
                ? "connection refused"
                : cause.getClass().getSimpleName();
    }

    boolean isClosed() {
        return http == null;
    }

    @Override
    public void close() {
        HttpClient client = http;
        http = null;
        inFlight.values().forEach(exchange -> exchange.cancel(true));
        if (client instanceof AutoCloseable closeable) {
            // Since Java 21. Before, its thread ends when nothing refers to it.
            closeQuietly(closeable);
        }
        threads.shutdown();
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // Nothing waits here: all exchanges have been cancelled.
    private static void closeQuietly(AutoCloseable client) {
        try {
            // Otherwise, close would wait for an exchange that begins at the same time.
            HttpClient.class.getMethod("shutdownNow").invoke(client);
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP client cannot be closed", e);
        }
    }

    /** Returns the number of requests so far, for tests. */
    long requests() {
        return requests.get();
    }

    /** Waits until at most the given number of threads remain, for tests. */
    boolean awaitThreads(int most, Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        while (threads.getPoolSize() > most && !deadline.remaining().isZero()) {
            Thread.sleep(RECONNECT_PAUSE.toMillis());
        }
        return threads.getPoolSize() <= most;
    }

    /** Waits until the threads of this transport have ended, for tests. */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return threads.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
}

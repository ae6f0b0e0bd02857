package io.github.smtpfake.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A proxy that closes the connection in place of an answer of the server. */
final class LosingProxy implements AutoCloseable {
    private final HttpServer proxy;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Optional<String>> next = new AtomicReference<>(Optional.empty());
    private final AtomicInteger lost = new AtomicInteger();

    private LosingProxy(HttpServer proxy, int port) {
        this.proxy = proxy;
        this.port = port;
    }

    /** Starts a proxy before the server on a port of this machine. */
    static LosingProxy before(int port) throws IOException {
        LosingProxy started =
                new LosingProxy(HttpServer.create(new InetSocketAddress(LoopbackAddress.get(), 0), 0), port);
        started.proxy.createContext("/", started::passOn);
        started.proxy.setExecutor(started.threads);
        started.proxy.start();
        return started;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    /** Loses the answer of the next request whose path and query contain a text. */
    void loseNextAnswer(String path) {
        next.set(Optional.of(path));
    }

    int lostAnswers() {
        return lost.get();
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                request.header("Content-Type", type);
            }
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            Optional<String> losing = next.get();
            if (losing.isPresent() && target.contains(losing.get()) && next.compareAndSet(losing, Optional.empty())) {
                lost.incrementAndGet();
                return;
            }
            boolean isEmpty = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), isEmpty ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IOException("The proxy was stopped", e);
        }
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
    }
}

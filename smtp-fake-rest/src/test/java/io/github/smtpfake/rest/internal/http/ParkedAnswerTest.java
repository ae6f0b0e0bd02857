package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests that occupy no thread until they are answered, and streams of events. */
class ParkedAnswerTest {
    private final BlockingQueue<Deferred> parked = new LinkedBlockingQueue<>();

    private final Router router = new Router()
            .get("/text", request -> Response.text(200, "Hellö"))
            .get("/parked", request -> {
                Deferred answer = new Deferred();
                parked.add(answer);
                return answer;
            });

    @AutoClose
    private final WebServer server = start();

    private final HttpApi http = new HttpApi("127.0.0.1", server.port());

    private WebServer start() {
        try {
            return WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), router);
        } catch (IOException e) {
            throw new AssertionError("Cannot listen", e);
        }
    }

    @Test
    void keepsAParkedRequestWithoutAThread() throws Exception {
        CompletableFuture<JsonNode> later = http.getLater("/parked");
        Deferred answer = TimeLimit.take(parked);

        answer.complete(() -> Response.json(List.of(Thread.currentThread().getName())));

        assertThat(TimeLimit.get(later).get(0).asText()).isEqualTo("smtp-fake-http");
        assertThat(http.send("GET", "/text").statusCode()).isEqualTo(200);
    }

    @Test
    void noticesAtOnceThatTheClientOfAParkedRequestHasLeft() throws Exception {
        AtomicBoolean isAnswered = new AtomicBoolean();
        for (String early : List.of("", "\r\n", "GET /text HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            CountDownLatch abandoned = new CountDownLatch(1);
            Deferred answer;
            try (RawClient client = new RawClient(server.port())) {
                client.send("GET /parked HTTP/1.1\r\nHost: localhost\r\n\r\n" + early);
                answer = TimeLimit.take(parked);
            }

            answer.whenAbandoned(abandoned::countDown);

            TimeLimit.await(abandoned);
            answer.complete(() -> {
                isAnswered.set(true);
                return Response.noContent();
            });
        }
        assertThat(isAnswered).as("answered, though nobody is there").isFalse();
    }

    /** The answer and the next request arrive at the same time, in any order. */
    @Test
    void answersAParkedRequestWhileItsClientSendsMore() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /parked HTTP/1.1\r\nHost: localhost\r\n\r\n");
            for (int i = 0; i < 500; i++) {
                Deferred answer = TimeLimit.take(parked);
                CompletableFuture<Void> answered =
                        CompletableFuture.runAsync(() -> answer.complete(() -> Response.text(200, "late")));

                client.send("GET /parked HTTP/1.1\r\nHost: localhost\r\n\r\n");

                TimeLimit.get(answered);
                client.expect("HTTP/1.1 200 ");
                client.readHead();
                assertThat(client.read(4)).isEqualTo("late");
            }
        }
    }

    /** Within less time than until the next heartbeat, which would notice it, too. */
    @Test
    void endsAStreamAtOnceWhenItsClientHasLeft() throws Exception {
        for (String early : List.of("", "\r\n")) {
            CountDownLatch closed = new CountDownLatch(1);
            router.get("/events" + early.length(), request -> new EventStream(new Silence(closed)));
            try (RawClient client = new RawClient(server.port())) {
                client.send("GET /events" + early.length() + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + early);
                client.expect("HTTP/1.1 200 ");
            }

            assertThat(closed.await(12, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Has no events. */
    private record Silence(CountDownLatch closed) implements EventStream.Source {
        @Override
        public String next() {
            return "";
        }

        @Override
        public void onMore(Runnable signal) {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void disconnectsAClientThatSendsMuchWhileItsRequestIsParked() throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /parked HTTP/1.1\r\nHost: localhost\r\n\r\n");
            TimeLimit.take(parked).whenAbandoned(abandoned::countDown);

            client.send("x".repeat(100_000));

            TimeLimit.await(abandoned);
        }
    }

    @Test
    void answersTheNextRequestThatWasSentWhileOneIsParked() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /parked HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Deferred answer = TimeLimit.take(parked);
            client.send("GET /text HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            answer.complete(() -> Response.text(200, "late"));

            assertThat(client.readToEnd()).contains("\r\n\r\nlateHTTP/1.1 200 ").endsWith("Hellö");
        }
    }

    @Test
    void ignoresAnAnswerToAParkedRequestWhoseConnectionIsClosed() throws Exception {
        CompletableFuture<JsonNode> later = http.getLater("/parked");
        Deferred answer = TimeLimit.take(parked);
        server.close();
        assertThatThrownBy(later::get).hasRootCauseInstanceOf(IOException.class);

        assertThatCode(() -> answer.complete(() -> Response.text(200, "late"))).doesNotThrowAnyException();
    }
}

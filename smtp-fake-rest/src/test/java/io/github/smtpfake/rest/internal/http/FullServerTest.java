package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that occupy all connections. CONTRIBUTING.md shows how to run it with as many as the server really accepts. */
@Timeout(300)
class FullServerTest {
    private static final int CONNECTIONS = Integer.getInteger("smtpfake.sample.connections", 20);
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    private final BlockingQueue<Deferred> parked = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Router router = new Router()
            .get("/livez", request -> Response.text(200, "ok"))
            .get("/endless", request -> Response.written(200, "text/plain", new Endless()))
            .get("/parked", request -> {
                Deferred answer = new Deferred();
                parked.add(answer);
                return answer;
            })
            .withBody("POST", "/length", request -> Response.text(200, "" + request.body(10_000).length));

    private final class Endless implements Response.Body {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] block = new byte[100_000];
            while (true) {
                out.write(block);
            }
        }

        @Override
        public void end() {
            ended.countDown();
        }
    }

    private WebServer start(HttpLimits limits) {
        try {
            return WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), router, limits, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertAlive(WebServer server) {
        assertThat(RawClient.http(server.port(), "GET /livez HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /li",
                "GET /livez" + HOST + "\r\n",
                "GET /endless" + HOST + "\r\n",
                "POST /length" + HOST + "Content-Length: 100\r\n\r\nx",
                "POST /length" + HOST + "Transfer-Encoding: chunked\r\n\r\n10\r\nx",
                "GET /parked" + HOST + "\r\n"
            })
    void servesNewClientsAlthoughOthersOccupyAllConnections(String beginning) {
        List<RawClient> others = new ArrayList<>();
        try (WebServer server = start(HttpLimits.DEFAULT.withConnections(CONNECTIONS))) {
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                RawClient other = new RawClient(server.port());
                others.add(other);
                other.send(beginning);
                if (i % CONNECTIONS == 0) {
                    assertAlive(server);
                }
            }
            assertAlive(server);
        } finally {
            others.forEach(RawClient::close);
        }
    }

    @Test
    void closesConnectionsThatWaitForTheServerLast() throws Exception {
        List<RawClient> silent = new ArrayList<>();
        try (WebServer server = start(HttpLimits.DEFAULT.withConnections(CONNECTIONS));
                RawClient waiting = new RawClient(server.port())) {
            waiting.send("GET /parked" + HOST + "\r\n");
            Deferred answer = TimeLimit.take(parked);
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                silent.add(new RawClient(server.port()));
            }
            assertAlive(server);

            answer.complete(() -> Response.text(200, "arrived"));

            waiting.expect("HTTP/1.1 200 ");
        } finally {
            silent.forEach(RawClient::close);
        }
    }

    @Test
    void warnsOnceThatItClosesConnections() {
        BlockingQueue<LogRecord> logged = new LinkedBlockingQueue<>();
        Logger log = Logger.getLogger("io.github.smtpfake.http");
        StreamHandler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                logged.add(entry);
            }
        };
        log.addHandler(handler);
        List<RawClient> silent = new ArrayList<>();
        try (WebServer server = start(HttpLimits.DEFAULT.withConnections(CONNECTIONS - 1))) {
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                silent.add(new RawClient(server.port()));
            }
            assertAlive(server);

            // Servers of other tests have other limits.
            String beginning = "All " + (CONNECTIONS - 1) + " ";
            String warning = beginning
                    + "HTTP connections are in use. The server closes the connections whose clients have neither sent"
                    + " nor read anything for longest, so that others can connect (1 since the last warning).";
            assertThat(logged)
                    .filteredOn(entry -> entry.getMessage().startsWith(beginning))
                    .hasSize(1);
            assertThat(logged)
                    .anySatisfy(entry -> assertThat(entry.getMessage()).isEqualTo(warning));
        } finally {
            silent.forEach(RawClient::close);
            log.removeHandler(handler);
        }
    }

    @Test
    void endsAnAnswerThatNobodyReads() throws Exception {
        try (WebServer server = start(HttpLimits.DEFAULT.withReadTimeout(Duration.ofMillis(50)));
                RawClient client = new RawClient(server.port())) {
            client.send("GET /endless" + HOST + "\r\n");

            TimeLimit.await(ended);
        }
    }
}

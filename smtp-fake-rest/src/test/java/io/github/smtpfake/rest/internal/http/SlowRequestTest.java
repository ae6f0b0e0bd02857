package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request must arrive within a limited time, so that slow clients do not occupy connections for ever. */
@Timeout(60)
class SlowRequestTest {
    private static final String HEAD = "POST /length HTTP/1.1\r\nHost: localhost\r\n";

    @AutoClose("shutdownNow")
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    @AutoClose
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        HttpLimits limits = new HttpLimits(10, Duration.ofMillis(500), Duration.ofMinutes(1));
        Router router =
                new Router().withBody("POST", "/length", request -> Response.text(200, "" + request.body(1000).length));
        server = WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), router, limits, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\n",
                "Content-Length: 100\r\n\r\nx",
                "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n10\r\nx"
            })
    void tellsAClientWhoseBodyIsLate(String rest) {
        try (RawClient client = new RawClient(server.port())) {
            client.send(HEAD + rest);

            assertThat(client.readToEnd())
                    .contains("HTTP/1.1 408 ", "Connection: close\r\n")
                    .endsWith("\"detail\":\"The body of the request did not arrive in time.\"}");
        }
    }

    /** Each byte arrives in time, but the request as a whole never does. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /length HTTP/1.1\r\nX: ", HEAD + "Content-Length: 1000\r\n\r\n"})
    void disconnectsAClientThatNeverFinishes(String beginning) {
        try (RawClient client = new RawClient(server.port())) {
            client.send(beginning);
            Future<?> trickle = pace.scheduleAtFixedRate(() -> client.send("y"), 0, 20, TimeUnit.MILLISECONDS);

            assertThatThrownBy(trickle::get).hasCauseInstanceOf(UncheckedIOException.class);
        }
    }
}

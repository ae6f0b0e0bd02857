package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.HttpService;
import io.github.smtpfake.internal.HttpService.Running;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class SmtpFakeHttpTest {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void showsMailOfTheServerInBothDialectsAndOnThePage() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
            String id = SmtpClient.sendMessage(smtp.port(), "app@example.org", MESSAGE, "ada@example.org");

            HttpApi api = api(http.uri());
            assertThat(api.get("/api/messages/" + id).get("subject").asText()).isEqualTo("Hello");
            assertThat(api.get("/api/v1/messages").get("total").asInt()).isEqualTo(1);
            assertThat(new String(api.bytes("/"), StandardCharsets.UTF_8)).contains("<html");
        }
    }

    @Test
    void listensOnlyOnTheLoopbackAddress() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
            assertThat(http.uri())
                    .hasScheme("http")
                    .hasHost(LoopbackAddress.get().getHostAddress())
                    .hasPath("");
            assertThat(http).hasToString("smtp-fake over HTTP at " + http.uri());
        }
    }

    @Test
    void namesItsUrlInTheServerWhileItRuns() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            assertThat(smtp.httpUri()).isEmpty();
            try (SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
                assertThat(smtp.httpUri()).contains(http.uri());
                assertThat(smtp.withAwaitTimeout(Duration.ZERO).httpUri()).contains(http.uri());
                assertThat(smtp)
                        .hasToString("smtp-fake on " + smtp.host() + ":" + smtp.port() + ", mail at " + http.uri());
            }
            assertThat(smtp.httpUri()).isEmpty();
            assertThat(smtp).hasToString("smtp-fake on " + smtp.host() + ":" + smtp.port());
        }
    }

    @Test
    void rejectsASecondHttpServerForTheSameServer() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
            assertThatThrownBy(() -> SmtpFakeHttp.start(smtp))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The server already shows its mail at " + http.uri());
            assertThat(status(http.uri(), "/readyz")).isEqualTo(200);
        }
    }

    /** Alone in its JVM, as the test below. */
    @Test
    @ResourceLock(Resources.GLOBAL)
    void canBeStartedAgainAfterItWasClosed() throws IOException {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpFakeHttp first = SmtpFakeHttp.start(smtp);
            first.close();
            try (SmtpFakeHttp second = SmtpFakeHttp.start(smtp)) {
                first.close();
                assertThat(smtp.httpUri()).contains(second.uri());
            }
            listenOn(first.uri().getPort());
        }
    }

    @Test
    void showsTheMailOfAStoppedServer() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                SmtpFakeHttp http = SmtpFakeHttp.start(smtp)) {
            SmtpClient.sendMessage(smtp.port(), "app@example.org", MESSAGE, "ada@example.org");
            smtp.stop();

            HttpApi api = api(http.uri());
            assertThat(status(http.uri(), "/readyz")).isEqualTo(503);
            assertThat(api.get("/api/messages").get("matched").asInt()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(60)
    void answersAWaitWhenItIsClosed() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpFakeHttp http = SmtpFakeHttp.start(smtp);
            HttpApi api = api(http.uri());
            CompletableFuture<Integer> wait =
                    CompletableFuture.supplyAsync(() -> status(http.uri(), "/api/messages/latest?wait=60s"));
            while (api.get("/api/info").get("waiting").asInt() == 0) {
                assertThat(wait).isNotDone();
            }
            http.close();

            assertThat(wait.get(30, TimeUnit.SECONDS)).isEqualTo(503);
        }
    }

    /** Alone in its JVM, because another test may be given a port that was free a moment ago. */
    @Test
    @Timeout(60)
    @ResourceLock(Resources.GLOBAL)
    void hasFreedThePortWhenAnyCallOfCloseReturns() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            SmtpFakeHttp http = SmtpFakeHttp.start(smtp);
            assertThat(status(http.uri(), "/livez")).isEqualTo(200);
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> closeAndListen(http, together));
            closeAndListen(http, together);
            other.get(30, TimeUnit.SECONDS);
            assertThat(smtp.httpUri()).isEmpty();
        }
    }

    private static void closeAndListen(SmtpFakeHttp http, CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
            http.close();
            // One after the other, because both listen on the same port.
            synchronized (together) {
                listenOn(http.uri().getPort());
            }
        } catch (IOException | InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void listenOn(int port) throws IOException {
        try (ServerSocket free = new ServerSocket(port, 1, LoopbackAddress.get())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void isAvailableToTheJUnitExtension() {
        HttpService service = ServiceLoader.load(HttpService.class).findFirst().orElseThrow();
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            Running http = service.start(smtp);
            URI uri = smtp.httpUri().orElseThrow();
            assertThat(status(uri, "/livez")).isEqualTo(200);
            http.close();
            http.close();
            assertThat(smtp.httpUri()).isEmpty();
        }
    }

    @Test
    void requiresAServer() {
        assertThatNullPointerException()
                .isThrownBy(() -> SmtpFakeHttp.start(null))
                .withMessage("smtp");
    }

    private static int status(URI uri, String path) {
        return api(uri).send("GET", path).statusCode();
    }

    private static HttpApi api(URI uri) {
        return new HttpApi(uri.getHost(), uri.getPort());
    }
}

package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.testing.TimeLimit;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static final Logger LOG = Logger.getLogger("io.github.smtpfake.http");
    private static final List<LogRecord> LOGGED = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void captureTheLog() {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                LOGGED.add(entry);
            }
        });
    }

    /** A permit for each body that has ended. */
    private final Semaphore ends = new Semaphore(0);

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch inside = new CountDownLatch(1);

    private final Router router = new Router()
            .get("/text", request -> Response.text(200, "Hellö"))
            .get("/json", request -> Response.json(List.of(1, 2)))
            .get("/empty", request -> Response.text(200, ""))
            .get("/port", request -> Response.text(200, "" + request.localPort()))
            .delete("/gone", request -> Response.noContent())
            .get("/broken", request -> {
                throw new IllegalStateException("internal secret");
            })
            .get("/full", request -> {
                throw new OutOfMemoryError("simulated");
            })
            .get("/tooLarge", request -> {
                request.memory().growWhenFree(Long.MAX_VALUE / 2);
                return Response.noContent();
            })
            .get("/deferred", request -> {
                Deferred answer = new Deferred();
                answer.complete(() -> {
                    throw new OutOfMemoryError("simulated");
                });
                return answer;
            })
            .get(
                    "/half",
                    request -> Response.written(200, "text/plain", out -> {
                        out.write('a');
                        out.flush();
                        throw new OutOfMemoryError("simulated");
                    }))
            .get("/ends", request -> Response.written(200, "text/plain", new Ending(out -> out.write('a'))))
            .get(
                    "/endsHalfway",
                    request -> Response.written(200, "text/plain", new Ending(out -> {
                        throw new IOException("simulated");
                    })))
            .get("/unloadable", request -> {
                throw new NoClassDefFoundError("simulated");
            })
            .get("/deferredUnloadable", request -> {
                Deferred answer = new Deferred();
                answer.complete(() -> {
                    throw new NoClassDefFoundError("simulated");
                });
                return answer;
            })
            .get("/plain", request -> {
                request.answerProblemsWith(ProblemDetails::plainResponse);
                throw new NoClassDefFoundError("simulated");
            })
            .get("/stuck", this::waitForEver)
            .get("/slow", request -> Response.written(200, "text/plain", this::writeSlowly));

    /** On a port that no other test is given when the server is closed. */
    @AutoClose
    private final WebServer server = start(UnassignedPort.next());

    private final HttpApi http = new HttpApi("127.0.0.1", server.port());

    /** A body that counts how often it ends. */
    private final class Ending implements Response.Body {
        private final Response.Body body;

        Ending(Response.Body body) {
            this.body = body;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            body.writeTo(out);
        }

        @Override
        public void end() {
            ends.release();
        }
    }

    private Response waitForEver(Request request) {
        inside.countDown();
        try {
            never.await();
            return Response.text(200, "released");
        } catch (InterruptedException e) {
            throw new ProblemException(ProblemDetails.unavailable("interrupted"));
        }
    }

    private void writeSlowly(OutputStream out) throws IOException {
        out.write('a');
        out.flush();
        inside.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        out.write('z');
    }

    private WebServer start(int port) {
        try {
            return WebServer.start(LoopbackAddress.get(), port, new AccessGuard(List.of()), router);
        } catch (IOException e) {
            throw new AssertionError("Cannot listen", e);
        }
    }

    @Test
    void sendsTextInUtf8() {
        HttpResponse<String> response = http.send("GET", "/text");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hellö");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.headers().firstValue("Content-Length")).contains("6");
    }

    @Test
    void answersHeadAsGetWithoutABody() {
        HttpResponse<String> head = http.send("HEAD", "/text");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).contains("6");
        assertThat(RawClient.http(server.port(), "HEAD /text HTTP/1.1", "Host: localhost"))
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /text, 200",
        "HEAD, /text, 200",
        "GET, /empty, 200",
        "DELETE, /gone, 204",
        "GET, /nowhere, 404",
        "POST, /text, 405",
        "GET, /broken, 500"
    })
    void forbidsSniffingAndCachingInEveryAnswer(String method, String path, int status) {
        HttpResponse<String> response = http.send(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void keepsTheConnectionForTheNextRequest() {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 3; i++) {
                client.command("GET /empty HTTP/1.1\r\nHost: localhost\r\n", "HTTP/1.1 200 ");
                client.readHead();
            }
        }
    }

    @Test
    void logsADefectWithoutRevealingItToTheClient() {
        String body = http.problem(500, "GET", "/broken").toString();

        assertThat(body).doesNotContain("secret", "Exception", "at io.");
        assertThat(LOGGED).anySatisfy(entry -> assertThat(entry.getThrown()).hasMessage("internal secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/full", "/deferred"})
    void answersWhenMemoryRunsOut(String path) {
        HttpResponse<String> response = http.send("GET", path);

        assertThat(HttpApi.problem(503, response).get("detail").asText())
                .startsWith("The server has too little memory");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");

        assertThat(http.send("GET", "/text").statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatWhatNeverFitsIntoMemoryNeedNotBeTriedAgain() {
        HttpResponse<String> response = http.send("GET", "/tooLarge");
        JsonNode problem = HttpApi.problem(503, response);

        assertThat(problem.get("detail").asText())
                .startsWith("This does not fit into the memory of the server")
                .contains("-Xmx", "/raw")
                .doesNotContain("Try again");
        assertThat(problem.get("lasting").asBoolean()).isTrue();
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void sendsNoSecondAnswerWhenOneFailsHalfway() {
        String answer = RawClient.http(server.port(), "GET /half HTTP/1.1", "Host: localhost");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("HTTP/1.1 500");
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(ends.tryAcquire(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS))
                .as("the body has ended")
                .isTrue();
    }

    @Test
    void endsEachBodyOnce() throws Exception {
        http.send("GET", "/ends");
        awaitEnd();
        http.send("HEAD", "/ends");
        awaitEnd();
        RawClient.http(server.port(), "GET /endsHalfway HTTP/1.1", "Host: localhost");
        awaitEnd();

        assertThat(ends.availablePermits()).isZero();
    }

    @Test
    void checksAccessBeforeAnythingElse() {
        assertThat(RawClient.http(server.port(), "GET /nowhere HTTP/1.1", "Host: evil.example.com"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(RawClient.http(server.port(), "GET /text HTTP/1.1")).startsWith("HTTP/1.1 400 ");
        assertThat(http.send("DELETE", "/gone", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(RawClient.http(server.port(), "GET http://evil.example/text HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void reportsThePortOfARequest() {
        assertThat(http.send("GET", "/port").body()).isEqualTo("" + server.port());
    }

    @Test
    void failsToStartIfThePortIsInUse() {
        assertThatThrownBy(
                        () -> WebServer.start(LoopbackAddress.get(), server.port(), new AccessGuard(List.of()), router)
                                .close())
                .isInstanceOf(BindException.class);
    }

    @Test
    void closesWaitingRequestsAndFreesThePort() throws Exception {
        var stuck = http.getLater("/stuck");
        TimeLimit.await(inside);

        server.close();

        assertThatThrownBy(stuck::get).hasRootCauseInstanceOf(IOException.class);
        start(server.port()).close();
    }

    @Test
    void finishesAnswersInFlightBeforeItCloses() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            TimeLimit.await(inside);
            Thread closing = new Thread(server::close);
            closing.start();
            TimeLimit.until("the server to wait", () -> closing.getState() == Thread.State.TIMED_WAITING);

            never.countDown();

            // An empty chunk ends the answer.
            assertThat(client.readToEnd()).endsWith("\r\n\r\n1\r\na\r\n1\r\nz\r\n0\r\n\r\n");
            TimeLimit.join(closing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/unloadable", "/deferredUnloadable"})
    void answersWhenAClassCannotBeLoaded(String path) {
        http.problem(500, "GET", path);

        assertThat(LOGGED).anySatisfy(entry -> assertThat(entry.getThrown()).isInstanceOf(NoClassDefFoundError.class));
        assertThat(http.send("GET", "/text").statusCode()).isEqualTo(200);
    }

    @Test
    void reportsAFailureInTheFormOfTheHandler() {
        HttpResponse<String> response = http.send("GET", "/plain");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo("The server failed. Its log contains the reason.");
    }
}

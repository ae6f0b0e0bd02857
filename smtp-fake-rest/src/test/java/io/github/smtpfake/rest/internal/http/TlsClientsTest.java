package io.github.smtpfake.rest.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Careless clients over HTTPS, where the end of the input and early bytes are encrypted. */
class TlsClientsTest {
    private static final int CONNECTIONS = 20;
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    private final CountDownLatch endOfTexts = new CountDownLatch(1);
    private final BlockingQueue<Deferred> parked = new LinkedBlockingQueue<>();
    private final Router router = new Router()
            .get("/texts", request -> {
                WebSocket.check(request);
                return WebSocket.answering(request, new OneText(endOfTexts));
            })
            .get("/livez", request -> Response.text(200, "ok"))
            .post("/login", request -> Authentication.remember(request, Response.noContent()))
            .get("/parked", request -> {
                Deferred answer = new Deferred();
                parked.add(answer);
                return answer;
            })
            .withBody("POST", "/length", request -> Response.text(200, "" + request.body(10_000).length));

    @AutoClose
    private final SmtpFakeServer smtp = SmtpFakeServer.startNew();

    @AutoClose
    private final WebServer server = start();

    private WebServer start() {
        try {
            return WebServer.start(
                    LoopbackAddress.get(),
                    0,
                    new AccessGuard(List.of()),
                    router,
                    HttpLimits.DEFAULT.withConnections(CONNECTIONS),
                    ServerAccess.sslContext(smtp));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket connect(String request) throws IOException {
        Socket socket =
                smtp.tlsTrust().sslContext().getSocketFactory().createSocket(LoopbackAddress.get(), server.port());
        socket.setSoTimeout((int) TimeLimit.DURATION.toMillis());
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }

    private String send(String request) throws IOException {
        try (Socket socket = connect(request)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "GET /livez" + HOST + "\r\n"})
    void noticesAtOnceThatTheClientOfAParkedRequestHasLeft(String early) throws Exception {
        CountDownLatch abandoned = new CountDownLatch(1);
        try (Socket socket = connect("GET /parked" + HOST + "\r\n")) {
            TimeLimit.take(parked).whenAbandoned(abandoned::countDown);
            socket.getOutputStream().write(early.getBytes(US_ASCII));
        }

        TimeLimit.await(abandoned);
    }

    @Test
    void answersTheNextRequestThatWasSentBehindAParkedOne() throws Exception {
        try (Socket socket = connect("GET /parked" + HOST + "\r\n")) {
            Deferred answer = TimeLimit.take(parked);
            socket.getOutputStream().write(("GET /livez" + HOST + "Connection: close\r\n\r\n").getBytes(US_ASCII));

            answer.complete(() -> Response.text(200, "late"));

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .contains("\r\n\r\nlateHTTP/1.1 200 ")
                    .endsWith("ok");
        }
    }

    @Test
    void sendsTextsToWebSocketsAndReadsTheirFrames() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        java.net.http.WebSocket socket = TimeLimit.get(HttpClient.newBuilder()
                .sslContext(smtp.tlsTrust().sslContext())
                .build()
                .newWebSocketBuilder()
                .buildAsync(URI.create("wss://localhost:" + server.port() + "/texts"), new Recorder(received)));
        assertThat(TimeLimit.take(received)).isEqualTo("hello");
        TimeLimit.get(socket.sendPing(UTF_8.encode("early")));
        assertThat(TimeLimit.take(received)).isEqualTo("pong early");
        TimeLimit.get(socket.sendClose(1000, "enough"));
        assertThat(TimeLimit.take(received)).isEqualTo("closed 1000");
        TimeLimit.await(endOfTexts);
    }

    /** Records what a client receives. */
    private record Recorder(BlockingQueue<String> received) implements java.net.http.WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence text, boolean last) {
            received.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer payload) {
            received.add("pong " + UTF_8.decode(payload));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(java.net.http.WebSocket socket, int code, String reason) {
            received.add("closed " + code);
            return null;
        }
    }

    /** A source of one text. */
    private static final class OneText implements TextSource {
        private final CountDownLatch end;
        private boolean isSent;

        OneText(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public String next() {
            String text = isSent ? "" : "hello";
            isSent = true;
            return text;
        }

        @Override
        public boolean isOverrun() {
            return false;
        }

        @Override
        public void onMore(Runnable signal) {}

        @Override
        public void close() {
            end.countDown();
        }
    }

    @Test
    void setsCookiesThatBrowsersSendOnlyOverTls() throws Exception {
        assertThat(send("POST /login" + HOST
                        + "Content-Length: 0\r\nConnection: close\r\nAuthorization: Bearer t0ken\r\n\r\n"))
                .contains("Set-Cookie: smtp-fake-token=t0ken; Path=/; HttpOnly; SameSite=Strict; Secure\r\n");
    }

    @Test
    void answersRequestsThatAreTooLarge() throws Exception {
        assertThat(send("POST /length" + HOST + "Content-Length: 5000000\r\n\r\n" + " ".repeat(5_000_000)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(send("GET /livez" + HOST + "X: " + "y".repeat(1_000_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void servesNewClientsAlthoughOthersDoNotEvenBeginTls() throws Exception {
        List<RawClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                silent.add(new RawClient(server.port()));
            }
            assertThat(send("GET /livez" + HOST + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        } finally {
            silent.forEach(RawClient::close);
        }
    }
}

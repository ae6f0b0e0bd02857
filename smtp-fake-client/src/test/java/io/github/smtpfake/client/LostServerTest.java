package io.github.smtpfake.client;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that stops, is restarted, or does not answer while a test uses it. */
@Order(1)
class LostServerTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final String MARK = "\"run\":\"r\",\"message\":1,\"session\":0";

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, LoopbackAddress.get());
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static Transport transport(ServerSocket server) {
        return new Transport(uri(server), Optional.empty(), null);
    }

    /** Answers one request, and returns its first line. */
    private static String answer(ServerSocket server, int status, String body) throws IOException {
        try (Socket connection = server.accept()) {
            BufferedReader request = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
            String first = request.readLine();
            int length = 0;
            for (String line = first; !line.isEmpty(); line = request.readLine()) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            // Otherwise, closing the connection could destroy the answer.
            request.skip(length);
            String head = "HTTP/1.1 " + status + " \r\nConnection: close\r\nContent-Length: " + body.length();
            connection.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(UTF_8));
            return first;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void continuesAWaitAfterTheServerWasUnavailable(int status) throws Exception {
        try (ServerSocket server = listen();
                Transport transport = transport(server)) {
            Background<String> answering = Background.of(() -> {
                answer(server, status, "{\"detail\":\"The server is stopping.\"}");
                return answer(server, 200, "{" + MARK + ",\"happened\":true}");
            });

            assertThat(new RemoteMessageStore(transport).awaitArrival(new Mark(0, 0), LONG))
                    .isTrue();
            assertThat(answering.get()).startsWith("GET /api/store/changes?for=arrival&message=0&session=0&wait=");
        }
    }

    @Test
    void sendsARequestAgainIfTheServerIsUnavailable() throws Exception {
        try (ServerSocket server = listen();
                Transport transport = transport(server)) {
            Background<String> answering = Background.of(() -> {
                answer(server, 503, "{}");
                return answer(server, 200, "{\"protocol\":1}");
            });

            assertThat(transport.get("/api/store").path("protocol").asInt()).isEqualTo(1);
            assertThat(answering.get()).contains("/api/store");
        }
    }

    @Test
    void reportsTheLastAnswerAtTheDeadline() throws Exception {
        Background<String> answering;
        try (ServerSocket server = listen();
                Transport transport = transport(server)) {
            answering = Background.of(() -> {
                while (true) {
                    answer(server, 503, "{\"detail\":\"The server is stopping.\"}");
                }
            });

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> new RemoteMessageStore(transport).awaitArrival(new Mark(0, 0), MOMENT))
                    .withMessageEndingWith("rejected the request: The server is stopping.");
        }
        // The server no longer accepts connections.
        assertThatExceptionOfType(Exception.class).isThrownBy(answering::get);
    }

    @Test
    @Timeout(45)
    void aSilentServerDoesNotProlongAWaitByMuch() throws Exception {
        // It accepts connections, but never answers.
        try (ServerSocket server = listen();
                Transport transport = new Transport(uri(server), Optional.empty(), null, MOMENT)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> new RemoteMessageStore(transport).awaitArrival(new Mark(0, 0), MOMENT))
                    .withMessageStartingWith("No smtp-fake server answers at " + transport.base())
                    .withMessageContaining("This client never reached it.");
        }
    }

    @Test
    @Timeout(60)
    void endsAWaitWhenTheServerIsRestarted() throws Exception {
        ServedServer server = ServedServer.start();
        try (SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            Background<CapturedMessage> waiting = Background.of(() ->
                            client.inbox().withTimeout(Duration.ofMinutes(5)).awaitOne())
                    .untilItWaits();
            server.restartApi();

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(waiting::get)
                    .withMessageStartingWith("The server at " + server.uri()
                            + " has been restarted since this client connected, so earlier marks and rules are lost.");
        } finally {
            server.close();
        }
    }

    @Test
    @Timeout(20)
    void beginsNoWaitAtAServerThatWasRestarted() throws Exception {
        ServedServer server = ServedServer.start();
        try (Transport transport = new Transport(server.uri(), Optional.empty(), null)) {
            RemoteMessageStore store = new RemoteMessageStore(transport);
            Mark mark = store.mark();
            server.restartApi();

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> store.awaitArrival(mark, Duration.ofMinutes(5)))
                    .withMessageContaining("has been restarted since this client connected");
        } finally {
            server.close();
        }
    }

    @Test
    void endsItsRulesAlthoughTheServerFailsToAnswer() throws Exception {
        try (ServerSocket server = listen();
                Transport transport = transport(server)) {
            Background<String> answering = Background.of(() -> {
                answer(server, 201, "{\"id\":\"s\"}");
                return answer(server, 500, "{}");
            });
            RemoteRules rules = RemoteRules.outermost(transport);
            RemoteRules inner = rules.inner(rule -> {});
            assertThat(rules.path()).isEqualTo("/api/rule-scopes/s");

            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(rules::close);
            assertThat(answering.get()).startsWith("DELETE /api/rule-scopes/s?key=");
            rules.close();
            inner.close();
        }
    }

    @Test
    void addsARuleOnceAlthoughTheAnswerIsLost() throws Exception {
        try (ServedServer server = ServedServer.start();
                LosingProxy proxy = LosingProxy.before(server.httpPort());
                SmtpFakeClient client = SmtpFakeClient.connect(proxy.uri())) {
            proxy.loseNextAnswer("/rules?key=");

            Rule rule = client.on(rcptTo("ada@example.org")).reply("450 later");

            assertThat(proxy.lostAnswers()).isOne();
            assertThat(client.rules()).containsExactly(rule);
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("450");
            rule.remove();
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("250");
            assertThat(rule.timesFired()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rules/", "/rules?key=", "/api/rule-scopes/"})
    void knowsTheCountOfARuleAlthoughTheAnswerToItsRemovalIsLost(String path) throws Exception {
        try (ServedServer server = ServedServer.start();
                LosingProxy proxy = LosingProxy.before(server.httpPort());
                SmtpFakeClient client = SmtpFakeClient.connect(proxy.uri())) {
            Rule rule = client.on(rcptTo("ada@example.org")).reply("450 later");
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("450");
            proxy.loseNextAnswer(path);

            switch (path) {
                case "/rules/" -> rule.remove();
                case "/rules?key=" -> client.clearRules();
                default -> client.endRules();
            }

            assertThat(proxy.lostAnswers()).isOne();
            assertThat(rule.timesFired()).isOne();
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("250");
        }
    }

    @Test
    void beginsOneScopeAlthoughTheAnswerIsLost() throws Exception {
        try (ServedServer server = ServedServer.start();
                LosingProxy proxy = LosingProxy.before(server.httpPort());
                Transport transport = new Transport(proxy.uri(), Optional.empty(), null)) {
            transport.get("/api/store");
            proxy.loseNextAnswer("/api/rule-scopes");

            String path = RemoteRules.outermost(transport).path();

            assertThat(proxy.lostAnswers()).isOne();
            assertThat(transport.get(path + "/rules").path("rules")).isEmpty();
        }
    }

    @Test
    void countsDeletedMessagesAlthoughTheAnswerIsLost() throws Exception {
        try (ServedServer server = ServedServer.start();
                LosingProxy proxy = LosingProxy.before(server.httpPort());
                SmtpFakeClient client = SmtpFakeClient.connect(proxy.uri())) {
            SmtpClient.sendMessage(server.smtp(), "ada@example.org", "Hello");
            proxy.loseNextAnswer("/api/store/messages/delete");

            assertThat(client.store().delete(StoreQuery.all())).isOne();
            assertThat(proxy.lostAnswers()).isOne();
        }
    }

    @Test
    void keepsTheCountOfARuleWhenTheClientIsClosed() {
        try (ServedServer server = ServedServer.start()) {
            SmtpFakeClient client = SmtpFakeClient.connect(server.uri());
            Rule rule = client.on(rcptTo("ada@example.org")).reply("450 later");
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("450");

            client.close();

            assertThat(rule.timesFired()).isEqualTo(1);
            assertThat(rule.sessions()).hasSize(1);
            rule.remove();
        }
    }

    @Test
    void saysThatNoServerAnswers() {
        int port;
        try (ServedServer server = ServedServer.start()) {
            port = server.httpPort();
        }

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> SmtpFakeClient.connect(URI.create("http://127.0.0.1:" + port)))
                .withMessageStartingWith("No smtp-fake server answers at http://127.0.0.1:" + port + " (")
                .withMessageEndingWith(
                        "This client never reached it. Check the URL, and that the server runs with its HTTP port.");
    }

    @Test
    void saysWhenTheServerLastAnswered() throws Exception {
        ServedServer server = ServedServer.start();
        try (SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            Inbox inbox = client.inbox().withTimeout(MOMENT);
            server.close();

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(inbox::awaitOne)
                    .withMessageContaining("No smtp-fake server answers at " + server.uri())
                    .withMessageContaining("It last answered at 20");
        }
    }

    @Test
    void continuesAWaitAfterTheConnectionWasLost() throws Exception {
        ServedServer server = ServedServer.start();
        try (SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            Background<CapturedMessage> waiting = Background.of(
                            () -> client.inbox().withTimeout(LONG).awaitOne())
                    .untilItWaits();
            server.reopenHttp();
            SmtpClient.sendMessage(server.smtp(), "ada@example.org", "Hello");

            assertThat(waiting.get().subject()).contains("Hello");
        } finally {
            server.close();
        }
    }

    @Test
    void saysThatTheServerWasRestarted() {
        ServedServer first = ServedServer.start();
        int port = first.httpPort();
        try (SmtpFakeClient client = SmtpFakeClient.connect(first.uri())) {
            first.close();
            try (ServedServer second = ServedServer.start(SmtpFakeServer.builder(), new AccessGuard(List.of()), port)) {
                assertThatExceptionOfType(StoreUnavailableException.class)
                        .isThrownBy(() -> client.inbox().messages())
                        .withMessageStartingWith("The server at " + second.uri() + " has been restarted");
            }
        }
    }

    @Test
    void sendsARequestAgainIfTheConnectionIsLost() throws Exception {
        try (ServerSocket server = listen();
                Transport transport = transport(server)) {
            Background<Boolean> answering = Background.of(() -> {
                answer(server, 200, "{\"protocol\":1}");
                // Lost without an answer.
                server.accept().close();
                answer(server, 200, "{\"protocol\":1}");
                return true;
            });

            assertThat(transport.get("/api/store").path("protocol").asInt()).isEqualTo(1);
            assertThat(transport
                            .post("/api/store/messages", Map.of())
                            .path("protocol")
                            .asInt())
                    .isEqualTo(1);
            assertThat(answering.get()).isTrue();
        }
    }

    @Test
    void addsARuleOnceIfTheConnectionIsLost() throws Exception {
        ServedServer server = ServedServer.start();
        try (SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            client.on(rcptTo("first@example.org")).reply("450 first");
            server.reopenHttp();
            client.on(rcptTo("second@example.org")).times(1).reply("450 second");

            assertThat(client.rules()).hasSize(2);
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "second@example.org"))
                    .startsWith("450");
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "second@example.org"))
                    .startsWith("250");
        } finally {
            server.close();
        }
    }
}

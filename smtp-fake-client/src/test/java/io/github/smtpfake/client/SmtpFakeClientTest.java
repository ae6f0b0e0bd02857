package io.github.smtpfake.client;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.net.httpserver.HttpServer;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(1)
class SmtpFakeClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(50);

    @Test
    void sendsTheTokenOrTheLogin() {
        AccessGuard guard = new AccessGuard(List.of())
                .requiring(Authentication.NONE.orToken("t0ken").orUser("ada", "pass:wörd"));
        try (ServedServer server = ServedServer.start(SmtpFakeServer.builder(), guard, 0);
                SmtpFakeClient byToken =
                        SmtpFakeClient.builder(server.uri()).token("t0ken").connect();
                SmtpFakeClient byLogin = SmtpFakeClient.builder(server.uri())
                        .login("ada", "pass:wörd")
                        .connect()) {
            SmtpClient.sendMessage(server.smtp(), "ada@example.org", "Hello");

            assertThat(byToken.inbox().messages()).hasSize(1);
            assertThat(byLogin.inbox().messages()).hasSize(1);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> SmtpFakeClient.connect(server.uri()))
                    .withMessage("The server at " + server.uri()
                            + " requires a login. Build the client with token(..) or login(..).");
        }
    }

    @Test
    void rejectsAServerOfAnotherRelease() throws Exception {
        HttpServer other = otherRelease();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> SmtpFakeClient.connect(URI.create(url)))
                    .withMessage("The server at " + url + " is smtp-fake 0.0.9, which this client cannot use (it has no"
                            + " /api/store). Use the same release of server and client.");
        } finally {
            other.stop(0);
        }
    }

    private static HttpServer otherRelease() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(LoopbackAddress.get(), 0), 0);
        server.createContext("/", exchange -> {
            boolean isInfo = exchange.getRequestURI().getPath().equals("/api/info");
            byte[] body = "{\"version\":\"0.0.9\",\"smtpPort\":25,\"tlsMode\":\"off\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(isInfo ? 200 : 404, isInfo ? body.length : -1);
            exchange.getResponseBody().write(isInfo ? body : new byte[0]);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void usesTheAddressThatAContainerMaps() {
        try (ServedServer server = ServedServer.start();
                SmtpFakeClient client = SmtpFakeClient.builder(server.uri())
                        .smtp("mail.example.org", 2525)
                        .smtpLogin("app", "secret")
                        .connect()) {
            assertThat(client.host()).isEqualTo("mail.example.org");
            assertThat(client.port()).isEqualTo(2525);
            assertThat(client.mailProperties())
                    .containsAllEntriesOf(Map.of(
                            "mail.smtp.host", "mail.example.org",
                            "mail.smtp.port", "2525",
                            "mail.smtp.auth", "true",
                            "mail.smtp.user", "app"));
            assertThat(client).hasToString("smtp-fake at " + server.uri());
        }
    }

    @Test
    void removesItsRulesWhenItIsClosed() {
        try (ServedServer server = ServedServer.start()) {
            SmtpFakeClient client = SmtpFakeClient.connect(server.uri());
            client.on(rcptTo("ada@example.org")).reply("450 later");
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("450");

            client.close();
            client.close();

            assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("250");
        }
    }

    @Test
    void rejectsARuleThatIsWrittenInJava() {
        try (ServedServer server = ServedServer.start();
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.on(rcptTo("*").matching("is odd", situation -> true))
                            .reply("450 later"))
                    .withMessageContaining("is a condition written in Java");
        }
    }

    @Test
    void endsItsThreadsAndItsWaitsWhenItIsClosed() throws Exception {
        try (ServedServer server = ServedServer.start()) {
            SmtpFakeClient client = SmtpFakeClient.connect(server.uri());
            Background<CapturedMessage> waiting = Background.of(
                            () -> client.inbox().withTimeout(LONG).awaitOne())
                    .untilItWaits();

            client.close();

            assertThatIllegalStateException().isThrownBy(waiting::get).withMessageContaining("is closed");
            assertThat(client.transport().awaitEnd(LONG)).isTrue();
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.inbox().messages())
                    .withMessage("The client of " + server.uri() + " is closed");
        }
    }

    @Test
    void usesTheAwaitTimeout() {
        try (ServedServer server = ServedServer.start();
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri()).withAwaitTimeout(MOMENT)) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> client.inbox().awaitOne())
                    .withMessageContaining("within 50 ms");
        }
    }

    @Test
    void checksItsArguments() {
        URI uri = URI.create("http://127.0.0.1:1");
        SmtpFakeClientBuilder builder = SmtpFakeClient.builder(uri);
        assertThatNullPointerException()
                .isThrownBy(() -> SmtpFakeClient.connect(null))
                .withMessage("uri");
        assertThatNullPointerException()
                .isThrownBy(() -> SmtpFakeClient.builder(null))
                .withMessage("uri");
        assertThatNullPointerException().isThrownBy(() -> builder.token(null)).withMessage("token");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.login(null, ""))
                .withMessage("user");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.login("", null))
                .withMessage("password");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.httpTrust(null))
                .withMessage("trust");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.smtpTrust(null))
                .withMessage("trust");
        assertThatNullPointerException().isThrownBy(() -> builder.smtp(null, 1)).withMessage("host");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.smtpLogin(null, ""))
                .withMessage("user");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.smtpLogin("", null))
                .withMessage("password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeClient.builder(URI.create("localhost:8025")))
                .withMessage("uri must be a URL such as http://localhost:8025, without a query, but is localhost:8025");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.token("")).withMessage("token must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.login("a:b", ""))
                .withMessage("user must not contain a colon, but is a:b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.smtp("", 1))
                .withMessage("host must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.smtp("localhost", 65_536))
                .withMessage("port must be between 1 and 65535, but is 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.smtpLogin("", ""))
                .withMessage("user must not be empty");
        try (ServedServer server = ServedServer.start();
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            assertThat(client.transport().base()).isEqualTo(server.uri().toString());
            assertThatNullPointerException().isThrownBy(() -> client.on(null)).withMessage("trigger");
            assertThatNullPointerException()
                    .isThrownBy(() -> client.withAwaitTimeout(null))
                    .withMessage("awaitTimeout");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.withAwaitTimeout(Duration.ofSeconds(-1)))
                    .withMessage("awaitTimeout must not be negative, but is PT-1S");
        }
    }

    @Test
    void connectsBelowAWebRoot() throws Exception {
        AccessGuard guard = new AccessGuard(List.of()).below(WebRoot.of("/mail"));
        try (ServedServer server = ServedServer.start(SmtpFakeServer.builder(), guard, 0);
                SmtpFakeClient client = SmtpFakeClient.connect(URI.create(server.uri() + "/mail/"))) {
            client.on(rcptTo("full@example.org")).reply("452 4.2.2 full");
            assertThat(SmtpClient.replyToRcpt(server.smtp(), "full@example.org"))
                    .startsWith("452");
            SmtpClient.sendMessage(server.smtp(), "ada@example.org", "Hello");

            assertThat(client.inbox().withTimeout(LONG).awaitOne().subject()).contains("Hello");
            assertThat(client.inbox().awaitSession().transcript()).isNotEmpty();
            assertThat(client).hasToString("smtp-fake at " + server.uri() + "/mail");
        }
    }

    @Test
    void needsNoThreadForAWait() throws Exception {
        try (ServedServer server = ServedServer.start();
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            List<Background<CapturedMessage>> waiting = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String address = "a" + i + "@example.org";
                waiting.add(Background.of(() -> client.inbox()
                                .withTimeout(LONG)
                                .recipient(address)
                                .awaitOne())
                        .untilItWaits());
            }
            // The threads of the requests before the waits end when they are idle.
            assertThat(client.transport().awaitThreads(0, LONG)).isTrue();

            for (int i = 0; i < waiting.size(); i++) {
                SmtpClient.sendMessage(server.smtp(), "a" + i + "@example.org", "Hello");
            }
            for (Background<CapturedMessage> each : waiting) {
                assertThat(each.get().subject()).contains("Hello");
            }
            assertThat(client.transport().awaitThreads(0, LONG)).isTrue();
        }
    }

    @Test
    void asksTheServerSeldom() {
        try (ServedServer server = ServedServer.start();
                SmtpFakeClient client = SmtpFakeClient.connect(server.uri())) {
            Inbox inbox = client.inbox().sinceNow().withTimeout(LONG);
            long before = client.transport().requests();
            SmtpClient.sendMessage(server.smtp(), "ada@example.org", "Hello");
            assertThat(inbox.recipient("ada@example.org").awaitOne().subject()).contains("Hello");
            assertThat(client.transport().requests() - before).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void addsThePathOfAProxy() {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> {
                    try (ServedServer server = ServedServer.start()) {
                        SmtpFakeClient.connect(URI.create(server.uri() + "/mail/"));
                    }
                })
                .withMessageContaining("/mail has nothing at /api/info");
    }
}

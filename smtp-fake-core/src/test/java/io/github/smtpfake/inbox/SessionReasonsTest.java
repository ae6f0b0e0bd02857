package io.github.smtpfake.inbox;

import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.ehlo;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reasons that a failed wait names for a session without mail. */
class SessionReasonsTest {

    /** Returns the lines of a failed wait after the description of the session. */
    private static String reasons(SmtpFakeServer server) {
        try {
            server.inbox().withTimeout(Duration.ofMillis(1)).awaitOne();
        } catch (AwaitFailedError e) {
            return String.join(
                    "\n", e.getMessage().lines().skip(3).map(String::strip).toList());
        }
        throw new AssertionError("Expected the wait to fail");
    }

    private static String reasonsOf(SmtpFakeServerBuilder builder, String... lines) throws Exception {
        try (SmtpFakeServer server = builder.start()) {
            try (SmtpClient client = SmtpClient.greeted(server)) {
                for (String line : lines) {
                    client.say(line).reply();
                }
            }
            server.inbox().awaitSession();
            return reasons(server);
        }
    }

    private static String plain(String user, String password) {
        return "AUTH PLAIN "
                + Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    static Stream<RuleTrigger> stages() {
        return Stream.of(
                connect(),
                ehlo(),
                anyCommand(),
                mailFrom("*"),
                rcptTo("*"),
                data(),
                endOfData().largerThan(1));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void namesARuleThatDelaysAtAnyStage(RuleTrigger stage) throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            Rule rule = server.on(stage).delay(Duration.ofMinutes(1)).passThrough();
            try (SmtpClient client = SmtpClient.connect(server)) {
                client.send(
                        "EHLO client.example.org\r\nMAIL FROM:<app@example.org>\r\nRCPT TO:<ada@example.org>\r\nDATA\r\n"
                                + "Subject: Welcome\r\n\r\nHello\r\n.\r\n");
                TimeLimit.until("the rule to fire", () -> rule.timesFired() == 1);
                Inbox another = server.inbox().recipient("ada@*").withTimeout(Duration.ofMillis(100));

                // The message of the last stage is stored before its reply is delayed.
                assertThatThrownBy(() -> another.awaitAtLeast(2))
                        .hasMessageContaining("held up by a rule: " + stage + " -> delay 60000 ms")
                        .hasMessageContaining(
                                "The rule delays for 60 s, but the wait lasted 100 ms: wait longer than 60 s, or shorten the delay.");
            }
        }
    }

    @Test
    void namesARuleThatHeldUpAClientUntilItLeft() throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            server.on(mailFrom("*")).delay(Duration.ofMillis(50)).dropReply();
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.say("MAIL FROM:<app@example.org>");
            }
            server.inbox().awaitSession();

            assertThat(reasons(server))
                    .contains("The client left before the reply. Give it a longer timeout, or change the rule.");
        }
    }

    @Test
    void namesARuleThatDiscardedTheMessage() throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            server.on(endOfData()).acceptAndDiscard();
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.deliver("Subject: Welcome\r\n\r\nHello");
                client.say("QUIT").expect("221");
            }
            server.inbox().awaitSession();

            assertThat(reasons(server)).startsWith("a rule fired: endOfData() -> ");
        }
    }

    @Test
    void saysWhatTheServerDidNotOffer() throws Exception {
        assertThat(reasonsOf(SmtpFakeServer.builder(), "QUIT")).isEqualTo("""
                        The client sent QUIT right after the reply to EHLO, which does not offer STARTTLS.
                        If it requires STARTTLS, start the server with tls(TlsMode.STARTTLS) (--tls starttls), or turn off the requirement in the client (Jakarta Mail: mail.smtp.starttls.required=false).""");
        assertThat(reasonsOf(SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED), "QUIT"))
                .isEqualTo("""
                        The client sent QUIT right after the reply to EHLO, which offers STARTTLS, but not AUTH before it.
                        If it must log in, enable STARTTLS in the client.""");
        assertThat(reasonsOf(SmtpFakeServer.builder().disable(SmtpExtension.AUTH)))
                .isEqualTo("""
                        The client disconnected right after the reply to EHLO, which offers neither STARTTLS nor AUTH.
                        If it requires STARTTLS, start the server with tls(TlsMode.STARTTLS) (--tls starttls).
                        If it must log in, remove disable(SmtpExtension.AUTH) (--disable AUTH).""");
        assertThat(reasonsOf(SmtpFakeServer.builder().tls(TlsMode.STARTTLS)))
                .startsWith("The client disconnected right after the reply to EHLO, which offers PIPELINING, ")
                .endsWith("\nIf it requires another extension, turn off that requirement in the client.");
    }

    @Test
    void accusesNoClientThatSentSomethingElse() throws Exception {
        assertThat(reasonsOf(SmtpFakeServer.builder(), "NOOP", "QUIT")).isEmpty();
        assertThat(reasonsOf(SmtpFakeServer.builder(), "RSET", "QUIT")).isEmpty();
    }

    @Test
    void saysThatAnExtensionIsMissing() throws Exception {
        assertThat(reasonsOf(SmtpFakeServer.builder(), "STARTTLS"))
                .endsWith(
                        "The server does not offer STARTTLS.\nStart it with tls(TlsMode.STARTTLS) (--tls starttls), or turn"
                                + " off STARTTLS in the client (Jakarta Mail: mail.smtp.starttls.enable=false).");
        assertThat(reasonsOf(SmtpFakeServer.builder().disable(SmtpExtension.AUTH), "AUTH PLAIN"))
                .endsWith(
                        "The server does not offer AUTH.\nRemove disable(SmtpExtension.AUTH) (--disable AUTH), or turn"
                                + " off the login in the client (Jakarta Mail: mail.smtp.auth=false).");
        assertThat(reasonsOf(SmtpFakeServer.builder(), "TURN"))
                .isEqualTo("rejected: TURN -> 502 5.5.1 Command not implemented");
    }

    @Test
    void saysWhatTheServerRequires() throws Exception {
        assertThat(reasonsOf(SmtpFakeServer.builder().requireAuth(), "MAIL FROM:<app@example.org>"))
                .contains(
                        "The server requires a login before MAIL FROM.\nLet the client log in (Jakarta Mail: mail.smtp.auth=true),"
                                + " or remove requireAuth() (--require-auth) from the server.");
        assertThat(reasonsOf(
                        SmtpFakeServer.builder()
                                .limits(Limits.builder().messageSize(1_000).build()),
                        "MAIL FROM:<app@example.org> SIZE=2000"))
                .contains("Send a smaller message, or raise messageSize of the Limits (--max-message-size).");
    }

    @Test
    void saysThatARecipientIsNotAllowed() throws Exception {
        String[] session = {"MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.com>", "RSET", "QUIT"};

        assertThat(reasonsOf(SmtpFakeServer.builder().allowedRecipients(Pattern.compile("@example.org$")), session))
                .contains("The recipient is not an allowed recipient.\n")
                .endsWith("Allow it with allowedRecipients(..) (--allowed-recipients).");
        assertThat(reasonsOf(
                        SmtpFakeServer.builder()
                                .allowedRecipients(Pattern.compile("@example.org$"))
                                .ignoreRejectedRecipients(),
                        session))
                .isEqualTo("The server accepted but ignored a recipient, because it is not an allowed recipient.\n"
                        + "Allow it with allowedRecipients(..) (--allowed-recipients).");
    }

    @Test
    void storesNoMessageThatARuleRejectsForIgnoredRecipients() throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.builder()
                        .allowedRecipients(Pattern.compile("@example.org$"))
                        .ignoreRejectedRecipients()
                        .start();
                SmtpClient client = SmtpClient.greeted(server)) {
            server.on(endOfData()).once().storeThenFail("451 4.3.0 later");
            server.on(rcptTo("late@example.com")).reply("452 4.2.2 full");
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<late@example.com>", "452");
            client.command("RCPT TO:<ada@example.com>", "250");
            client.command("DATA", "354");
            client.command("Hello\r\n.", "451");

            assertThat(server.inbox().messages()).isEmpty();
        }
    }

    @Test
    void saysWhyALoginFailed() throws Exception {
        Users users = Users.of("app", "secret");

        assertThat(reasonsOf(SmtpFakeServer.builder().users(users), plain("app", "guessed"), "QUIT"))
                .contains(
                        "The server knows the user app, but the password is wrong.\nUse the password set with users(..) (--user).")
                .doesNotContain("guessed");
        assertThat(reasonsOf(SmtpFakeServer.builder().users(users), plain("application", "secret"), "QUIT"))
                .contains(
                        "The server does not know the user name that the client sent; it knows app.\nLog in as a user that the server"
                                + " knows, or add the client's user name with users(..) (--user).")
                .doesNotContain("secret", "application");
        Users many = users.and("bob", "2").and("eve", "3").and("dan", "4").and("kim", "5");
        assertThat(reasonsOf(SmtpFakeServer.builder().users(many), plain("application", "secret"), "QUIT"))
                .contains("; it knows app, bob, eve and 2 more.\n");
        String bearer = Base64.getEncoder()
                .encodeToString("n,,\u0001auth=Bearer wrong\u0001\u0001".getBytes(StandardCharsets.UTF_8));
        assertThat(reasonsOf(SmtpFakeServer.builder().users(users), "AUTH OAUTHBEARER " + bearer, "", "QUIT"))
                .contains("The token of this login belongs to no user of the server.\n");
        String cram = Base64.getEncoder().encodeToString(("app " + "0".repeat(32)).getBytes(StandardCharsets.UTF_8));
        assertThat(reasonsOf(SmtpFakeServer.builder().users(users), "AUTH CRAM-MD5", cram, "QUIT"))
                .contains("The server knows the user app, but the password is wrong.");
    }

    @Test
    void saysThatTheClientSentHttp() throws Exception {
        assertThat(reasonsOf(SmtpFakeServer.builder(), "GET / HTTP/1.1"))
                .contains("The client sent an HTTP request to the SMTP port.\nGive it the port of an HTTP server.");
    }

    @Test
    void recognizesTlsOnThePlainPort() throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            SSLSocketFactory factory = server.tlsTrust().sslContext().getSocketFactory();
            try (SSLSocket socket = (SSLSocket) factory.createSocket(server.host(), server.port())) {
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
            server.inbox().awaitSession();

            assertThat(reasons(server)).isEqualTo("""
                            The client opened the connection with a TLS handshake, but this port expects plain text.
                            Turn off TLS in the client (Jakarta Mail: mail.smtp.ssl.enable=false), or start the server with tls(TlsMode.IMPLICIT) (--tls implicit).""");
            assertThat(server.inbox().sessions().get(0).problems())
                    .extracting(problem -> problem.id())
                    .isEqualTo(List.of("tlsHandshake"));
        }
    }

    @Test
    void recognizesPlainTextOnAPortWithImplicitTls() throws Exception {
        try (SmtpFakeServer server =
                SmtpFakeServer.builder().tls(TlsMode.IMPLICIT).start()) {
            try (SmtpClient client = SmtpClient.connect(server.port())) {
                client.send("EHLO client.example.org\r\n");
                server.inbox().awaitSession();
            }

            assertThat(reasons(server))
                    .endsWith(
                            "The client did not begin TLS, but this port requires it at once.\nUse implicit TLS in the client (Jakarta Mail:"
                                    + " mail.smtp.ssl.enable=true), or a port that expects plain text, as with"
                                    + " tls(TlsMode.STARTTLS) (--tls starttls).");
        }
    }
}

package io.github.smtpfake;

import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.expiredCertificate;
import static io.github.smtpfake.rules.Rules.smtps;
import static io.github.smtpfake.rules.Rules.startTls;
import static io.github.smtpfake.rules.Rules.untrusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action that a handshake can take, after STARTTLS and on the port that is encrypted from the first octet on. */
class RuleHandshakesTest {
    private static final Duration DELAY = Duration.ofMillis(60);

    private final SmtpFakeServer server =
            SmtpFakeServer.builder().startTls(StartTls.OFFERED).smtpsPort(0).start();

    @AfterEach
    void stop() {
        server.stop();
    }

    private SmtpClient connected() throws IOException {
        return SmtpClient.connect(server.host(), server.smtpsPort());
    }

    private SmtpSession ended() {
        return server.inbox().awaitSession();
    }

    private void hasFiredOnce(Rule rule) {
        assertThat(rule.timesFired()).isEqualTo(1);
        assertThat(ended().transcript())
                .extracting(TranscriptLine::toString)
                .containsOnlyOnce("S: (rule: " + rule + ")");
    }

    private void hasFailed(Rule rule, SessionEnd end) {
        hasFiredOnce(rule);
        assertThat(ended().end()).contains(end);
        assertThat(ended().rejectedCommands())
                .extracting(RejectedCommand::rule)
                .containsExactly(Optional.of(rule.toString()));
    }

    /** What a client says that trusts the authority of the server. */
    private static String complaint(TlsFault fault) {
        return switch (fault) {
            case EXPIRED -> "CertificateExpiredException";
            case WRONG_HOST -> "No subject alternative names matching IP address 127.0.0.1";
            case UNTRUSTED -> "PKIX path";
            case HANDSHAKE_FAILURE -> "handshake_failure";
        };
    }

    @ParameterizedTest
    @EnumSource
    void isSpoiltOnTheEncryptedPort(TlsFault fault) throws IOException {
        Rule rule = server.on(smtps()).once().present(fault);

        try (SmtpClient client = connected()) {
            assertThatThrownBy(() -> client.encrypt(server.tls().sslContext()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(complaint(fault));
        }
        hasFailed(rule, SessionEnd.TLS_FAILED);
        deliversEncrypted();
    }

    @ParameterizedTest
    @EnumSource
    void isSpoiltAfterStartTls(TlsFault fault) throws IOException {
        Rule rule = server.on(startTls()).once().present(fault);

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            assertThatThrownBy(() -> client.encrypt(server.tls().sslContext()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(complaint(fault));
        }
        hasFailed(rule, SessionEnd.TLS_FAILED);
    }

    private void deliversEncrypted() throws IOException {
        try (SmtpClient client = SmtpClient.connectEncrypted(server)) {
            client.expect("220").say("EHLO client.example.org").expect("250").deliver("text");
        }
        assertThat(server.inbox().awaitOne().session().tls()).isPresent();
    }

    @Test
    void begins220LessWhenTheReplyToStartTlsIsDropped() throws IOException {
        Rule rule = server.on(startTls()).dropReply();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").encrypt(server.tls().sslContext());
            client.say("EHLO client.example.org").expect("250").say("QUIT").expect("221");
        }
        hasFiredOnce(rule);
    }

    @Test
    void waitsAndIsSpoiltThen() throws IOException {
        Rule rule = server.on(smtps()).delay(DELAY).present(expiredCertificate());

        long start = System.nanoTime();
        try (SmtpClient client = connected()) {
            assertThatThrownBy(() -> client.encrypt(server.tls().sslContext())).isInstanceOf(IOException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY);
        hasFailed(rule, SessionEnd.TLS_FAILED);
    }

    @Test
    void waitsAndSucceedsThen() throws IOException {
        Rule rule = server.on(smtps()).once().delay(DELAY).passThrough();

        long start = System.nanoTime();
        deliversEncrypted();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY);
        hasFiredOnce(rule);
        assertThat(ended().rejectedCommands()).isEmpty();
    }

    @Test
    void doesNotComeAboutWhereTheServerDisconnects() throws IOException {
        Rule rule = server.on(smtps()).disconnect();

        try (SmtpClient client = connected()) {
            assertThat(client.reply()).isEmpty();
        }
        hasFailed(rule, SessionEnd.ABORTED_BY_RULE);
    }

    @Test
    void doesNotComeAboutWhereTheServerResets() throws IOException {
        Rule rule = server.on(smtps()).reset();

        assertThatThrownBy(() -> {
                    try (SmtpClient client = connected()) {
                        assertThat(client.reply()).as("reply").isNull();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
        hasFailed(rule, SessionEnd.ABORTED_BY_RULE);
    }

    @Test
    void isNotAnsweredWhereTheServerFallsSilent() throws IOException {
        Rule rule = server.on(smtps()).stall();

        try (SmtpClient client = connected()) {
            client.say("what would be a ClientHello").shutdownOutput();
            assertThat(client.reply()).isEmpty();
        }
        hasFailed(rule, SessionEnd.DISCONNECTED);
    }

    @Test
    void comesBeforeTheGreetingAndOnlyOnItsPort() throws IOException {
        Rule handshake = server.on(smtps()).passThrough();
        Rule greeting = server.on(connect().encrypted()).reply("421 4.3.2 going down");

        try (SmtpClient encrypted = SmtpClient.connectEncrypted(server);
                SmtpClient plain = SmtpClient.connect(server)) {
            encrypted.expect("421");
            plain.expect("220");
        }
        assertThat(handshake.timesFired()).isEqualTo(1);
        assertThat(greeting.timesFired()).isEqualTo(1);
    }

    @Test
    void saysByTheRuleAndNotByAdviceWhyItFailed() throws IOException {
        Rule rule = server.on(startTls()).present(untrusted());
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            assertThatThrownBy(() -> client.encrypt(server.tls().sslContext())).isInstanceOf(IOException.class);
        }
        ended();

        AwaitFailedError e = catchThrowableOfType(
                AwaitFailedError.class,
                () -> server.inbox().withTimeout(Duration.ZERO).awaitOne());

        assertThat(e)
                .hasMessageContaining(
                        "refused: (TLS handshake) -> Received fatal alert: certificate_unknown (rule: " + rule + ")")
                .hasMessageNotContaining("tls() of the server");
    }

    @Test
    void hasNoRuleWhereThereIsNoEncryptedPort() {
        try (SmtpFakeServer plain = SmtpFakeServer.startNew()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.on(smtps()))
                    .withMessage(
                            "A rule of the stage smtps can never fire, as this server has no encrypted port: build it"
                                    + " with smtpsPort(0), or run it with --smtps-port 0");
        }
    }
}

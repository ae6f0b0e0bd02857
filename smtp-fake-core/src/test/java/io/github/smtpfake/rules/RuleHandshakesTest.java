package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.expiredCertificate;
import static io.github.smtpfake.rules.Rules.smtps;
import static io.github.smtpfake.rules.Rules.startTls;
import static io.github.smtpfake.rules.Rules.untrusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.internal.smtp.tls.CertificateAuthority;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action that fits a TLS handshake, after STARTTLS and on a port with implicit TLS. */
class RuleHandshakesTest {
    private static final Duration DELAY = Duration.ofMillis(60);

    private final SmtpFakeServer server =
            SmtpFakeServer.builder().tls(TlsMode.STARTTLS).smtpsPort(0).start();

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

    /** Returns what a client that trusts the authority of the server reports. */
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
    void failsTheHandshakeOnThePortWithImplicitTls(TlsFault fault) throws IOException {
        Rule rule = server.on(smtps()).once().present(fault);

        try (SmtpClient client = connected()) {
            assertThatThrownBy(() -> client.encrypt(server.tlsTrust().sslContext()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasStackTraceContaining(complaint(fault));
        }
        hasFailed(rule, SessionEnd.TLS_FAILED);
        deliversEncrypted();
    }

    @ParameterizedTest
    @EnumSource
    void failsTheHandshakeAfterStartTls(TlsFault fault) throws IOException {
        Rule rule = server.on(startTls()).once().present(fault);

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            assertThatThrownBy(() -> client.encrypt(server.tlsTrust().sslContext()))
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

    /** The key of the authority would be necessary. */
    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "WRONG_HOST"})
    void rejectsFaultsThatAGivenCertificateCannotHave(TlsFault fault) {
        try (SmtpFakeServer given = SmtpFakeServer.builder()
                .tls(TlsMode.STARTTLS)
                .tlsIdentity(CertificateAuthority.create(List.of()))
                .start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> given.on(startTls()).present(fault))
                    .withMessage("The server cannot present the TLS fault " + fault.jsonName()
                            + ", because it has no key of the authority that issued its certificate, and a client would reject"
                            + " any other certificate as untrusted: remove tlsIdentity(..) from the builder, or the options"
                            + " of the certificate from the command line");
            assertThat(given.rules()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNTRUSTED", "HANDSHAKE_FAILURE"})
    void presentsOtherFaultsDespiteAGivenCertificate(TlsFault fault) throws Exception {
        try (SmtpFakeServer given = SmtpFakeServer.builder()
                .tls(TlsMode.IMPLICIT)
                .tlsIdentity(CertificateAuthority.create(List.of()))
                .start()) {
            given.on(smtps()).present(fault);

            try (SmtpClient client = SmtpClient.connect(given)) {
                assertThatThrownBy(() -> client.encrypt(given.tlsTrust().sslContext()))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void firesRulesForTheHandshakeOnAMainPortWithImplicitTls() throws Exception {
        try (SmtpFakeServer implicit =
                SmtpFakeServer.builder().tls(TlsMode.IMPLICIT).start()) {
            Rule rule = implicit.on(smtps()).once().present(expiredCertificate());

            try (SmtpClient client = SmtpClient.connect(implicit)) {
                assertThatThrownBy(() -> client.encrypt(implicit.tlsTrust().sslContext()))
                        .isInstanceOf(IOException.class);
            }
            assertThat(rule.timesFired()).isEqualTo(1);
            assertThatIllegalStateException()
                    .isThrownBy(implicit::smtpsPort)
                    .withMessage(
                            "The server has no additional port with implicit TLS; add smtpsPort(0) to the builder");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> implicit.on(startTls()))
                    .withMessageContaining("does not offer STARTTLS");
        }
    }

    @Test
    void startsTheHandshakeWhenTheReplyToStartTlsIsDropped() throws Exception {
        Rule rule = server.on(startTls()).dropReply();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS");
            // A ClientHello in the same packet as the command would be rejected.
            TimeLimit.until("the server to have read STARTTLS", () -> rule.timesFired() == 1);
            client.encrypt(server.tlsTrust().sslContext());
            client.say("EHLO client.example.org").expect("250").say("QUIT").expect("221");
        }
        hasFiredOnce(rule);
    }

    @Test
    void delaysAHandshakeThatFails() throws IOException {
        Rule rule = server.on(smtps()).delay(DELAY).present(expiredCertificate());

        long start = System.nanoTime();
        try (SmtpClient client = connected()) {
            assertThatThrownBy(() -> client.encrypt(server.tlsTrust().sslContext()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY);
        hasFailed(rule, SessionEnd.TLS_FAILED);
    }

    @Test
    void delaysAHandshakeThatSucceeds() throws IOException {
        Rule rule = server.on(smtps()).once().delay(DELAY).passThrough();

        long start = System.nanoTime();
        deliversEncrypted();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(DELAY);
        hasFiredOnce(rule);
        assertThat(ended().rejectedCommands()).isEmpty();
    }

    @Test
    void disconnectsBeforeTheHandshake() throws IOException {
        Rule rule = server.on(smtps()).disconnect();

        try (SmtpClient client = connected()) {
            assertThat(client.reply()).isEmpty();
        }
        hasFailed(rule, SessionEnd.ABORTED_BY_RULE);
    }

    @Test
    void resetsTheConnectionBeforeTheHandshake() throws IOException {
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
    void stallsBeforeTheHandshake() throws IOException {
        Rule rule = server.on(smtps()).stall();

        try (SmtpClient client = connected()) {
            client.say("instead of a ClientHello").shutdownOutput();
            assertThat(client.reply()).isEmpty();
        }
        hasFailed(rule, SessionEnd.DISCONNECTED);
    }

    @Test
    void firesRulesForTheHandshakeOnlyOnThePortWithImplicitTls() throws IOException {
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
    void explainsAFailedHandshakeByTheRuleWithoutAdvice() throws IOException {
        Rule rule = server.on(startTls()).present(untrusted());
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            assertThatThrownBy(() -> client.encrypt(server.tlsTrust().sslContext()))
                    .isInstanceOf(IOException.class);
        }
        ended();

        AwaitFailedError e = catchThrowableOfType(
                AwaitFailedError.class,
                () -> server.inbox().withTimeout(Duration.ZERO).awaitOne());

        assertThat(e)
                .hasMessageContaining(
                        "rejected: (TLS handshake) -> Received fatal alert: certificate_unknown (rule: " + rule + ")")
                .hasMessageNotContaining("tlsTrust()");
    }

    @Test
    void rejectsARuleForTheHandshakeWithoutAPortWithImplicitTls() {
        try (SmtpFakeServer plain = SmtpFakeServer.startNew()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.on(smtps()))
                    .withMessage(
                            "A rule for the stage smtps can never fire because this server has no port with implicit TLS:"
                                    + " add tls(TlsMode.IMPLICIT) or smtpsPort(0) to the builder, or --tls implicit or"
                                    + " --smtps-port 0 to the command line");
        }
    }
}

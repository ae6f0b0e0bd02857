package io.github.smtpfake.internal.smtp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS and implicit TLS with clients that break or abuse them, while a well-behaved client is served. */
class TlsFailureTest {
    private RecordingStore store = new RecordingStore(Limits.defaults());
    private SmtpFakeServer server = start(Limits.defaults());

    private SmtpFakeServer start(Limits limits) {
        store = new RecordingStore(limits);
        return SmtpFakeServer.builder()
                .tls(TlsMode.STARTTLS)
                .smtpsPort(0)
                .limits(limits)
                .store(store)
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsNoPlainTextToAClientAboveTheLimitOnTheEncryptedPort() throws Exception {
        server.stop();
        server = start(Limits.builder().connections(1).build());

        try (SmtpClient first = SmtpClient.connectEncrypted(server);
                SmtpClient second = SmtpClient.connect(server.host(), server.smtpsPort())) {
            assertThat(second.isClosedByServer()).isTrue();
            SmtpSession rejected = store.awaitEnd();
            assertThat(rejected.end()).contains(SessionEnd.TLS_FAILED);
            assertThat(rejected.rejectedCommands())
                    .singleElement()
                    .hasToString("(TLS handshake) -> too many connections");

            first.expect("220").say("EHLO client.example.org").expect("250").deliver("still served");
        }
    }

    static List<String> garbage() {
        byte[] noise = new byte[20_000];
        new Random(4).nextBytes(noise);
        return List.of(
                "EHLO client.example.org\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\u0000",
                // The header of a TLS record above the largest size.
                "\u0016\u0003\u0001\u00ff\u00ff" + "x".repeat(70_000),
                // A ClientHello without content.
                "\u0016\u0003\u0001\u0000\u0004\u0001\u0000\u0000\u0000",
                // SSL 2.0
                "\u0080.\u0001\u0000\u0002\u0000\u0015\u0000\u0000\u0000\u0010",
                new String(noise, ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void survivesGarbageOnTheSmtpsPort(String garbage) throws Exception {
        try (SmtpClient good = SmtpClient.greetedAfterStartTls(server);
                SmtpClient bad = SmtpClient.connect(server.host(), server.smtpsPort())) {
            sendAndHangUp(bad, garbage);

            assertHandshakeFailed();
            good.deliver("not harmed");
        }
        assertThat(store.messages()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void survivesGarbageAfterStartTls(String garbage) throws Exception {
        try (SmtpClient good = SmtpClient.greetedAfterStartTls(server);
                SmtpClient bad = SmtpClient.greeted(server)) {
            bad.say("STARTTLS").expect("220");
            sendAndHangUp(bad, garbage);

            assertHandshakeFailed();
            good.deliver("not harmed");
        }
        assertThat(store.messages()).hasSize(1);
    }

    /** The server may close before it has read everything, which resets the connection. */
    private static void sendAndHangUp(SmtpClient client, String bytes) throws IOException {
        try {
            client.send(bytes).shutdownOutput();
        } catch (IOException e) {
            assertThat(client.isClosedByServer()).as("cause: %s", e).isTrue();
        }
    }

    private void assertHandshakeFailed() throws InterruptedException {
        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.TLS_FAILED);
        assertThat(session.rejectedCommands()).last().satisfies(rejected -> {
            assertThat(rejected.command()).isEqualTo("(TLS handshake)");
            assertThat(rejected.reply()).isNotEmpty().isNotEqualTo("null");
        });
        assertThat(session.info().tls()).isEmpty();
    }

    @Test
    void runsNoCommandsPipelinedAfterStartTls() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say(
                            "STARTTLS",
                            "EHLO x",
                            "MAIL FROM:<evil@example.org>",
                            "RCPT TO:<b@example.org>",
                            "DATA",
                            "x",
                            ".")
                    .expect("421");
            assertThat(client.isClosedByServer()).isTrue();
        }

        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.REJECTED);
        assertThat(session.problems()).extracting(Problem::id).containsExactly("pipelinedAfterStartTls");
        assertThat(session.openTransaction()).isEmpty();
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void runsNoCommandsInjectedBeforeTheHandshake() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            client.say("RSET");

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.encrypt(server.tlsTrust().sslContext()));
        }
        assertHandshakeFailed();
    }

    /** CVE-2011-0411: plain-text input must not be answered as if it had been encrypted. */
    @Test
    void answersNoPlainTextInsideTls() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            // An incomplete line, which the server cannot reject as a command.
            client.send("STARTTLS\r\nRSE").expect("421");
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server)) {
            client.say("NOOP").expect("250").deliver("x");
        }
        assertThat(store.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void recordsTheAlertOfAClientThatDoesNotTrustTheCertificate(String protocol) throws Exception {
        SSLContext trustsOthers = SSLContext.getInstance("TLS");
        trustsOthers.init(null, null, null);

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> client.encrypt(trustsOthers, protocol));
        }

        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.TLS_FAILED);
        assertThat(session.rejectedCommands())
                .singleElement()
                .extracting(RejectedCommand::reply)
                .asString()
                .contains("Received fatal alert: certificate_unknown");
        assertThat(session.transcript()).last().asString().contains("certificate_unknown");
        assertThat(session.hasIncompleteDelivery()).isTrue();
    }

    @Test
    void recordsAClientWithAnOldProtocol() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.host(), server.smtpsPort())) {
            // A ClientHello of TLS 1.0 with one cipher suite, which Java's client no longer sends.
            String hello = "\u0001\u0000\u0000+\u0003\u0001" + "r".repeat(32) + "\u0000\u0000\u0002\u0000/\u0001\u0000"
                    + "\u0000\u0000";
            client.send("\u0016\u0003\u0001\u0000/" + hello);
            assertThat(client.isClosedByServerAfterAlert()).isTrue();
        }
        assertHandshakeFailed();
    }

    @Test
    void timesOutSilentHandshakesWhileOthersConnect() throws Exception {
        server.stop();
        server = start(Limits.builder().handshakeTimeout(Duration.ofSeconds(2)).build());
        List<SmtpClient> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                silent.add(SmtpClient.connect(server.host(), server.smtpsPort()));
                SmtpClient changing = SmtpClient.greeted(server);
                silent.add(changing.say("STARTTLS").expect("220"));
            }
            try (SmtpClient good = SmtpClient.connectEncrypted(server)) {
                good.expect("220").say("EHLO x").expect("250").deliver("meanwhile");
                for (SmtpClient each : silent) {
                    assertThat(each.isClosedByServer()).isTrue();
                }
                good.deliver("afterwards");
                for (int i = 0; i < silent.size(); i++) {
                    SmtpSession session = store.awaitEnd();
                    assertThat(session.end()).contains(SessionEnd.TLS_FAILED);
                    assertThat(session.rejectedCommands())
                            .last()
                            .extracting(RejectedCommand::reply)
                            .isEqualTo("timeout exceeded");
                }
            }
        } finally {
            for (SmtpClient each : silent) {
                each.close();
            }
        }
    }

    @Test
    void closesAConnectionWhoseHandshakeTrickles() throws Exception {
        server.stop();
        server = start(Limits.builder().handshakeTimeout(Duration.ofMillis(300)).build());

        try (SmtpClient client = SmtpClient.connect(server.host(), server.smtpsPort())) {
            Trickle trickle = Trickle.start(client, "\u0016\u0003\u0003 \u0000\u0001" + "\u0000".repeat(8_000));
            SmtpSession session = store.awaitEnd();
            trickle.awaitEnd();

            assertThat(session.end()).contains(SessionEnd.TLS_FAILED);
            assertThat(session.rejectedCommands())
                    .last()
                    .extracting(RejectedCommand::reply)
                    .isEqualTo("timeout exceeded");
        }
    }

    @Test
    void endsAHandshakeOnStop() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            // The session is recorded before its thread waits, so the stop ends it.
            SmtpClient other = SmtpClient.connect(server.host(), server.smtpsPort());

            server.stop();

            assertThat(client.isClosedByServer()).isTrue();
            assertThat(other.isClosedByServer()).isTrue();
            assertThat(store.sessions())
                    .extracting(session -> session.end().orElseThrow())
                    .containsOnly(SessionEnd.STOPPED);
            other.close();
        }
    }

    @Test
    void recordsAClientThatLeavesDuringTheHandshake() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220").reset();
        }
        assertHandshakeFailed();
    }

    @Test
    void storesNoMessageThatIsCutOff() throws Exception {
        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server)) {
            client.untilData().send("half of it");
            client.closeWithoutAlert();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.DISCONNECTED);
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void rejectsPlainTextInsideTls() throws Exception {
        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server)) {
            client.sendUnencrypted("MAIL FROM:<evil@example.org>\r\n".repeat(1_000));
            assertThatExceptionOfType(SSLException.class).isThrownBy(client::reply);
        }
        SmtpSession session = store.awaitEnd();
        assertThat(session.openTransaction()).isEmpty();
        assertThat(session.end()).contains(SessionEnd.DISCONNECTED);
    }
}

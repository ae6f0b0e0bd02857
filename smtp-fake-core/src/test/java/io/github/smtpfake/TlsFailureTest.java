package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.RejectedCommand;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
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

/** STARTTLS and implicit TLS with clients that break or abuse them; a good client is served meanwhile. */
class TlsFailureTest {
    private RecordingStore store = new RecordingStore(Limits.defaults());
    private SmtpFakeServer server = start(Limits.defaults());

    private SmtpFakeServer start(Limits limits) {
        store = new RecordingStore(limits);
        return SmtpFakeServer.builder()
                .startTls(StartTls.OFFERED)
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
    void saysNothingInTheClearToOneClientTooManyOnTheEncryptedPort() throws Exception {
        server.stop();
        server = start(Limits.builder().connections(1).build());

        try (SmtpClient first = SmtpClient.connectEncrypted(server);
                SmtpClient second = SmtpClient.connect(server.host(), server.smtpsPort())) {
            assertThat(second.isClosedByServer()).isTrue();
            SmtpSession refused = store.awaitEnd();
            assertThat(refused.end()).contains(SessionEnd.TLS_FAILED);
            assertThat(refused.rejectedCommands())
                    .singleElement()
                    .hasToString("(TLS handshake) -> there are too many connections");

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
                // The head of a TLS record that is larger than any may be.
                "\u0016\u0003\u0001\u00ff\u00ff" + "x".repeat(70_000),
                // A ClientHello without content.
                "\u0016\u0003\u0001\u0000\u0004\u0001\u0000\u0000\u0000",
                // SSL 2.0
                "\u0080.\u0001\u0000\u0002\u0000\u0015\u0000\u0000\u0000\u0010",
                new String(noise, ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void survivesGarbageOnTheEncryptedPort(String garbage) throws Exception {
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

    /** The server may close before it has all, which resets the connection. */
    private static void sendAndHangUp(SmtpClient client, String octets) throws IOException {
        try {
            client.send(octets).shutdownOutput();
        } catch (IOException e) {
            assertThat(client.isClosedByServer()).as("the reason of %s", e).isTrue();
        }
    }

    private void assertHandshakeFailed() throws InterruptedException {
        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.TLS_FAILED);
        assertThat(session.rejectedCommands()).last().satisfies(refusal -> {
            assertThat(refusal.command()).isEqualTo("(TLS handshake)");
            assertThat(refusal.reply()).isNotEmpty().isNotEqualTo("null");
        });
        assertThat(session.info().tls()).isEmpty();
    }

    @Test
    void runsNothingThatIsPipelinedBehindStartTls() throws Exception {
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
        assertThat(session.problems()).extracting(Problem::id).containsExactly("pipelinedBehindStartTls");
        assertThat(session.openTransaction()).isEmpty();
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void runsNothingThatIsInjectedBeforeTheHandshake() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            client.say("RSET");

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.encrypt(server.tls().sslContext()));
        }
        assertHandshakeFailed();
    }

    /** CVE-2011-0411: what came in the clear must not be answered as if it had come encrypted. */
    @Test
    void carriesNothingOverFromTheClear() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            // An unfinished line is no command that the server could have refused.
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
    void recordsTheAlertOfAClientThatDoesNotTrustIt(String protocol) throws Exception {
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
    void recordsAClientOfAnOlderProtocol() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.host(), server.smtpsPort())) {
            // A ClientHello of TLS 1.0 with one suite, which Java's own client does not send any more.
            String hello = "\u0001\u0000\u0000+\u0003\u0001" + "r".repeat(32) + "\u0000\u0000\u0002\u0000/\u0001\u0000"
                    + "\u0000\u0000";
            client.send("\u0016\u0003\u0001\u0000/" + hello);
            assertThat(client.isClosedByServerAfterAlert()).isTrue();
        }
        assertHandshakeFailed();
    }

    @Test
    void closesSilentClientsWhileOthersConnect() throws Exception {
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
                            .isEqualTo("it took too long");
                }
            }
        } finally {
            for (SmtpClient each : silent) {
                each.close();
            }
        }
    }

    @Test
    void cutsOffAClientThatTricklesItsHandshake() throws Exception {
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
                    .isEqualTo("it took too long");
        }
    }

    @Test
    void endsAHandshakeWhenItStops() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220");
            // Its record is kept before its thread waits, and so it is among those that the stop ends.
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
    void recordsAClientThatLeavesWithinTheHandshake() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("STARTTLS").expect("220").reset();
        }
        assertHandshakeFailed();
    }

    @Test
    void readsACutOffMessageAsNoMessage() throws Exception {
        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server)) {
            client.untilData().send("half of it");
            client.closeWithoutAlert();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.DISCONNECTED);
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void takesNoPlainTextForEncrypted() throws Exception {
        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server)) {
            client.sendUnencrypted("MAIL FROM:<evil@example.org>\r\n".repeat(1_000));
            assertThatExceptionOfType(SSLException.class).isThrownBy(client::reply);
        }
        SmtpSession session = store.awaitEnd();
        assertThat(session.openTransaction()).isEmpty();
        assertThat(session.end()).contains(SessionEnd.DISCONNECTED);
    }
}

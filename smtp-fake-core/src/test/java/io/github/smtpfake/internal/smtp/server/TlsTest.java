package io.github.smtpfake.internal.smtp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS and implicit TLS with well-behaved clients. */
class TlsTest {
    private static final Limits DEFAULTS = Limits.defaults();

    private RecordingStore store = new RecordingStore(DEFAULTS);
    private SmtpFakeServer server = start(SmtpFakeServer.builder(), DEFAULTS);

    private SmtpFakeServer start(SmtpFakeServerBuilder builder, Limits limits) {
        return start(builder, limits, TlsMode.STARTTLS);
    }

    private SmtpFakeServer start(SmtpFakeServerBuilder builder, Limits limits, TlsMode mode) {
        store = new RecordingStore(limits);
        return builder.tls(mode).smtpsPort(0).limits(limits).store(store).start();
    }

    private void restart(Limits limits) {
        server.stop();
        server = start(SmtpFakeServer.builder(), limits);
    }

    private void restart(SmtpFakeServerBuilder builder) {
        server.stop();
        server = start(builder, DEFAULTS);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void startsTlsOnStartTls(String protocol) throws Exception {
        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server, protocol)) {
            client.deliver("over STARTTLS").say("QUIT").expect("221");
        }

        assertDelivered("over STARTTLS", protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void encryptsFromTheFirstByteOnThePortWithImplicitTls(String protocol) throws Exception {
        try (SmtpClient client = SmtpClient.connectEncrypted(server, protocol)) {
            client.expect("220").say("EHLO client.example.org").expect("250");
            client.deliver("over TLS").say("QUIT").expect("221");
        }

        assertDelivered("over TLS", protocol);
    }

    private void assertDelivered(String text, String protocol) throws InterruptedException {
        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(new String(mail.raw(), ISO_8859_1)).isEqualTo(text + "\r\n");
        assertThat(mail.session().tls()).hasValueSatisfying(tls -> {
            assertThat(tls.protocol()).isEqualTo(protocol);
            assertThat(tls.cipher()).startsWith("TLS_");
        });
        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.QUIT);
        assertThat(session.info().tls()).isEqualTo(mail.session().tls());
    }

    @Test
    void usesImplicitTlsOnTheMainPortAndOnTheAdditionalOne() throws Exception {
        server.stop();
        server = start(SmtpFakeServer.builder(), DEFAULTS, TlsMode.IMPLICIT);

        for (int port : List.of(server.port(), server.smtpsPort())) {
            try (SmtpClient client = SmtpClient.connect(server.host(), port)
                    .encrypt(server.tlsTrust().sslContext())) {
                client.expect("220");
                assertThat(client.say("EHLO client.example.org").replyLines())
                        .noneMatch(line -> line.contains("STARTTLS"));
                client.say("STARTTLS").expect("503").deliver("over TLS");
            }
        }

        assertThat(server.tlsMode()).isEqualTo(TlsMode.IMPLICIT);
        assertThat(store.messages())
                .extracting(mail -> mail.session().tls().map(TlsInfo::protocol).orElse("none"))
                .containsExactly("TLSv1.3", "TLSv1.3");
    }

    @Test
    void servesBothPortsAtOnce() throws Exception {
        try (SmtpClient encrypted = SmtpClient.connectEncrypted(server);
                SmtpClient changed = SmtpClient.greetedAfterStartTls(server);
                SmtpClient plain = SmtpClient.greeted(server)) {
            encrypted.expect("220").say("EHLO x").expect("250").deliver("encrypted");
            changed.deliver("changed");
            plain.deliver("plain");
        }

        assertThat(server.port()).isNotEqualTo(server.smtpsPort());
        assertThat(store.messages())
                .extracting(mail -> mail.session().tls().map(TlsInfo::protocol).orElse("none"))
                .containsExactly("TLSv1.3", "TLSv1.3", "none");
    }

    @Test
    void offersStartTlsOnlyOnAPlainConnection() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            assertThat(client.say("EHLO x").replyLines()).contains("250-STARTTLS");
            client.say("STARTTLS").expect("220").encrypt(server.tlsTrust().sslContext());
            assertThat(client.say("EHLO x").replyLines()).noneMatch(line -> line.contains("STARTTLS"));
            client.say("STARTTLS").expect("503");
            client.deliver("still there");
        }
        try (SmtpFakeServer off = SmtpFakeServer.startNew();
                SmtpClient client = SmtpClient.connect(off)) {
            client.expect("220");
            assertThat(client.say("EHLO x").replyLines()).noneMatch(line -> line.contains("STARTTLS"));
            client.say("STARTTLS").expect("502").deliver("in plain text");
        }
    }

    @Test
    void rejectsMailBeforeRequiredTls() throws Exception {
        server.stop();
        server = SmtpFakeServer.builder()
                .tls(TlsMode.STARTTLS_REQUIRED)
                .store(store)
                .start();

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>").expect("530");
            client.say("AUTH PLAIN AGFkYQBzZWNyZXQ=").expect("530");
            client.say("NOOP").expect("250").say("STARTTLS").expect("220");
            client.encrypt(server.tlsTrust().sslContext()).say("EHLO x").expect("250");
            client.deliver("encrypted");
        }
        assertThat(store.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void forgetsCommandsBeforeTls(String protocol) throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("AUTH PLAIN AGFkYQBzZWNyZXQ=").expect("235");
            assertThat(store.sessions().get(0).info().authentication()).contains(new Authentication("ada", "PLAIN"));

            client.say("STARTTLS").expect("220").encrypt(server.tlsTrust().sslContext(), protocol);

            assertThat(client.say("MAIL FROM:<a@example.org>").reply()).startsWith("503 ");
            assertThat(store.sessions().get(0).info().authentication()).isEmpty();
            assertThat(store.sessions().get(0).info().helo()).isEmpty();
            client.say("EHLO second.example.org").expect("250");
            client.say("AUTH PLAIN AGJvYgBzZWNyZXQ=").expect("235").deliver("x");
        }

        assertThat(server.inbox().awaitOne().session()).satisfies(session -> {
            assertThat(session.helo()).contains("second.example.org");
            assertThat(session.authentication()).contains(new Authentication("bob", "PLAIN"));
        });
    }

    @Test
    void rejectsStartTlsDuringATransactionAndKeepsIt() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>", "STARTTLS", "RCPT TO:<b@example.org>", "DATA")
                    .expect("250", "503", "250", "354");
            client.say("x", ".").expect("250");
        }
        assertThat(server.inbox().awaitOne().envelope().sender()).isEqualTo("a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void storesFiveMegabytesExactly(String protocol) throws Exception {
        byte[] bytes = new byte[5_000_000];
        new Random(9).nextBytes(bytes);
        String text = new String(bytes, ISO_8859_1);

        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server, protocol)) {
            client.untilData();
            client.send(text.replace("\r\n.", "\r\n..") + "\r\n.\r\n").expect("250");
        }

        assertThat(server.inbox().awaitOne().raw()).isEqualTo((text + "\r\n").getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 21", "TLSv1.3, 23"})
    void sendsCloseNotifyAfterQuit(String protocol, int contentType) throws Exception {
        RecordingSocket raw = new RecordingSocket();
        try (SmtpClient client = SmtpClient.connect(raw, server.host(), server.smtpsPort())
                .encrypt(server.tlsTrust().sslContext(), protocol)) {
            client.expect("220").say("QUIT").expect("221");
            assertThat(client.isClosedByServer()).isTrue();
        }

        // In TLS 1.3 an alert is encrypted like data and recognizable only by its length: two bytes, a type, a tag of
        // 16 bytes and, from Java, a padding of 16.
        RecordingSocket.TlsRecord last = raw.lastRecord();
        assertThat(last.contentType()).isEqualTo(contentType);
        assertThat(last.length()).isLessThan(40);
        assertThat(raw.recordsOfType(contentType)).hasSizeGreaterThanOrEqualTo(contentType == 21 ? 1 : 3);
    }

    /** The client sends nothing before, because on a slow machine it would time out then. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void repliesToASilentClientBeforeClosing(String protocol) throws Exception {
        restart(Limits.builder().idleTimeout(Duration.ofMillis(200)).build());

        try (SmtpClient client = SmtpClient.connectEncrypted(server, protocol)) {
            assertThat(client.expect("220").reply()).startsWith("421 4.4.2 ");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void repliesToAClientThatIsSilentDuringAMessageBeforeClosing(String protocol) throws Exception {
        restart(Limits.builder().dataTimeout(Duration.ofMillis(200)).build());

        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server, protocol)) {
            // In one packet, because half a message that arrives later might find the connection closed.
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA", "half");
            client.expect("250", "250", "354");
            assertThat(client.reply()).startsWith("421 4.4.2 ");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.TIMEOUT);
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void closesAConnectionOfAClientThatNeverReads() throws Exception {
        restart(Limits.builder().writeTimeout(Duration.ofMillis(200)).build());

        try (SmtpClient stalled = SmtpClient.greetedAfterStartTls(server)) {
            Background<Void> flood = Flood.withoutReading(stalled);
            assertThat(store.awaitEnd().end()).contains(SessionEnd.TIMEOUT);
            flood.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void sends421ToAnIdleClientOnStop(String protocol) throws Exception {
        try (SmtpClient idle = SmtpClient.greetedAfterStartTls(server, protocol)) {
            server.stop();

            assertThat(idle.reply()).startsWith("421 4.3.2 ");
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(store.awaitEnd().end()).contains(SessionEnd.STOPPED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void completesAMessageThatIsBeingReceivedOnStop(String protocol) throws Exception {
        restart(Limits.builder().stopTimeout(TimeLimit.DURATION).build());
        try (SmtpClient idle = SmtpClient.greeted(server);
                SmtpClient client = SmtpClient.greetedAfterStartTls(server, protocol)) {
            client.untilData().send("half");
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::stop);
            // The idle client receives its reply at once, so the server is stopping now.
            idle.expect("421");

            client.say(" and half", ".").expect("250", "421");

            TimeLimit.get(stop);
            assertThat(server.inbox().awaitOne().text()).contains("half and half\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void deliversTheLastReplyDespiteUnreadBytes(String protocol) throws Exception {
        restart(Limits.builder().badCommands(3).build());

        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server, protocol)) {
            client.send("FOO\r\n".repeat(20_000)).expect("500", "500", "500", "421");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.org", "192.0.2.1", "mx.example.org", "localhost", "127.0.0.1"})
    void generatesACertificateForTheConfiguredHostsAndItsOwnName(String host) throws Exception {
        restart(SmtpFakeServer.builder().hostName("mx.example.org").certificateHosts("mail.example.org", "192.0.2.1"));

        SSLSocketFactory trusting = server.tlsTrust().sslContext().getSocketFactory();
        try (Socket plain = new Socket(server.host(), server.smtpsPort());
                SSLSocket encrypted = (SSLSocket) trusting.createSocket(plain, host, server.smtpsPort(), true)) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
            assertThatNoException().isThrownBy(encrypted::startHandshake);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ü.example.org", "localhost:25", "256.0.0.1", "1.2.3", "::g", "[::1]"})
    void rejectsAHostThatNoCertificateCanName(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().certificateHosts("localhost", host))
                .withMessageContaining("certificateHosts")
                .withMessageContaining("\"" + host + "\"");
    }

    @ParameterizedTest
    @CsvSource({"rsa:2048, TLSv1.2", "rsa:2048, TLSv1.3", "ec, TLSv1.2", "ec, TLSv1.3", "ed25519, TLSv1.3"})
    void presentsTheConfiguredCertificate(String kind, String protocol, @TempDir Path directory) throws Exception {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("certificate.pem");
        String[] curve = kind.equals("ec") ? new String[] {"-pkeyopt", "ec_paramgen_curve:P-256"} : new String[0];
        Program.openSsl()
                .run(Program.arguments(
                        List.of("req", "-x509", "-nodes", "-newkey", kind, "-subj", "/CN=user", "-addext"),
                        List.of("subjectAltName=IP:127.0.0.1", "-keyout", "" + key, "-out", "" + certificate),
                        List.of(curve)))
                .succeeded();
        TlsIdentity identity = TlsIdentity.fromPem(certificate, key);
        restart(SmtpFakeServer.builder().tlsIdentity(identity));

        try (SmtpClient client = SmtpClient.greetedAfterStartTls(server, protocol)) {
            client.deliver("with the user's certificate");
        }

        assertThat(server.tlsTrust().authority()).isEqualTo(identity.authority());
        assertThat(server.inbox().awaitOne().session().tls())
                .map(TlsInfo::protocol)
                .contains(protocol);
    }
}

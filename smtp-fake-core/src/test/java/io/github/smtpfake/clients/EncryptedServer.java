package io.github.smtpfake.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.Stored;
import java.io.IOException;
import java.nio.file.Path;

/** A server that requires STARTTLS and a login on its main port and has an SMTPS port, for tests of clients. */
final class EncryptedServer implements AutoCloseable {
    static final String USER = "ada";
    static final String PASSWORD = "s3cret word";
    static final String TEXT =
            "From: app@example.org\r\nTo: bob@example.org\r\nSubject: Hello\r\n\r\nHello,\r\n.dot\r\n";

    private final SmtpFakeServer server;

    private EncryptedServer(SmtpFakeServer server) {
        this.server = server;
    }

    static EncryptedServer start() {
        return start(Users.of(USER, PASSWORD));
    }

    static EncryptedServer start(Users users) {
        return new EncryptedServer(SmtpFakeServer.builder()
                .tls(TlsMode.STARTTLS_REQUIRED)
                .smtpsPort(0)
                .users(users)
                .requireAuth()
                .start());
    }

    SmtpFakeServer server() {
        return server;
    }

    String host() {
        return server.host();
    }

    String port() {
        return Integer.toString(server.port());
    }

    String smtpsPort() {
        return Integer.toString(server.smtpsPort());
    }

    /** Writes the certificate that a client must trust, and returns the name of the file. */
    String authorityFile(Path directory) throws IOException {
        Path file = directory.resolve("authority.pem");
        server.tlsTrust().writePem(file);
        return file.toString();
    }

    /** Verifies that one message from app to bob arrived, encrypted and after a login; returns it. */
    CapturedMessage received(String mechanism) {
        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.envelope().sender()).isEqualTo("app@example.org");
        assertThat(mail.envelope().recipients()).containsExactly("bob@example.org");
        assertThat(mail.session().authentication()).contains(new Authentication(USER, mechanism));
        assertThat(mail.session().tls().map(TlsInfo::protocol)).contains("TLSv1.3");
        return mail;
    }

    void receivedExactly(String text, String mechanism) {
        assertThat(new String(received(mechanism).raw(), ISO_8859_1)).isEqualTo(text);
    }

    void receivedNothing() {
        assertThat(Stored.messages(server.store())).isEmpty();
    }

    @Override
    public void close() {
        server.stop();
    }
}

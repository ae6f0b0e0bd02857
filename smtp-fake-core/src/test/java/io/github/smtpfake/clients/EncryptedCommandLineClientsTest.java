package io.github.smtpfake.clients;

import static io.github.smtpfake.clients.EncryptedServer.PASSWORD;
import static io.github.smtpfake.clients.EncryptedServer.TEXT;
import static io.github.smtpfake.clients.EncryptedServer.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not run in Java, with TLS and a login; each test is skipped if its client is not installed. */
class EncryptedCommandLineClientsTest {
    private final EncryptedServer server = EncryptedServer.start();

    @TempDir
    private Path directory;

    private String authority = "";
    private Path mail = Path.of("");

    @BeforeEach
    void writeFiles() throws Exception {
        authority = server.authorityFile(directory);
        mail = Files.writeString(directory.resolve("mail.eml"), TEXT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
    void opensslVerifiesTheServerAndDelivers(String option, String protocol) throws Exception {
        Program.openSsl()
                .runWithInput("""
                        EHLO client.example.org
                        AUTH PLAIN AGFkYQBzM2NyZXQgd29yZA==
                        MAIL FROM:<app@example.org>
                        RCPT TO:<bob@example.org>
                        DATA
                        Hello,
                        ..dot
                        .
                        QUIT
                        """, sClient(server.port(), "-starttls", "smtp", option))
                .succeeded();

        CapturedMessage received = server.server().inbox().awaitOne();
        assertThat(received.raw()).asString().isEqualTo("Hello,\r\n.dot\r\n");
        assertThat(received.session().tls().map(TlsInfo::protocol)).contains(protocol);
        assertThat(received.session().authentication().orElseThrow().user()).isEqualTo(USER);
    }

    @Test
    void opensslVerifiesTheSmtpsPort() throws Exception {
        Program.openSsl().runWithInput("QUIT\n", sClient(server.smtpsPort())).succeeded();

        SmtpSession session = Stored.sessions(server.server().store()).get(0);
        assertThat(session.transcript()).anySatisfy(line -> assertThat(line).hasToString("C: QUIT"));
    }

    @Test
    void opensslRejectsAnotherAuthority() throws Exception {
        try (EncryptedServer other = EncryptedServer.start()) {
            Program.openSsl()
                    .runWithInput("QUIT\n", sClient(other.port(), "-starttls", "smtp"))
                    .failed();
        }
    }

    private String[] sClient(String port, String... more) {
        return Program.arguments(
                List.of("s_client", "-connect", server.host() + ":" + port, "-CAfile", authority),
                List.of("-verify_return_error", "-verify_ip", "127.0.0.1", "-quiet", "-crlf"),
                List.of(more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5"})
    void swaksLogsInAfterStartTls(String mechanism) throws Exception {
        swaks(server.port(), PASSWORD, "--tls", "--auth", mechanism).succeeded();

        assertThat(server.received(mechanism).text().orElseThrow()).contains("from swaks");
    }

    @Test
    void swaksUsesTheSmtpsPort() throws Exception {
        swaks(server.smtpsPort(), PASSWORD, "--tls-on-connect", "--auth", "PLAIN")
                .succeeded();

        server.received("PLAIN");
    }

    @Test
    void swaksFailsWithAWrongPassword() throws Exception {
        Program.Result result =
                swaks(server.port(), "wrong", "--tls", "--auth", "LOGIN").failed();

        assertThat(result.output()).contains("535 5.7.8");
        server.receivedNothing();
    }

    private Program.Result swaks(String port, String password, String... more) throws Exception {
        Program.Result result = Program.installed("swaks")
                .run(Program.arguments(
                        List.of("--server", server.host(), "--port", port, "--tls-verify", "--tls-ca-path", authority),
                        List.of("--from", "app@example.org", "--to", "bob@example.org", "--body", "from swaks"),
                        List.of("--auth-user", USER, "--auth-password", password),
                        List.of(more)));
        assumeFalse(
                result.output().contains("requires Net::SSLeay"),
                "swaks does not support TLS; .ci/run names the package that it needs");
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5"})
    void curlLogsInAfterStartTls(String mechanism) throws Exception {
        curl(
                        "smtp",
                        server.port(),
                        "--ssl-reqd",
                        "--user",
                        USER + ":" + PASSWORD,
                        "--login-options",
                        "AUTH=" + mechanism)
                .succeeded();

        server.receivedExactly(TEXT, mechanism);
    }

    @Test
    void curlLogsInWithAToken() throws Exception {
        curl("smtps", server.smtpsPort(), "--user", USER, "--oauth2-bearer", PASSWORD)
                .succeeded();

        server.receivedExactly(TEXT, "OAUTHBEARER");
    }

    @Test
    void curlUsesAMainPortWithImplicitTls() throws Exception {
        try (SmtpFakeServer implicit =
                SmtpFakeServer.builder().tls(TlsMode.IMPLICIT).start()) {
            implicit.tlsTrust().writePem(Path.of(authority));

            curl("smtps", Integer.toString(implicit.port())).succeeded();

            assertThat(implicit.inbox().awaitOne().session().tls()).isPresent();
        }
    }

    @Test
    void curlFailsWithAWrongPassword() throws Exception {
        int loginDenied = 67;

        Program.Result result = curl("smtps", server.smtpsPort(), "--user", USER + ":wrong");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(loginDenied);
        server.receivedNothing();
    }

    private Program.Result curl(String scheme, String port, String... more) throws Exception {
        Program curl = Program.curl();
        assumeFalse(
                curl.run("--version").output().contains("Schannel"),
                "Schannel, which curl uses, looks for a list of revoked certificates, which that of the server does not name");
        return curl.run(Program.arguments(
                List.of("--silent", "--show-error", "--cacert", authority, "--upload-file", mail.toString()),
                List.of("--mail-from", "app@example.org", "--mail-rcpt", "bob@example.org"),
                List.of(more),
                List.of(scheme + "://" + server.host() + ":" + port + "/client.example.org")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "login", "cram-md5", "scram-sha-256", "xoauth2", "oauthbearer"})
    void msmtpLogsInAfterStartTls(String mechanism) throws Exception {
        msmtp(server.port(), PASSWORD, "--tls-starttls=on", "--auth=" + mechanism)
                .succeeded();

        assertThat(server.received(mechanism.toUpperCase(Locale.ROOT)).subject())
                .contains("Hello");
    }

    @Test
    void msmtpUsesTheSmtpsPort() throws Exception {
        msmtp(server.smtpsPort(), PASSWORD, "--tls-starttls=off", "--auth=on").succeeded();

        assertThat(server.server()
                        .inbox()
                        .awaitOne()
                        .session()
                        .authentication()
                        .orElseThrow()
                        .user())
                .isEqualTo(USER);
    }

    @Test
    void msmtpFailsWithAWrongPassword() throws Exception {
        Program.Result result = msmtp(server.port(), "wrong", "--tls-starttls=on", "--auth=scram-sha-256")
                .failed();

        assertThat(result.output()).contains("535 5.7.8");
        server.receivedNothing();
    }

    private Program.Result msmtp(String port, String password, String... more) throws Exception {
        Program.Result result = Program.installed("msmtp")
                .runWithInput(
                        TEXT,
                        Program.arguments(
                                List.of("--file=/dev/null", "--host=" + server.host(), "--port=" + port, "--tls=on"),
                                List.of("--tls-trust-file=" + authority, "--user=" + USER),
                                List.of("--passwordeval=echo '" + password + "'", "--from=app@example.org"),
                                List.of(more),
                                List.of("bob@example.org")));
        // With version 2.2.2 of its library, as on Debian 13, msmtp fails with SCRAM before it sends AUTH.
        assumeFalse(
                result.output().contains("GNU SASL: Error authenticating user")
                        && server.server().inbox().sessions().stream()
                                .noneMatch(session -> session.transcript().stream()
                                        .anyMatch(line -> line.line().startsWith("AUTH"))),
                "msmtp cannot use SCRAM on this machine");
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5"})
    void pythonLogsInAfterStartTls(String mechanism) throws Exception {
        python("""
                        smtp = smtplib.SMTP(host, port)
                        smtp.starttls(context=context)
                        smtp.ehlo()
                        smtp.user, smtp.password = user, password
                        method = 'auth_' + '%s'.lower().replace('-', '_')
                        smtp.auth('%s', getattr(smtp, method))
                        """.formatted(mechanism, mechanism), server.port(), PASSWORD).succeeded();

        server.receivedExactly(TEXT, mechanism);
    }

    @Test
    void pythonUsesTheSmtpsPort() throws Exception {
        python("""
                        smtp = smtplib.SMTP_SSL(host, port, context=context)
                        smtp.login(user, password)
                        """, server.smtpsPort(), PASSWORD).succeeded();

        server.receivedExactly(TEXT, "CRAM-MD5");
    }

    @Test
    void pythonFailsWithAWrongPassword() throws Exception {
        Program.Result result = python("""
                        smtp = smtplib.SMTP_SSL(host, port, context=context)
                        smtp.login(user, password)
                        """, server.smtpsPort(), "wrong").failed();

        assertThat(result.output()).contains("SMTPAuthenticationError", "535");
        server.receivedNothing();
    }

    private Program.Result python(String login, String port, String password) throws Exception {
        String head = """
                import smtplib, ssl, sys
                host, port, authority, user, password, mail = sys.argv[1:]
                context = ssl.create_default_context(cafile=authority)
                """;
        String tail = """
                smtp.sendmail('app@example.org', ['bob@example.org'], open(mail, 'rb').read())
                smtp.quit()
                """;
        return Program.installed("python3")
                .run("-c", head + login + tail, server.host(), port, authority, USER, password, mail.toString());
    }
}

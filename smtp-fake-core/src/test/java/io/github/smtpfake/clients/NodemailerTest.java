package io.github.smtpfake.clients;

import static io.github.smtpfake.clients.EncryptedServer.PASSWORD;
import static io.github.smtpfake.clients.EncryptedServer.USER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.TimeLimit;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client in Node.js, which npm installs into the build directory. */
class NodemailerTest {
    private static final Path PROJECT = Path.of("target", "nodemailer").toAbsolutePath();

    private final EncryptedServer server = EncryptedServer.start();

    @BeforeAll
    static void install() throws Exception {
        Program.installed("node");
        Program npm = Program.installed("npm");
        Files.createDirectories(PROJECT);
        for (String file : new String[] {"package.json", "package-lock.json", "send.js", "pool.js"}) {
            Files.copy(
                    Path.of("src", "test", "node", file), PROJECT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(PROJECT.resolve("node_modules/nodemailer/package.json"))) {
            // Without a network, npm would retry for longer than Program waits.
            Program.Result result = npm.in(PROJECT)
                    .run(
                            "ci",
                            "--prefer-offline",
                            "--no-audit",
                            "--no-fund",
                            "--fetch-retries=1",
                            "--fetch-retry-mintimeout=2000",
                            "--fetch-timeout=15000");
            assumeTrue(result.exitCode() == 0, "npm cannot install nodemailer: " + result.output());
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5"})
    void logsInAfterStartTls(String mechanism) throws Exception {
        send(false, """
                "user": "%s", "pass": "%s", "method": "%s"\
                """.formatted(USER, PASSWORD, mechanism)).succeeded();

        CapturedMessage mail = server.received(mechanism);
        assertThat(mail.subject()).contains("Grüße 🎩");
        assertThat(mail.text()).contains("Grüße\n.dot");
        assertThat(mail.html()).contains("<p>Grüße</p>");
        assertThat(mail.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.fileName()).contains("größe.txt");
            assertThat(attachment.text()).isEqualTo("notes");
        });
    }

    @Test
    void usesTheSmtpsPortWithAToken() throws Exception {
        send(true, """
                "type": "OAuth2", "user": "%s", "accessToken": "%s"\
                """.formatted(USER, PASSWORD)).succeeded();

        server.received("XOAUTH2");
    }

    @Test
    void failsWithAWrongPassword() throws Exception {
        Program.Result result = send(true, """
                "user": "%s", "pass": "wrong"\
                """.formatted(USER)).failed();

        assertThat(result.output()).startsWith("EAUTH ").contains("535 5.7.8");
        server.receivedNothing();
    }

    @Test
    void usesAPooledConnectionForTheMailOfALaterTest() throws Exception {
        try (SmtpFakeServer plain = SmtpFakeServer.startNew()) {
            String json = """
                    {
                      "transport": {"host": "%s", "port": %s},
                      "message": {"from": "app@example.org", "to": "bob@example.org", "text": "text"}
                    }
                    """.formatted(plain.host(), plain.port());
            Process pool = Program.installed("node").in(PROJECT).start("pool.js", argument(json));
            try (Writer lines = pool.outputWriter()) {
                lines.write("first\n");
                lines.flush();
                Inbox inbox = plain.inbox().withTimeout(TimeLimit.DURATION);
                CapturedMessage first = inbox.awaitOne();
                Inbox later = inbox.sinceNow();
                lines.write("second\n");
                lines.flush();

                CapturedMessage second = later.awaitOne();

                assertThat(second.subject()).contains("second");
                assertThat(second.session().id()).isEqualTo(first.session().id());
            } finally {
                pool.destroyForcibly().waitFor();
            }
        }
    }

    private Program.Result send(boolean encrypted, String login) throws Exception {
        String json = """
                {
                  "transport": {
                    "host": "%s", "port": %s, "secure": %s, "requireTLS": true,
                    "tls": {"ca": "%s"}, "auth": {%s}
                  },
                  "message": {
                    "from": "app@example.org", "to": "bob@example.org", "subject": "Grüße 🎩",
                    "text": "Grüße\\n.dot", "html": "<p>Grüße</p>",
                    "attachments": [{"filename": "größe.txt", "content": "notes"}]
                  }
                }
                """.formatted(
                        server.host(),
                        encrypted ? server.smtpsPort() : server.port(),
                        encrypted,
                        server.server().tlsTrust().pem().replace("\n", "\\n"),
                        login);
        return Program.installed("node").in(PROJECT).run("send.js", argument(json));
    }

    /** An argument without what locales and the command lines of Windows change. */
    private static String argument(String json) {
        return URLEncoder.encode(json, UTF_8).replace("+", "%20");
    }
}

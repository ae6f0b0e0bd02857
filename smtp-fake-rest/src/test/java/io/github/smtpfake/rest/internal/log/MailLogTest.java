package io.github.smtpfake.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.testing.SmtpClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailLogTest {
    private static final byte[] FORGED = "Subject: =?utf-8?q?x=0D=0A2026-11-23T10:15:30Z_ERROR_forged?=\r\n\r\nText\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private MailLog log(SmtpFakeServer smtp) {
        MailLog log = MailLog.to(new LineLogger(
                "io.github.smtpfake.mail",
                new LogSettings(Level.INFO, LogFormat.TEXT),
                new PrintStream(written, true, StandardCharsets.UTF_8)));
        smtp.store().addListener(log);
        return log;
    }

    private String lines() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** A message must not be able to forge a line of the log (log injection). */
    @Test
    void preventsAMessageFromForgingALine() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            MailLog log = log(smtp);
            String id = SmtpClient.sendMessage(smtp.port(), "app@example.org", FORGED, "ada@example.org");
            smtp.stop();

            log.close();

            assertThat(lines().lines())
                    .hasSize(2)
                    .anyMatch(line -> line.contains("INFO message " + id) && line.contains("\\u000d\\u000a2026-11-23"))
                    .anyMatch(line ->
                            line.contains("INFO session ") && line.endsWith(": delivered 1 message, ended with QUIT"))
                    .noneMatch(line -> line.startsWith("2026-11-23T10:15:30Z"));
        }
    }

    @Test
    void logsUsersWithoutTheirPasswords() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.builder()
                        .users(Users.of("ada", "secret"))
                        .start();
                SmtpClient client = SmtpClient.connect(smtp.port())) {
            MailLog log = log(smtp);
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("AUTH PLAIN AGFkYQB3cm9uZw==", "535");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "235");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "503");
            client.command("QUIT", "221");
            smtp.stop();

            log.close();

            assertThat(lines()).contains("user ada", "535", "503").doesNotContain("AGFkYQ", "secret", "wrong");
        }
    }
}

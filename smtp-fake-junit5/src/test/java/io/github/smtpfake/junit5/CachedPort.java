package io.github.smtpfake.junit5;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;

/** An application that reads the port when it needs it first, and keeps it. */
final class CachedPort {
    static volatile int port;

    private CachedPort() {}

    static void send(String property, String recipient) throws IOException {
        if (port == 0) {
            port = Integer.getInteger(property);
        }
        try (SmtpClient client = SmtpClient.connect(port)) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<" + recipient + ">", "250");
            client.command("DATA", "354");
            client.command("Subject: cached\r\n\r\nText\r\n.", "250");
        }
    }
}

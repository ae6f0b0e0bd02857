package io.github.smtpfake.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A server that runs in this JVM or in another process, and what tests do with it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EndpointFixture {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration MOMENT = Duration.ofMillis(50);

    ServedServer server;
    Endpoint endpoint;
    Inbox inbox;

    abstract Endpoint open(ServedServer started);

    abstract void close(Endpoint opened);

    @BeforeAll
    void startServer() {
        server = ServedServer.start();
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void openEndpoint() {
        endpoint = open(server);
        inbox = endpoint.inbox().sinceNow().withTimeout(LONG);
    }

    @AfterEach
    void closeEndpoint() {
        close(endpoint);
    }

    String send(String sender, String message, String... recipients) {
        return SmtpClient.sendMessage(endpoint.smtp().port(), sender, message.getBytes(UTF_8), recipients);
    }

    String send(String recipient, String subject) {
        return send("app@example.org", "Subject: " + subject + "\r\n\r\nHello\r\n", recipient);
    }

    SmtpClient greeted() throws IOException {
        return SmtpClient.greeted(endpoint.smtp().host(), endpoint.smtp().port());
    }

    String rcptReply(String recipient) throws IOException {
        try (SmtpClient client = greeted()) {
            client.command("MAIL FROM:<app@example.org>", "250");
            return client.say("RCPT TO:<" + recipient + ">").reply();
        }
    }
}

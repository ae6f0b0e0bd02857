package org.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers
class ContainerTest {

    @Container
    private static final SmtpFakeContainer SMTP =
            new SmtpFakeContainer("@image@").withTls(TlsMode.STARTTLS).withUser("app", "secret").withMaxMessages(50);

    private static void send(String recipient) throws IOException {
        try (Socket socket = new Socket(SMTP.getSmtpHost(), SMTP.getSmtpPort());
                BufferedReader replies = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line : new String[] {
                null,
                "HELO client.test",
                "MAIL FROM:<app@example.org>",
                "RCPT TO:<" + recipient + ">",
                "DATA",
                "Subject: Welcome\r\n\r\nHello\r\n.",
                "QUIT"
            }) {
                if (line != null) {
                    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                String reply = replies.readLine();
                assertTrue(reply.startsWith("2") || reply.startsWith("3"), reply);
            }
        }
    }

    @Test
    void receivesMail() throws IOException {
        send("ada@example.org");

        CapturedMessage mail = SMTP.inbox().recipient("ada@example.org").awaitOne();
        assertEquals(Optional.of("Welcome"), mail.subject());
        assertEquals("app", SMTP.client().mailProperties().getProperty("mail.smtp.user"));
    }

    /** Fails on purpose: its failure must show the transcript. */
    @Test
    void showsTheTranscriptOfAFailedTest() throws IOException {
        send("bob@example.org");

        throw new AssertionError("fails on purpose");
    }
}

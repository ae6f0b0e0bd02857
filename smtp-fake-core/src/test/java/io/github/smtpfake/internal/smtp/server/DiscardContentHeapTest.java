package io.github.smtpfake.internal.smtp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import org.junit.jupiter.api.Test;

class DiscardContentHeapTest {
    private static final int HEAP = 24;
    private static final int MIB = 1024 * 1024;
    private static final byte[] BLOCK = ("x".repeat(1022) + "\r\n").repeat(1024).getBytes(US_ASCII);

    @Test
    void receivesMessagesThatAreLargerThanTheHeap() throws Exception {
        try (ChildServer server = ChildServer.discardingContent(HEAP);
                SmtpClient client = server.connect()) {
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.command("DATA", "354");
            client.send("A: b\r\n\r\n");
            sendMebibytes(client, 2 * HEAP);
            client.send(".\r\n").expect("250");

            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.send("BDAT " + 2 * HEAP * MIB + " LAST\r\n");
            sendMebibytes(client, 2 * HEAP);
            client.expect("250");

            assertThat(server.stored().values()).containsExactlyInAnyOrder(2 * HEAP * MIB + 8, 2 * HEAP * MIB);
        }
    }

    private static void sendMebibytes(SmtpClient client, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            client.send(BLOCK);
        }
    }
}

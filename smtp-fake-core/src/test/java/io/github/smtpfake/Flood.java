package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;

/** Sends commands with long replies and never reads the replies, so that they fill all buffers. */
final class Flood {
    private static final String PACKET = "HELP\r\n".repeat(1_000);

    private Flood() {}

    /** Sends until the server or the test closes the connection. */
    static void withoutReading(SmtpClient client) {
        try {
            while (true) {
                client.send(PACKET);
            }
        } catch (IOException e) {
            assertThat(client.socket().isConnected()).isTrue();
        }
    }
}

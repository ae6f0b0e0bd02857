package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;

/** Commands whose replies are longer than themselves, and are not read, so that they fill all buffers. */
final class Flood {
    private static final String PACKET = "HELP\r\n".repeat(1_000);

    private Flood() {}

    /** Returns when the connection is closed, by the server or by the test. */
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

package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;

/** Sends commands with longer replies and never reads these, so that they fill all buffers. */
final class Flood {
    private static final String PACKET = "HELP\r\n".repeat(1_000);

    private Flood() {}

    /** Begins to send; the result is there as soon as the server or the test has closed the connection. */
    static Background<Void> withoutReading(SmtpClient client) {
        return Background.of(() -> {
            try {
                while (true) {
                    client.send(PACKET);
                }
            } catch (IOException e) {
                assertThat(client.socket().isConnected()).isTrue();
                return null;
            }
        });
    }
}

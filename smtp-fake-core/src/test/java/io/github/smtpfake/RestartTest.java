package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class RestartTest {

    @Test
    void restartsOnTheSamePortWithItsMessages() throws IOException {
        try (SmtpFakeServer server =
                SmtpFakeServer.builder().port(UnassignedPort.next()).start()) {
            int port = server.port();
            for (int round = 1; round <= 3; round++) {
                try (SmtpClient client = SmtpClient.greeted(server)) {
                    client.deliver("round " + round);
                }
                server.stop();
                assertThat(server.isRunning()).isFalse();
                assertThat(server.port()).isEqualTo(port);
                assertThat(server).hasToString("smtp-fake (stopped)");
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(() -> SmtpClient.connect(server.host(), port));
                server.start();
            }

            assertThat(server.port()).isEqualTo(port);
            assertThat(Stored.messages(server.store()))
                    .extracting(CapturedMessage::text)
                    .extracting(text -> text.orElse(""))
                    .containsExactly("round 1\n", "round 2\n", "round 3\n");
        }
    }

    @Test
    void namesAPortThatIsInUse() throws IOException {
        try (SmtpFakeServer owner =
                SmtpFakeServer.builder().port(UnassignedPort.next()).start()) {
            SmtpFakeServer second = SmtpFakeServer.builder().port(owner.port()).build();

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(second::start)
                    .withMessageContaining(owner.host() + ":" + owner.port())
                    .withMessageContaining("Choose another port, or 0 for a free one.");

            assertThat(second.isRunning()).isFalse();
            try (SmtpClient client = SmtpClient.greeted(owner)) {
                client.deliver("still there");
            }
            owner.stop();
            second.start();
            assertThat(second.port()).isEqualTo(owner.port());
            second.stop();
        }
    }
}

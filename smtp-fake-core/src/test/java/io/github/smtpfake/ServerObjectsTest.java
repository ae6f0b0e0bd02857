package io.github.smtpfake;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Several objects for one server, such as those that the JUnit extension passes to a class and its tests. */
class ServerObjectsTest {

    @Test
    void sharesTheServerButSeparatesTheRules() throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            Rule outer = server.on(rcptTo("*")).reply("450 4.2.1 outer");
            SmtpFakeServer part = ServerAccess.withInnerRules(server, definition -> {});
            Rule inner = part.on(rcptTo("ada@example.org")).reply("452 4.2.2 inner");

            assertThat(part.port()).isEqualTo(server.port());
            assertThat(part.rules()).containsExactly(inner);
            assertThat(server.rules()).containsExactly(outer);
            try (SmtpClient client = SmtpClient.greeted(server)) {
                client.say("MAIL FROM:<app@example.org>").expect("250");
                client.say("RCPT TO:<ada@example.org>").expect("452 4.2.2 inner");
                client.say("RCPT TO:<bob@example.org>").expect("450 4.2.1 outer");
                ServerAccess.endRules(part);
                client.say("RCPT TO:<ada@example.org>").expect("450 4.2.1 outer");
            }

            part.stop();
            assertThat(server.isRunning()).isFalse();
        }
    }

    @Test
    void waitsForTheTimeoutOfTheServerObject() {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            assertThatThrownBy(() -> server.withAwaitTimeout(Duration.ofMillis(3))
                            .inbox()
                            .awaitOne())
                    .isInstanceOf(AwaitFailedError.class)
                    .hasMessageContaining("within 3 ms");
            assertThatThrownBy(() -> server.withAwaitTimeout(Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("awaitTimeout must not be negative, but is PT-0.001S");
            assertThatThrownBy(() -> server.withAwaitTimeout(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("awaitTimeout");
        }
    }
}

package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.LimitsBuilder;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that keep sending but never finish. */
class TimeoutTest {
    private static final String ENDLESS = "x".repeat(100_000);

    private RecordingStore store = new RecordingStore(Limits.defaults());
    private SmtpFakeServer server = SmtpFakeServer.builder().build();

    private void start(LimitsBuilder limits) {
        store = new RecordingStore(limits.build());
        server = SmtpFakeServer.builder()
                .limits(limits.build())
                .smtpsPort(0)
                .store(store)
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP ", "AUTH PLAIN\r\n", "MAIL FROM:<a@example.org>\r\nRCPT TO:<"})
    void closesAConnectionWhoseCommandNeverEnds(String beginning) throws Exception {
        start(Limits.builder().commandTimeout(Duration.ofMillis(300)));

        try (SmtpClient client = SmtpClient.greeted(server)) {
            Trickle trickle = Trickle.start(client, beginning + ENDLESS);
            String reply = client.reply();
            while (!reply.startsWith("421")) {
                assertThat(reply).startsWith(beginning.startsWith("AUTH") ? "334" : "250");
                reply = client.reply();
            }
            assertThat(reply).startsWith("421 4.4.2 ");
            assertThat(client.isClosedByServer()).isTrue();
            trickle.awaitEnd();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.TIMEOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA", "BDAT 100000 LAST"})
    void closesAConnectionWhoseMessageNeverEnds(String command) throws Exception {
        start(Limits.builder().dataTimeout(Duration.ofMillis(300)));

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>").expect("250", "250");
            client.say(command);
            if (command.equals("DATA")) {
                client.expect("354");
            }
            Trickle trickle = Trickle.start(client, ENDLESS);

            assertThat(client.reply()).startsWith("421 4.4.2 ");
            assertThat(client.isClosedByServer()).isTrue();
            trickle.awaitEnd();
        }
        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.TIMEOUT);
        assertThat(session.openTransaction()).isPresent();
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void limitsTheTimeOfEachCommandSeparately() throws Exception {
        start(Limits.builder().commandTimeout(Duration.ofSeconds(1)));
        int commands = 50;

        try (SmtpClient client = SmtpClient.greeted(server)) {
            // Lasts one and a half times as long as a command may.
            Trickle.start(client, "NOOP\r\n".repeat(commands));
            for (int i = 0; i < commands; i++) {
                client.expect("250");
            }
            client.deliver("still there");
        }
    }

    /** The time of a command starts with its first byte, however long the client was idle before. */
    @Test
    void doesNotCountIdleTimeForACommand() throws Exception {
        Duration commandTimeout = Duration.ofMillis(1_500);
        start(Limits.builder().commandTimeout(commandTimeout).handshakeTimeout(Duration.ofMillis(100)));

        try (SmtpClient idle = SmtpClient.greeted(server)) {
            try (SmtpClient other = SmtpClient.greeted(server)) {
                Trickle.start(other, ENDLESS);
                // From here on, the client has been idle for longer than a command may last.
                other.expect("421");
            }
            idle.send("NO");
            try (SmtpClient silent = SmtpClient.connect(server.host(), server.smtpsPort())) {
                // Meanwhile the reaper checks every connection many times.
                assertThat(silent.isClosedByServer()).isTrue();
            }

            idle.send("OP\r\n").expect("250");
        }
    }

    @Test
    void servesOthersWhileManyClientsTrickleOrStall() throws Exception {
        start(Limits.builder());
        List<SmtpClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                SmtpClient trickling = SmtpClient.greeted(server).untilData();
                clients.add(trickling);
                Trickle.start(trickling, ENDLESS);
                SmtpClient stalled = SmtpClient.greeted(server);
                clients.add(stalled);
                Flood.withoutReading(stalled);
            }
            try (SmtpClient good = SmtpClient.greeted(server)) {
                for (int i = 0; i < 500; i++) {
                    good.deliver("message " + i);
                }
            }
            assertThat(store.messages()).hasSize(500);
            assertThat(store.awaitEnd().messageIds())
                    .as("duration of the first session that ended")
                    .hasSize(500);
        } finally {
            for (SmtpClient client : clients) {
                client.close();
            }
        }
    }
}

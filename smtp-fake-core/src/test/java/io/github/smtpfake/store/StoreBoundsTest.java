package io.github.smtpfake.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The content of a store at its limits, filled by the clients of a server. */
class StoreBoundsTest {
    private RecordingStore store = new RecordingStore(Limits.defaults());
    private SmtpFakeServer server = SmtpFakeServer.builder().build();

    private void start(Limits limits) {
        store = new RecordingStore(limits);
        server = SmtpFakeServer.builder().limits(limits).store(store).start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void evictsTheOldestMessagesByTheirEnvelopes() throws Exception {
        start(Limits.builder().storedBytes(100_000).build());
        String recipients = ("RCPT TO:<" + "x".repeat(4_000) + "@example.org>\r\n").repeat(10);

        try (SmtpClient client = SmtpClient.greeted(server)) {
            for (int i = 0; i < 5; i++) {
                client.say("MAIL FROM:<app" + i + "@example.org>").expect("250").send(recipients);
                for (int j = 0; j < 10; j++) {
                    client.expect("250");
                }
                client.say("DATA").expect("354").say("x", ".").expect("250");
            }
        }

        assertThat(store.messages())
                .extracting(message -> message.envelope().sender())
                .containsExactly("app3@example.org", "app4@example.org");
        assertThat(store.counters()).isEqualTo(new Counters(5, 15, 3, 0, 2, 6, 1));
        store.delete(store.messages().get(0).id());
        store.delete(store.messages().get(0).id());
        deliver(1, 99_000);
        assertThat(store.counters().evicted())
                .as("a deleted message occupies no space")
                .isEqualTo(3);
    }

    @Test
    void rejectsAMessageThatTheStoreCannotHold() throws Exception {
        start(Limits.builder().storedBytes(1_000).messageSize(5_000).build());

        deliver(1, 500);
        try (SmtpClient client = SmtpClient.greeted(server).untilData()) {
            assertThat(client.say("x".repeat(2_000), ".").reply()).startsWith("452 4.3.1 ");
            assertThat(texts()).as("evicts nothing for it").containsExactly(text(0, 500));
            client.deliver("small again");
        }

        assertThat(store.messages()).hasSize(2);
    }

    @Test
    void keepsOnlyTheLastEndedSessions() throws Exception {
        start(Limits.builder().storedSessions(5).build());

        try (SmtpClient open = SmtpClient.greeted(server)) {
            for (int i = 0; i < 20; i++) {
                try (SmtpClient client = SmtpClient.connect(server)) {
                    client.expect("220")
                            .say("EHLO client" + i)
                            .expect("250")
                            .say("QUIT")
                            .expect("221");
                }
                store.awaitEnd();
            }
            open.say("NOOP").expect("250");
        }
        store.awaitEnd();

        assertThat(store.counters().sessions()).isEqualTo(21);
        assertThat(store.sessions())
                .extracting(session -> session.info().helo().orElseThrow())
                .containsExactly("client.example.org", "client16", "client17", "client18", "client19");
    }

    @Test
    void keepsOnlyTheLastEndedSessionsByTheirSize() throws Exception {
        long room = 200_000;
        start(Limits.builder().storedSessionBytes(room).build());

        try (SmtpClient open = SmtpClient.greeted(server)) {
            for (int i = 0; i < 20; i++) {
                try (SmtpClient client = SmtpClient.connect(server)) {
                    client.expect("220").say("EHLO client" + i).expect("250");
                    for (int j = 0; j < 50; j++) {
                        client.say("NOOP " + "x".repeat(600)).expect("250");
                    }
                    client.say("QUIT").expect("221");
                }
                store.awaitEnd();
            }
            open.say("NOOP").expect("250");
        }

        List<StoredSession> ended = store.sessions().stream()
                .filter(session -> session.end().equals(Optional.of(SessionEnd.QUIT)))
                .map(StoredSession.class::cast)
                .toList();
        assertThat(ended).hasSizeBetween(3, 6);
        assertThat(ended)
                .last()
                .satisfies(last -> assertThat(last.info().helo()).contains("client19"));
        assertThat(ended.stream().mapToLong(StoredSession::footprint).sum())
                .isBetween(room / 2, room + 200L * ended.size());
    }

    private void deliver(int count, int size) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            for (int i = 0; i < count; i++) {
                client.untilData().send(text(i, size)).say(".").expect("250");
            }
            client.say("QUIT").expect("221");
        }
    }

    private static String text(int number, int size) {
        return Integer.toString(number).repeat(size - 2) + "\r\n";
    }

    private List<String> texts() {
        return store.messages().stream()
                .map(CapturedMessage::raw)
                .map(String::new)
                .toList();
    }
}

package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client meets at the limits, and what is kept then. */
class BoundsTest {
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
    void deliversToTheRecipientsThatItHasTaken() throws Exception {
        start(Limits.builder().recipients(3).build());

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>").expect("250");
            for (int i = 1; i <= 3; i++) {
                client.say("RCPT TO:<user" + i + "@example.org>").expect("250");
            }
            assertThat(client.say("RCPT TO:<user4@example.org>").reply()).startsWith("452 4.5.3 ");
            assertThat(client.say("RCPT TO:<user1@example.org>").reply()).startsWith("452 4.5.3 ");
            client.say("DATA").expect("354").say("x", ".").expect("250");
            client.deliver("the next transaction starts at none");
        }

        assertThat(store.messages().get(0).envelope().recipients())
                .containsExactly("user1@example.org", "user2@example.org", "user3@example.org");
        assertThat(store.messages()).hasSize(2);
    }

    @Test
    void takesRecipientsAsLongAsTheEnvelopeMayGrow() throws Exception {
        start(Limits.builder().envelopeSize(10_000).build());
        String long1 = "x".repeat(3_000) + "@example.org";

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>").expect("250");
            for (int i = 0; i < 3; i++) {
                client.say("RCPT TO:<" + long1 + ">").expect("250");
            }
            assertThat(client.say("RCPT TO:<" + long1 + ">").reply()).startsWith("452 4.5.3 ");
            assertThat(client.say("RCPT TO:<a@example.org> ORCPT=rfc822;" + "x".repeat(3_000))
                            .reply())
                    .startsWith("452 4.5.3 ");
            client.say("RCPT TO:<ada@example.org>").expect("250");
            client.say("DATA").expect("354").say("x", ".").expect("250");
            client.deliver("the next transaction starts at none");
        }

        assertThat(store.messages().get(0).envelope().recipients())
                .containsExactly(long1, long1, long1, "ada@example.org");
        assertThat(store.messages()).hasSize(2);
    }

    @Test
    void takesAThousandRecipientsWithTheLongestAddresses() throws Exception {
        start(Limits.defaults());
        String longest = "x".repeat(64) + "@" + "d".repeat(63) + "." + "e".repeat(63) + "." + "f".repeat(61);

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<" + longest + "> ENVID=" + "x".repeat(100)).expect("250");
            for (int i = 0; i < 1_000; i++) {
                client.say("RCPT TO:<" + longest + "> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;" + "+40".repeat(160))
                        .expect("250");
            }
            client.say("DATA").expect("354").say("x", ".").expect("250");
        }

        assertThat(store.messages().get(0).envelope().recipients()).hasSize(1_000);
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
                .as("what is deleted counts no more")
                .isEqualTo(3);
    }

    @Test
    void evictsTheOldestMessagesByTheirOctets() throws Exception {
        start(Limits.builder().storedBytes(10_000).build());
        int size = 3_000;

        deliver(5, size);

        assertThat(texts()).containsExactly(text(2, size), text(3, size), text(4, size));
        assertThat(store.counters()).isEqualTo(new Counters(5, 5L * size, 2, 0, 3, 3L * size, 1));
    }

    @Test
    void evictsTheOldestMessagesByTheirNumber() throws Exception {
        start(Limits.builder().storedMessages(2).build());

        deliver(5, 10);

        assertThat(texts()).containsExactly(text(3, 10), text(4, 10));
        assertThat(store.counters().evicted()).isEqualTo(3);
    }

    @Test
    void refusesAMessageThatTheStoreCannotHold() throws Exception {
        start(Limits.builder().storedBytes(1_000).messageSize(5_000).build());

        deliver(1, 500);
        try (SmtpClient client = SmtpClient.greeted(server).untilData()) {
            assertThat(client.say("x".repeat(2_000), ".").reply()).startsWith("452 4.3.1 ");
            assertThat(texts()).as("not evicted for nothing").containsExactly(text(0, 500));
            client.deliver("small again");
        }

        assertThat(store.messages()).hasSize(2);
    }

    @Test
    void keepsOnlyTheLastSessionsThatHaveEnded() throws Exception {
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
    void keepsOnlyTheLastSessionsThatTheirLogHasRoomFor() throws Exception {
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

        List<SmtpSession> ended = store.sessions().stream()
                .filter(session -> session.end().equals(Optional.of(SessionEnd.QUIT)))
                .toList();
        assertThat(ended).hasSizeBetween(3, 6);
        assertThat(ended)
                .last()
                .satisfies(last -> assertThat(last.info().helo()).contains("client19"));
        assertThat(ended.stream().mapToLong(SmtpSession::footprint).sum())
                .isBetween(room / 2, room + 200L * ended.size());
    }

    @Test
    void keepsTheBeginningOfALongName() throws Exception {
        start(Limits.defaults());

        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220").say("EHLO " + "x".repeat(4_000)).expect("250").deliver("text");
        }

        assertThat(store.messages().get(0).session().helo()).contains("x".repeat(255) + "…");
    }

    @Test
    void keepsNoChunksOfAClientThatHasLeft() throws Exception {
        start(Limits.defaults());

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "BDAT 1000000")
                    .send("x".repeat(1_000_000))
                    .expect("250", "250", "250");
        }

        SmtpSession session = store.awaitEnd();
        assertThat(session.openTransaction()).isPresent();
        assertThat(session.footprint()).isLessThan(10_000);
    }

    @Test
    void keepsOnlyTheLastLinesOfALongSession() throws Exception {
        start(Limits.builder().transcriptLines(10).commandLine(8_000).build());

        try (SmtpClient client = SmtpClient.greeted(server)) {
            for (int i = 0; i < 100; i++) {
                client.say("NOOP " + i).expect("250");
            }
            client.say("NOOP " + "x".repeat(5_000)).expect("250").say("QUIT").expect("221");
        }

        SmtpSession session = store.awaitEnd();
        List<String> lines =
                session.transcript().stream().map(TranscriptLine::toString).toList();
        assertThat(lines).hasSize(10).contains("C: NOOP 99", "C: QUIT").doesNotContain("C: NOOP 10");
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(510));
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

package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.store.StoredSession;
import io.github.smtpfake.testing.SmtpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The behaviour of the server at its limits, and the data that it keeps. */
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
    void deliversToTheAcceptedRecipients() throws Exception {
        start(Limits.builder().recipients(3).build());

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>").expect("250");
            for (int i = 1; i <= 3; i++) {
                client.say("RCPT TO:<user" + i + "@example.org>").expect("250");
            }
            assertThat(client.say("RCPT TO:<user4@example.org>").reply()).startsWith("452 4.5.3 ");
            assertThat(client.say("RCPT TO:<user1@example.org>").reply()).startsWith("452 4.5.3 ");
            client.say("DATA").expect("354").say("x", ".").expect("250");
            client.deliver("the next transaction starts at zero");
        }

        assertThat(store.messages().get(0).envelope().recipients())
                .containsExactly("user1@example.org", "user2@example.org", "user3@example.org");
        assertThat(store.messages()).hasSize(2);
    }

    @Test
    void acceptsRecipientsUpToTheEnvelopeSize() throws Exception {
        start(Limits.builder().envelopeSize(10_000).build());
        String long1 = "x".repeat(3_000) + "@example.org";

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>").expect("250");
            for (int i = 0; i < 3; i++) {
                client.say("RCPT TO:<" + long1 + ">").expect("250");
            }
            assertThat(client.say("RCPT TO:<" + long1 + ">").reply()).startsWith("452 4.5.3 ");
            String longParameter = "RCPT TO:<a@example.org> ORCPT=rfc822;" + "x".repeat(250);
            client.say(longParameter).expect("250");
            assertThat(client.say(longParameter).reply()).startsWith("452 4.5.3 ");
            client.say("RCPT TO:<ada@example.org>").expect("250");
            client.say("DATA").expect("354").say("x", ".").expect("250");
            client.deliver("the next transaction starts at zero");
        }

        assertThat(store.messages().get(0).envelope().recipients())
                .containsExactly(long1, long1, long1, "a@example.org", "ada@example.org");
        assertThat(store.messages()).hasSize(2);
    }

    @Test
    void acceptsAThousandRecipientsWithTheLongestAddresses() throws Exception {
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
    void shortensALongEhloName() throws Exception {
        start(Limits.defaults());

        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220").say("EHLO " + "x".repeat(4_000)).expect("250").deliver("text");
        }

        assertThat(store.messages().get(0).session().helo()).contains("x".repeat(255) + "…");
    }

    @Test
    void keepsNoChunksIfTheClientHasLeft() throws Exception {
        start(Limits.defaults());

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "BDAT 1000000")
                    .send("x".repeat(1_000_000))
                    .expect("250", "250", "250");
        }

        StoredSession session = store.awaitEnd();
        assertThat(session.openTransaction()).isPresent();
        assertThat(session.footprint()).isLessThan(10_000);
    }

    @Test
    void keepsTheLastLinesOfALongTranscript() throws Exception {
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
}

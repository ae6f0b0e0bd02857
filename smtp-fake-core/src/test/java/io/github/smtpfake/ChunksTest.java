package io.github.smtpfake;

import static io.github.smtpfake.rules.Rules.bdat;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What becomes of the octets behind BDAT on real sockets, however the session goes on. */
class ChunksTest {
    private static final Limits LIMITS =
            Limits.builder().stopTimeout(Duration.ofMillis(100)).build();

    private final RecordingStore store = new RecordingStore(LIMITS);

    private SmtpFakeServerBuilder builder() {
        return SmtpFakeServer.builder().limits(LIMITS).store(store);
    }

    private static SmtpClient withinAChunk(SmtpFakeServer server) throws Exception {
        return SmtpClient.greeted(server)
                .say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "BDAT 1000 LAST")
                .expect("250", "250")
                .send("NOOP\r\nQUIT\r\n");
    }

    @Test
    void areLostWithAClientThatLeaves() throws Exception {
        try (SmtpFakeServer server = builder().start()) {
            withinAChunk(server).close();

            SmtpSession session = store.awaitEnd();
            assertThat(session.end()).contains(SessionEnd.DISCONNECTED);
            assertThat(session.openTransaction()).isPresent();
            assertThat(store.messages()).isEmpty();
        }
    }

    @Test
    void areLostWithAClientThatResets() throws Exception {
        try (SmtpFakeServer server = builder().start()) {
            withinAChunk(server).reset();

            assertThat(store.awaitEnd().end()).contains(SessionEnd.DISCONNECTED);
            assertThat(store.messages()).isEmpty();
        }
    }

    @Test
    void areWaitedForNoLongerThanAStopMayTake() throws Exception {
        try (SmtpFakeServer server = builder().start();
                SmtpClient client = withinAChunk(server)) {
            server.stop();

            assertThat(client.isClosedByServer()).isTrue();
            assertThat(store.awaitEnd().end()).contains(SessionEnd.STOPPED);
            assertThat(store.messages()).isEmpty();
        }
    }

    @Test
    void areNotRunBeforeTheTlsThatIsRequired() throws Exception {
        try (SmtpFakeServer server = builder().startTls(StartTls.REQUIRED).start();
                SmtpClient client = SmtpClient.greeted(server)) {
            client.send("BDAT 6\r\n").send("QU").send("IT\r\n").say("NOOP").expect("530", "250");
        }
    }

    @Test
    void areNotRunWhereNobodyKnowsHowManyThereAre() throws Exception {
        try (SmtpFakeServer server = builder().start();
                SmtpClient client = SmtpClient.greeted(server)) {
            client.say("BDAT x", "MAIL FROM:<a@example.org>").expect("501");

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void ofAMessageThatLacksSomeForWantOfMemoryAreNotStored() throws Exception {
        try (SmtpFakeServer server = builder().start();
                SmtpClient client = SmtpClient.greeted(server)) {
            server.on(bdat().matching("memory ends", endsOnce())).reply("250 never said");
            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>").expect("250", "250");

            assertThat(client.send("BDAT 6\r\nNOOP\r\n").reply()).startsWith("452 4.3.1 ");
            assertThat(client.send("BDAT 6 LAST\r\nNOOP\r\n").reply()).startsWith("503 5.5.1 ");
            assertThat(store.messages()).isEmpty();
        }
    }

    @Test
    void areNoMistakeBehindAMailThatThereWasNoMemoryFor() throws Exception {
        try (SmtpFakeServer server = builder().start();
                SmtpClient client = SmtpClient.greeted(server)) {
            server.on(mailFrom("a@example.org").matching("memory ends", endsOnce()))
                    .reply("250 never said");

            client.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>").send("BDAT 6 LAST\r\nNOOP\r\n");
            client.expect("452", "503", "503").say("QUIT").expect("221");
            assertThat(store.awaitEnd().problems()).isEmpty();
        }
    }

    /** Never holds, and the first time finds no memory. */
    private static Predicate<Situation> endsOnce() {
        AtomicBoolean ended = new AtomicBoolean();
        return situation -> {
            if (!ended.getAndSet(true)) {
                throw new OutOfMemoryError("as if");
            }
            return false;
        };
    }
}

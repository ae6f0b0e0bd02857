package io.github.smtpfake.internal.smtp.server;

import static io.github.smtpfake.rules.Rules.rset;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-behaved and badly behaved clients on real sockets. */
@Order(1)
class ConnectionTest {
    private static final Limits DEFAULTS = Limits.defaults();
    private static final String[] TWO_TRANSACTIONS = {
        "EHLO client.example.org",
        "MAIL FROM:<a@example.org>",
        "RCPT TO:<b@example.org>",
        "DATA",
        "first",
        ".",
        "MAIL FROM:<a@example.org>",
        "RCPT TO:<b@example.org>",
        "DATA",
        "..second",
        ".",
        "QUIT"
    };
    private static final String[] ITS_CODES = {
        "220", "250", "250", "250", "354", "250", "250", "250", "354", "250", "221"
    };

    private RecordingStore store = new RecordingStore(DEFAULTS);
    private SmtpFakeServer server = SmtpFakeServer.builder().store(store).start();

    private void restart(Limits limits) {
        server.stop();
        store = new RecordingStore(limits);
        server = SmtpFakeServer.builder().limits(limits).store(store).start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void acceptsTwoTransactionsInOnePacket() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.say(TWO_TRANSACTIONS).expect(ITS_CODES);
            assertThat(client.isClosedByServer()).isTrue();
        }

        assertThat(texts()).containsExactly("first\r\n", ".second\r\n");
        assertThat(store.awaitEnd().end()).contains(SessionEnd.QUIT);
    }

    @Test
    void reportsAGroupIfPipeliningIsNotOffered() throws Exception {
        server.stop();
        server = SmtpFakeServer.builder()
                .disable(SmtpExtension.PIPELINING)
                .store(store)
                .start();
        try (SmtpClient inTurn = SmtpClient.greeted(server)) {
            inTurn.deliver("one by one").say("QUIT").expect("221");
        }
        try (SmtpClient hasty = SmtpClient.greeted(server)) {
            hasty.untilData().say("at once", ".", "QUIT").expect("250", "221");
        }

        assertThat(store.awaitEnd().problems()).isEmpty();
        assertThat(store.awaitEnd().problems()).extracting(Problem::id).containsExactly("pipelinedWithoutPipelining");
    }

    @Test
    void acceptsTransactionsByteByByte() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            for (char c : (String.join("\r\n", TWO_TRANSACTIONS) + "\r\n").toCharArray()) {
                client.send(String.valueOf(c));
            }
            client.expect(ITS_CODES);
        }

        assertThat(texts()).containsExactly("first\r\n", ".second\r\n");
    }

    @Test
    void servesAHalfClosedClient() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.say(TWO_TRANSACTIONS);
            client.shutdownOutput();

            client.expect(ITS_CODES);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void answersAHalfClosedClientWithoutQuit() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.say("EHLO x", "NOOP");
            client.shutdownOutput();

            client.expect("220", "250", "250");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.DISCONNECTED);
    }

    @Test
    void storesNothingIfTheClientLeavesDuringAMessage() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send("Subject: half\r\n\r\nof a mess");
        }

        SmtpSession session = store.awaitEnd();
        assertThat(session.end()).contains(SessionEnd.DISCONNECTED);
        assertThat(session.openTransaction().map(Envelope::recipients).orElseThrow())
                .containsExactly("ada@example.org");
        assertThat(session.hasIncompleteDelivery()).isTrue();
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void storesNothingIfTheClientResetsDuringAMessage() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send("half").reset();
        }

        assertThat(store.awaitEnd().end()).contains(SessionEnd.DISCONNECTED);
        assertThat(store.messages()).isEmpty();
        assertStillServing();
    }

    @Test
    void survivesGarbage() throws Exception {
        byte[] garbage = new byte[200_000];
        new Random(5).nextBytes(garbage);

        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            client.send(new String(garbage, ISO_8859_1)).send("\r\n");
            String reply = client.reply();
            while (reply.startsWith("500 ")) {
                reply = client.reply();
            }
            assertThat(reply).startsWith("421 4.7.0 ");
        } catch (SocketException e) {
            assertThat(store.awaitEnd().end()).as("cause: %s", e).contains(SessionEnd.REJECTED);
        }
        assertStillServing();
    }

    @Test
    void rejectsATlsClientHelloWithoutALineEnd() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            client.send("\u0016\u0003\u0001\u0002\u0000\u0001\u0000").expect("421");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertStillServing();
    }

    @Test
    void closesASilentConnectionWithAReply() throws Exception {
        restart(Limits.builder().idleTimeout(Duration.ofMillis(100)).build());

        try (SmtpClient client = SmtpClient.connect(server)) {
            assertThat(client.expect("220").reply()).startsWith("421 4.4.2 ");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(store.awaitEnd().end()).contains(SessionEnd.TIMEOUT);
    }

    @Test
    void closesAConnectionThatIsSilentDuringAMessage() throws Exception {
        restart(Limits.builder().idleTimeout(Duration.ofMillis(300)).build());

        try (SmtpClient client = SmtpClient.connect(server)) {
            // In one packet, because on a slow machine the client would seem silent between two.
            client.say("EHLO x", "MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA", "half");
            client.expect("220", "250", "250", "250", "354");
            assertThat(client.reply()).startsWith("421 4.4.2 ");
        }
        assertThat(store.awaitEnd().openTransaction()).isPresent();
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void closesAConnectionOfAClientThatNeverReads() throws Exception {
        restart(Limits.builder().writeTimeout(Duration.ofMillis(200)).build());

        try (SmtpClient stalled = SmtpClient.connect(server)) {
            Background<Void> flood = Flood.withoutReading(stalled);
            assertStillServing();

            SmtpSession first = store.awaitEnd();
            SmtpSession second = store.awaitEnd();
            assertThat(List.of(first.end().orElseThrow(), second.end().orElseThrow()))
                    .containsExactlyInAnyOrder(SessionEnd.QUIT, SessionEnd.TIMEOUT);
            flood.get();
        }
        assertStillServing();
    }

    @Test
    void rejectsClientsAboveTheLimit() throws Exception {
        restart(Limits.builder().connections(2).build());

        try (SmtpClient first = SmtpClient.greeted(server);
                SmtpClient second = SmtpClient.greeted(server);
                SmtpClient third = SmtpClient.connect(server)) {
            assertThat(third.reply()).startsWith("421 4.3.2 ");
            assertThat(third.isClosedByServer()).isTrue();
            SmtpSession rejected = store.awaitEnd();
            assertThat(rejected.end()).contains(SessionEnd.REJECTED);
            assertThat(rejected.info().client()).matches("127\\.0\\.0\\.1:\\d+");

            first.say("QUIT").expect("221");
            second.deliver("still served");
            store.awaitEnd();
        }
    }

    /** A silent client, a command that has begun, and a message that has begun. */
    @ParameterizedTest
    @ValueSource(strings = {"", "EHLO", "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nhalf"})
    void makesRoomForANewClientIfOthersAreIdle(String beginning) throws Exception {
        restart(Limits.builder().connections(1).build());

        try (SmtpClient first = SmtpClient.greeted(server)) {
            first.send(beginning);
            awaitGreeting();
            String reply = first.reply();
            while (!reply.startsWith("421")) {
                reply = first.reply();
            }
            assertThat(reply)
                    .isEqualTo(
                            "421 4.3.2 localhost closing connection: too many connections, and this one was idle for longest");
            assertThat(first.isClosedByServer()).isTrue();
        }
        awaitDisplaced();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesRoomForANewClientIfARuleStallsOrDelaysAnother(boolean stalls) throws Exception {
        restart(Limits.builder().connections(1).build());
        RuleBuilder rule = server.on(rset()).once();
        if (stalls) {
            rule.stall();
        } else {
            rule.delay(Duration.ofHours(1)).passThrough();
        }

        try (SmtpClient first = SmtpClient.greeted(server)) {
            first.say("RSET");
            awaitGreeting();
        }
        awaitDisplaced();
    }

    @Test
    void makesRoomForANewClientIfAnotherReadsNothing() throws Exception {
        restart(Limits.builder().connections(1).build());

        try (SmtpClient stalled = SmtpClient.connect(server)) {
            Background<Void> flood = Flood.withoutReading(stalled);
            awaitGreeting();
            flood.get();
        }
        awaitDisplaced();
    }

    /** Connects until the server has room. */
    private void awaitGreeting() throws Exception {
        TimeLimit.until("the server to have room", () -> {
            try (SmtpClient next = SmtpClient.connect(server)) {
                return next.reply().startsWith("220 ");
            }
        });
    }

    private void awaitDisplaced() throws Exception {
        SessionEnd end = SessionEnd.REJECTED;
        while (end != SessionEnd.DISPLACED) {
            end = store.awaitEnd().end().orElseThrow();
        }
    }

    @Test
    void endsTheSessionAfterTooManyBadCommands() throws Exception {
        restart(Limits.builder().badCommands(5).build());

        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("FOO", "FOO", "FOO", "FOO", "FOO", "FOO", "NOOP")
                    .expect("500", "500", "500", "500", "500", "421");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void endsTheSessionOfABrowser() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server)) {
            client.expect("220");
            client.say("POST / HTTP/1.1", "Host: localhost", "", "MAIL FROM:<a@example.org>")
                    .expect("421");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(store.messages()).isEmpty();
    }

    @Test
    void survivesAStormOfResets() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            SmtpClient.connect(server).reset();
        }

        assertStillServing();
    }

    @Test
    void greetsAThousandIdleClients() throws Exception {
        List<SmtpClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                clients.add(SmtpClient.connect(server));
            }
            for (SmtpClient client : clients) {
                client.expect("220");
            }
            clients.get(999).say("EHLO x").expect("250").deliver("from the last");
            assertThat(store.messages()).hasSize(1);
        } finally {
            for (SmtpClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void replies250OnlyWhenTheMessageIsVisible() throws Exception {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            for (int i = 1; i <= 1_000; i++) {
                client.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA")
                        .expect("250", "250", "354");
                String reply = client.say("message " + i, ".").reply();

                String id = reply.substring(reply.lastIndexOf(' ') + 1);
                assertThat(store.messages()).hasSize(i);
                assertThat(store.message(id)).isPresent();
            }
        }
    }

    @Test
    void servesConcurrentClientsSeparately() throws Exception {
        int clients = 20;
        int messages = 25;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Void>> senders = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                String text = "from client " + i + " ";
                Callable<Void> sender = () -> {
                    try (SmtpClient client = SmtpClient.greeted(server)) {
                        for (int m = 0; m < messages; m++) {
                            client.deliver(text.repeat(500));
                        }
                        client.say("QUIT").expect("221");
                    }
                    return null;
                };
                senders.add(threads.submit(sender));
            }
            for (Future<Void> sender : senders) {
                TimeLimit.get(sender);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(texts()).hasSize(clients * messages).allSatisfy(text -> {
            String first = text.substring(0, text.indexOf("from", 1));
            assertThat(text).isEqualTo(first.repeat(500) + "\r\n");
        });
    }

    private void assertStillServing() throws IOException {
        int before = store.messages().size();
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.deliver("still serving").say("QUIT").expect("221");
        }
        assertThat(store.messages()).hasSize(before + 1);
    }

    private List<String> texts() {
        return store.messages().stream()
                .map(CapturedMessage::raw)
                .map(raw -> new String(raw, ISO_8859_1))
                .toList();
    }
}

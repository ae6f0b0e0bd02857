package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests of an application that sends the mail of one test only during the next one. */
class LateMailTest {

    @SmtpFake
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class NeedsMuchMemory {
        private static WeakReference<Object> former = new WeakReference<>(null);

        @Test
        void a_runs() {
            former = new WeakReference<>(this);
        }

        @Test
        void b_findsTheFormerInstanceCollected() throws Exception {
            TimeLimit.until("the instance to be collected", () -> {
                System.gc();
                return former.get() == null;
            });
        }
    }

    @Test
    void knowsTheNamesOfFormerTestsWithoutKeepingTheirInstances() {
        Jupiter.assertAllSucceed(NeedsMuchMemory.class, 2);
    }

    private static void finish(SmtpClient client) throws IOException {
        client.say("DATA").expect("354").say("Subject: late", "", ".").expect("250");
    }

    private static SmtpClient begin(SmtpFakeServer server) throws IOException {
        return SmtpClient.greeted(server)
                .say("MAIL FROM:<app@example.org>")
                .expect("250")
                .say("RCPT TO:<ada@example.org>")
                .expect("250");
    }

    private static List<String> linesWithoutTimes(Throwable failure) {
        return failure.getMessage()
                .replaceAll("ended \\d+ ms before", "ended N ms before")
                .lines()
                .toList();
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BeginsInOneTest {
        private static SmtpClient client;

        @Test
        void a_registers(SmtpFakeServer server) throws IOException {
            client = begin(server);
        }

        @Test
        void b_waits(Inbox inbox) throws IOException {
            try (SmtpClient sending = client) {
                finish(sending);
            }
            inbox.withTimeout(Duration.ZERO).awaitOne();
        }
    }

    @Test
    void namesTheEarlierTestIfItsMailArrivesDuringTheNext() {
        assertThat(linesWithoutTimes(Jupiter.of(BeginsInOneTest.class).failure()))
                .containsExactly(
                        "Expected exactly 1 message within 0 s, but none arrived in time (1 message arrived late).",
                        "Received late, because its MAIL command arrived before this inbox began:",
                        "  \"late\" <app@example.org> -> <ada@example.org> (MAIL arrived before this test began)",
                        "Mail of earlier tests may arrive late: " + BeginsInOneTest.class.getName()
                                + "#a_registers ended N ms before this one. Wait for the mail there, or set settle ="
                                + " \"200ms\" in @SmtpFake.");
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ReceivesItsMailNevertheless {
        private static SmtpClient client;

        @Test
        void a_registers(SmtpFakeServer server) throws IOException {
            client = begin(server);
        }

        @Test
        void b_waitsForItsMailOnTheSameConnection(Inbox inbox) throws IOException {
            finish(client);
            client.deliver("Subject: on time\r\n");

            assertThat(inbox.awaitOne().subject()).contains("on time");
        }

        @Test
        void c_expectsNoMail(Inbox inbox) throws IOException {
            client.close();
            inbox.awaitNoneFor(Duration.ZERO);
        }
    }

    @Test
    void doesNotDisturbTheNextTest() {
        Jupiter.assertAllSucceed(ReceivesItsMailNevertheless.class, 3);
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class SendsOnANewConnection {
        @Test
        void a_registers(SmtpFakeServer server) {
            assertThat(server.inbox().messages()).isEmpty();
        }

        @Test
        void b_expectsOneMessage(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "of the first test");
            SmtpClient.sendMessage(server, "bob@example.org", "of this test");
            inbox.awaitOne();
        }
    }

    @Test
    void namesTheEarlierTestIfThereAreTooManyMessages() {
        assertThat(linesWithoutTimes(Jupiter.of(SendsOnANewConnection.class).failure()))
                .containsExactly(
                        "Expected exactly 1 message within 5 s, but 2 arrived.",
                        "Matching:",
                        "  \"of the first test\" <app@example.org> -> <ada@example.org>",
                        "  \"of this test\" <app@example.org> -> <bob@example.org>",
                        "Mail of earlier tests may arrive late: " + SendsOnANewConnection.class.getName()
                                + "#a_registers ended N ms before this one. Wait for the mail there, or set settle ="
                                + " \"200ms\" in @SmtpFake.");
    }

    @SmtpFake(settle = "1ms")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ReadsTheMailOfAllTests {
        @BeforeAll
        static void setUp(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "of the class");
        }

        @Test
        void a_registers(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "of the first test");
        }

        @Test
        void b_readsAllMail(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "of this test");
            server.inbox().awaitOne();
        }
    }

    @Test
    void marksTheMailOfEarlierTestsInTheInboxOfTheServer() {
        assertThat(linesWithoutTimes(Jupiter.of(ReadsTheMailOfAllTests.class).failure()))
                .contains(
                        "  \"of the class\" <app@example.org> -> <ada@example.org> (arrived before this test began)",
                        "  \"of the first test\" <app@example.org> -> <ada@example.org> (arrived before this test began)",
                        "  \"of this test\" <app@example.org> -> <ada@example.org>",
                        "Mail of earlier tests may arrive late: " + ReadsTheMailOfAllTests.class.getName()
                                + "#a_registers ended N ms before this one. Wait for the mail there, or set a longer"
                                + " settle time in @SmtpFake.");
    }

    @SmtpFake
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ReceivesNothing {
        @Test
        void a_registers(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "of the first test");
        }

        @Test
        void b_waits(Inbox inbox) {
            inbox.withTimeout(Duration.ZERO).awaitOne();
        }
    }

    @Test
    void namesNoEarlierTestIfNothingArrived() {
        assertThat(Jupiter.of(ReceivesNothing.class).failure().getMessage()).doesNotContain("earlier tests");
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class HasSeparateServers {
        @Test
        void a_registers(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "of the first test");
        }

        @Test
        void b_expectsOneMessage(SmtpFakeServer server, Inbox inbox) {
            SmtpClient.sendMessage(server, "ada@example.org", "1");
            SmtpClient.sendMessage(server, "ada@example.org", "2");
            inbox.awaitOne();
        }
    }

    @Test
    void namesNoTestThatUsedAnotherServer() {
        assertThat(Jupiter.of(HasSeparateServers.class).failure().getMessage()).doesNotContain("earlier tests");
    }
}

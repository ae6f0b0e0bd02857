package io.github.smtpfake.junit5;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class UnclaimedMailTest {
    private static final String ONE = "No wait or assertion looked at this message of this test:\n"
            + "  \"unread\" <app@example.org> -> <ada@example.org>\n"
            + "Wait for it, or set unclaimedMail = Consequence.IGNORE.";

    private static void send(SmtpFakeServer server, String subject) {
        SmtpClient.sendMessage(server, "ada@example.org", subject);
    }

    /** Returns the report entries on unclaimed mail. */
    static List<String> entries(EngineExecutionResults results) {
        List<String> entries = new ArrayList<>();
        results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .filter(pairs -> pairs.containsKey("smtp-fake-unclaimed-mail"))
                .forEach(pairs -> entries.add(pairs.get("smtp-fake-unclaimed-mail")));
        return entries;
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LooksAtItsMail {
        private static Inbox inboxOfTheClass;

        @BeforeAll
        static void setUp(SmtpFakeServer server, Inbox inbox) {
            inboxOfTheClass = inbox;
            send(server, "of no test");
        }

        @Test
        void withAWait(SmtpFakeServer server, Inbox inbox) {
            send(server, "read");
            inbox.awaitOne();
        }

        @Test
        void withAListOfAllMessages(SmtpFakeServer server, Inbox inbox) {
            send(server, "read");
            assertThat(inbox.messages()).hasSize(1);
        }

        @Test
        void withAnAssertion(SmtpFakeServer server, Inbox inbox) {
            send(server, "read");
            assertThat(inbox).hasMessageCount(1);
        }

        @Test
        void withTheInboxOfTheServer(SmtpFakeServer server) {
            send(server, "read");
            assertThat(server.inbox().recipient("ada@example.org").messages()).isNotEmpty();
        }

        @Test
        void withTheInboxOfTheClass(SmtpFakeServer server) {
            send(server, "read");
            assertThat(inboxOfTheClass.messages()).isNotEmpty();
        }

        @Test
        void byDeletingIt(SmtpFakeServer server) {
            send(server, "deleted");
            server.store().delete(StoreQuery.all());
        }
    }

    @Test
    void passesATestThatLooksAtItsMail() {
        EngineExecutionResults results = Jupiter.of(LooksAtItsMail.class).run();

        results.testEvents()
                .assertStatistics(statistics -> statistics.started(6).succeeded(6));
        assertThat(entries(results)).isEmpty();
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class LooksAtItsMailAfterwards {
        private SmtpFakeServer server;

        @BeforeEach
        void sendMail() {
            send(server, "read");
        }

        @Test
        void passes() {
            assertThat(server.rules()).isEmpty();
        }

        @AfterEach
        void check(Inbox inbox) {
            assertThat(inbox.messages()).hasSize(1);
        }
    }

    @Test
    void passesATestWhoseAfterEachLooksAtItsMail() {
        Jupiter.assertAllSucceed(LooksAtItsMailAfterwards.class, 1);
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class LooksAtOtherMail {
        @Test
        void waitsForOne(SmtpFakeServer server, Inbox inbox) {
            send(server, "unread");
            SmtpClient.sendMessage(server, "bob@example.org", "read");
            inbox.recipient("bob@example.org").awaitOne();
            assertThat(inbox.recipient("bob@example.org").snapshot().nearMisses())
                    .as("a near miss is not looked at")
                    .hasSize(1);
        }
    }

    @Test
    void failsATestForMailThatItNeverLookedAt() {
        assertThat(Jupiter.of(LooksAtOtherMail.class).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage(ONE);
    }

    static class LooksAtOtherMailByField {
        @RegisterExtension
        static final SmtpFakeExtension SMTP =
                SmtpFakeExtension.builder().unclaimedMail(Consequence.FAIL).build();

        @Test
        void waitsForOne() {
            send(SMTP.server(), "unread");
            SmtpClient.sendMessage(SMTP.server(), "bob@example.org", "read");
            assertThat(SMTP.server().inbox().matching(to("x@example.org")).messages())
                    .isEmpty();
            SMTP.server().inbox().recipient("bob@example.org").awaitOne();
        }
    }

    @Test
    void anExtensionInAFieldFailsTestsForMailToo() {
        assertThat(Jupiter.of(LooksAtOtherMailByField.class).failure()).hasMessage(ONE);
    }

    @SmtpFake(unclaimedMail = Consequence.REPORT)
    static class Reports {
        @Test
        void passes(SmtpFakeServer server) {
            for (int i = 0; i < 25; i++) {
                send(server, "unread " + i);
            }
        }
    }

    @Test
    void reportsAPassingTest() {
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(UnclaimedReport.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getMessage().contains(Reports.class.getName())) {
                    logged.add(entry);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            EngineExecutionResults results = Jupiter.of(Reports.class).run();

            results.testEvents()
                    .assertStatistics(statistics -> statistics.started(1).succeeded(1));
            assertThat(entries(results))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.lines())
                            .hasSize(23)
                            .startsWith(
                                    "No wait or assertion looked at these 25 messages of this test:",
                                    "  \"unread 0\" <app@example.org> -> <ada@example.org>")
                            .endsWith("  … and 5 more", "Wait for them, or set unclaimedMail = Consequence.IGNORE."));
            assertThat(logged)
                    .singleElement()
                    .extracting(LogRecord::getMessage)
                    .asString()
                    .startsWith(Reports.class.getName() + "#passes: No wait or assertion looked at these 25 messages");
        } finally {
            log.removeHandler(handler);
        }
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class FailsAnyway {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox) {
            send(server, "unread");
            assertThat(inbox.recipient("bob@example.org").messages()).isEmpty();
            throw new AssertionError("expected");
        }

        @Test
        void isSkipped(SmtpFakeServer server) {
            send(server, "unread");
            assumeTrue(server.port() < 0, "never");
        }
    }

    @Test
    void mentionsTheMailInAnotherFailure() {
        List<Throwable> failures = Jupiter.of(FailsAnyway.class).failures();

        assertThat(failures).hasSize(2).extracting(Throwable::getMessage).contains("expected");
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().equals("expected"))
                .singleElement()
                .satisfies(failure -> assertThat(Jupiter.text(failure)).contains("smtp-fake: " + ONE));
        assertThat(failures)
                .filteredOn(failure -> !failure.getMessage().equals("expected"))
                .singleElement()
                .satisfies(aborted -> assertThat(Jupiter.text(aborted)).doesNotContain("looked at"));
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class FailsOtherwise {
        @Test
        void fails(SmtpFakeServer server) {
            send(server, "unread");
            throw new AssertionError("expected");
        }
    }

    @Test
    void reportsTheMailBesidesAFailureThatHasNothingToDoWithMail() {
        EngineExecutionResults results = Jupiter.of(FailsOtherwise.class).run();

        assertThat(entries(results)).containsExactly(ONE);
        assertThat(Jupiter.text(Jupiter.of(FailsOtherwise.class).failure()))
                .isEqualTo("java.lang.AssertionError: expected");
    }

    @SmtpFake
    static class Ignores {
        @Test
        void passes(SmtpFakeServer server) {
            send(server, "unread");
        }
    }

    @Test
    void ignoresSuchMailByDefault() {
        EngineExecutionResults results = Jupiter.of(Ignores.class).run();

        results.testEvents()
                .assertStatistics(statistics -> statistics.started(1).succeeded(1));
        assertThat(entries(results)).isEmpty();
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ReceivesLateMail {
        private static SmtpClient client;

        @Test
        void a_begins(SmtpFakeServer server) throws IOException {
            client = SmtpClient.greeted(server).untilData();
        }

        @Test
        void b_receivesTheMailOfTheFirstTest(SmtpFakeServer server) throws IOException {
            try (SmtpClient sending = client) {
                sending.say("Subject: late", "", ".").expect("250");
            }
            assertThat(server.store().counters().stored()).isEqualTo(1);
        }
    }

    @Test
    void doesNotBlameATestForTheMailOfAnEarlierOne() {
        Jupiter.assertAllSucceed(ReceivesLateMail.class, 2);
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class WaitsInTheConstructor {
        WaitsInTheConstructor(SmtpFakeServer server, Inbox inbox) {
            send(server, "read");
            inbox.awaitOne();
        }

        @RepeatedTest(2)
        void passes(Inbox inbox) {
            assertThat(inbox.recipient("bob@example.org").messages()).isEmpty();
        }
    }

    @Test
    void passesATestWhoseConstructorLooksAtItsMail() {
        Jupiter.assertAllSucceed(WaitsInTheConstructor.class, 2);
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class FailsInTheConstructor {
        private static int instances;

        FailsInTheConstructor(SmtpFakeServer server) {
            if (instances++ == 0) {
                throw new IllegalStateException("expected, on port " + server.port());
            }
        }

        @RepeatedTest(2)
        void leavesItsMail(SmtpFakeServer server) {
            send(server, "unread");
        }
    }

    @Test
    void checksTheTestsAfterAFailedConstructor() {
        assertThat(Jupiter.of(FailsInTheConstructor.class).failures())
                .hasSize(2)
                .last()
                .satisfies(failure -> assertThat(failure).hasMessage(ONE));
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class WaitsForTheSession {
        @Test
        void passes(SmtpFakeServer server, Inbox inbox) {
            send(server, "read");
            assertThat(inbox.awaitSession().end()).isPresent();
        }
    }

    @Test
    void aWaitForASessionLooksAtItsMail() {
        Jupiter.assertAllSucceed(WaitsForTheSession.class, 1);
    }

    @SmtpFake(unclaimedMail = Consequence.FAIL)
    static class FailsOnlyOnce {
        private static int runs;

        @RepeatedTest(3)
        void leavesItsMailOnce(SmtpFakeServer server, Inbox inbox) {
            if (runs++ == 1) {
                send(server, "unread");
            }
            inbox.recipient("none@example.org").awaitNoneFor(Duration.ZERO);
        }
    }

    @Test
    void failsOnlyTheTestDuringWhichTheMailArrived() {
        assertThat(Jupiter.of(FailsOnlyOnce.class).failure()).hasMessage(ONE);
    }
}

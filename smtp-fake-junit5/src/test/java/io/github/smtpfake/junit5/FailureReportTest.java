package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests the report of a failed test. {@link ConsumerProjectsIT} covers the JUnit versions that publish files. */
class FailureReportTest {
    @SmtpFake
    static class Fails {
        @BeforeEach
        void setUp(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "set up");
        }

        @Test
        void fails(SmtpFakeServer server) {
            server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            SmtpClient.replyToRcpt(server, "full@example.org");
            throw new AssertionError("expected");
        }

        @Test
        void passes(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "bob@example.org", "passes");
        }

        @Test
        void isSkipped(SmtpFakeServer server) {
            Assumptions.assumeTrue(server.port() < 0, "never");
        }
    }

    private static Map<String, String> entries(EngineExecutionResults results) {
        Map<String, String> entries = new LinkedHashMap<>();
        results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .forEach(entry -> entries.putAll(entry.getKeyValuePairs()));
        return entries;
    }

    @Test
    void reportsMessagesTranscriptAndSummaryOfAFailedTest() {
        Map<String, String> entries = entries(Jupiter.of(Fails.class).run());

        assertThat(entries).containsOnlyKeys("smtp-fake-1.eml", "smtp-fake-transcript.txt", "smtp-fake-summary.txt");
        assertThat(entries.get("smtp-fake-1.eml")).isEqualTo("Subject: set up\r\n\r\nHello\r\n");
        assertThat(entries.get("smtp-fake-transcript.txt"))
                .contains("C: EHLO client.example.org", "C: RCPT TO:<full@example.org>", "S: 452 4.2.2 mailbox full");
        assertThat(entries.get("smtp-fake-summary.txt"))
                .contains(
                        "messages: 1",
                        "  smtp-fake-1.eml  \"set up\" <app@example.org> -> <ada@example.org>",
                        "sessions: 2",
                        "rcptTo(full@example.org) -> 452 4.2.2 mailbox full: fired once");
    }

    @Test
    void addsTheLocationOfTheReportToTheFailure() {
        assertThat(Jupiter.text(Jupiter.of(Fails.class).failures().stream()
                        .filter(failure -> failure.getMessage().equals("expected"))
                        .findFirst()
                        .orElseThrow()))
                .contains("smtp-fake: transcript and messages are in the report entries of the test");
    }

    @SmtpFake(name = "relay")
    static class ClassFails {
        @BeforeAll
        static void fails(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "before all");
            throw new AssertionError("expected");
        }

        @Test
        void neverRuns() {
            throw new AssertionError("the class should have failed");
        }
    }

    @Test
    void reportsAFailedClass() {
        assertThat(entries(Jupiter.of(ClassFails.class).run()))
                .containsOnlyKeys(
                        "smtp-fake-relay-1.eml", "smtp-fake-relay-transcript.txt", "smtp-fake-relay-summary.txt");
    }

    @SmtpFake
    static class NoClientConnects {
        @Test
        void fails() {
            throw new AssertionError("expected");
        }
    }

    @Test
    void addsNothingToAFailureThatHasNothingToDoWithMail() {
        assertThat(Jupiter.text(Jupiter.of(NoClientConnects.class).failure()))
                .isEqualTo("java.lang.AssertionError: expected");
        assertThat(entries(Jupiter.of(NoClientConnects.class).run())).isEmpty();
    }

    static final class EmailAddressTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @SmtpFake
    static class SendsAndFailsOtherwise {
        @Test
        void fails(SmtpFakeServer server) {
            SmtpClient.sendMessage(server, "ada@example.org", "another");
            throw new EmailAddressTakenException();
        }
    }

    @Test
    void addsNothingToAFailureOfTheApplicationWhoseNameContainsMail() {
        assertThat(Jupiter.text(Jupiter.of(SendsAndFailsOtherwise.class).failure()))
                .isEqualTo(EmailAddressTakenException.class.getName());
        assertThat(entries(Jupiter.of(SendsAndFailsOtherwise.class).run()))
                .as("the report entries are there all the same")
                .containsKeys("smtp-fake-1.eml", "smtp-fake-transcript.txt");
    }

    @SmtpFake
    static class MailLibraryFails {
        @Test
        void fails() {
            throw new IllegalStateException(new jakarta.mail.MessagingException("cannot connect"));
        }
    }

    @Test
    void recognizesTheExceptionOfAMailLibrary() {
        assertThat(Jupiter.text(Jupiter.of(MailLibraryFails.class).failure()))
                .contains("smtp-fake: possible cause: nobody connected to 127.0.0.1:");
    }

    @SmtpFake
    static class ExpectsMail {
        @Test
        void fails(Inbox inbox) {
            assertThat(inbox.messages()).hasSize(1);
        }
    }

    @Test
    void addsToAFailureAfterALookAtTheInboxThatNoClientConnected() {
        assertThat(Jupiter.text(Jupiter.of(ExpectsMail.class).failure()))
                .contains("smtp-fake: possible cause: nobody connected to 127.0.0.1:")
                .contains(ExpectsMail.class.getName() + "#fails. Check that");
    }

    @SmtpFake
    static class IsTooImpatient {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox) {
            try {
                inbox.withTimeout(Duration.ofMillis(1)).awaitOne();
            } finally {
                SmtpClient.sendMessage(server, "ada@example.org", "late");
            }
        }
    }

    @Test
    void addsThatMailArrivedAfterTheWaitHadFailed() {
        assertThat(Jupiter.text(Jupiter.of(IsTooImpatient.class).failure()))
                .contains(
                        "1 message arrived after the wait had failed: \"late\" <app@example.org> -> <ada@example.org>."
                                + " Raise the timeout of the wait.");
    }

    @SmtpFake
    static class HasBegunToSend {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox) throws IOException {
            try (SmtpClient client = SmtpClient.greeted(server).untilData()) {
                try {
                    inbox.withTimeout(Duration.ofMillis(1)).awaitOne();
                } finally {
                    client.say("Subject: slow", "", ".").expect("250");
                }
            }
        }
    }

    @Test
    void addsAlsoMailWhoseTransactionHadBegunBeforeTheWaitFailed() {
        assertThat(Jupiter.text(Jupiter.of(HasBegunToSend.class).failure()))
                .contains("1 message arrived after the wait had failed: \"slow\"");
    }

    @SmtpFake
    @SmtpFake(name = "relay")
    static class ReceivesOtherMailLater {
        @Test
        void fails(SmtpFakeServer server, Inbox inbox, @ServerName("relay") SmtpFakeServer relay) {
            // The numbers of the messages differ, so that the mark of one server would select those of the other.
            SmtpClient.sendMessage(relay, "ada@example.org", "before on another server");
            try {
                inbox.recipient("ada@example.org")
                        .withTimeout(Duration.ofMillis(1))
                        .awaitOne();
            } finally {
                SmtpClient.sendMessage(server, "bob@example.org", "to someone else");
                SmtpClient.sendMessage(relay, "ada@example.org", "on another server");
            }
        }
    }

    @Test
    void addsNoMailThatTheWaitWasNotFor() {
        assertThat(Jupiter.text(Jupiter.of(ReceivesOtherMailLater.class).failure()))
                .contains("transcript and messages are in")
                .doesNotContain("after the wait had failed");
    }

    @SmtpFake
    static class RuleNeverFires {
        @Test
        void fails(SmtpFakeServer server) {
            server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            SmtpClient.sendMessage(server, "ada@example.org", "another");
            throw new AssertionError("expected");
        }
    }

    @Test
    void saysWhyARuleNeverFired() {
        assertThat(Jupiter.text(Jupiter.of(RuleNeverFires.class).failure()))
                .contains("this rule never fired: rcptTo(full@example.org) -> 452 4.2.2 mailbox full. The last RCPT TO"
                        + " was for ada@example.org, which does not match rcptTo(full@example.org). Change");
    }
}

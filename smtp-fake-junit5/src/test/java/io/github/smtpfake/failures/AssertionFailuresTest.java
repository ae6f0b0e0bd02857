package io.github.smtpfake.failures;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static io.github.smtpfake.message.MessageQueries.to;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.rules.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The texts of failed assertions whose cause is easily mistaken, each with a real client. */
class AssertionFailuresTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @SmtpFake
    static class HasDuplicates {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();
            new Application(smtp).send();
            assertThat(inbox).hasNoDuplicates();
        }
    }

    @Test
    void findsDuplicatesWithOtherIds() {
        assertThat(Failures.messageOf(HasDuplicates.class)).isEqualTo("""
                        Expected no duplicate messages in the inbox, but found 2 messages with the same content:
                          "Welcome" <app@example.org> -> <ada@example.org>, Message-ID <ID>, from client 127.0.0.1:PORT at TIME
                          "Welcome" <app@example.org> -> <ada@example.org>, Message-ID <ID>, from client 127.0.0.1:PORT at TIME
                        Both have the same envelope, subject and content, but different Message-IDs: the application probably created and sent this message twice. They arrived in two sessions.
                        Look for a second send call or a retry in the application.""");
    }

    @SmtpFake
    static class OnlyInTheEnvelope {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("team@example.org").bcc("ada@example.org").send();
            assertThat(inbox.awaitOne()).hasTo("ada@example.org");
        }
    }

    @Test
    void saysThatTheAddressIsOnlyInTheEnvelope() {
        assertThat(Failures.messageOf(OnlyInTheEnvelope.class)).isEqualTo("""
                        Expected To addresses [ada@example.org], but found [team@example.org].
                        Missing: ada@example.org
                        Unexpected: team@example.org
                        ada@example.org is a recipient in the envelope, but not in the To header. If a Bcc is intended, assert hasTo("team@example.org") and hasBcc("ada@example.org"); otherwise add the address to To.
                        Message: "Welcome" <app@example.org> -> <team@example.org>, <ada@example.org>""");
    }

    @SmtpFake
    static class OtherBcc {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).to("team@example.org").bcc("ada@example.org").send();
            assertThat(inbox.awaitOne()).hasBcc("team@example.org", "bob@example.org");
        }
    }

    @Test
    void explainsEachAddressThatDiffersFromTheBcc() {
        assertThat(Failures.messageOf(OtherBcc.class)).isEqualTo("""
                        Expected Bcc recipients [team@example.org, bob@example.org], but found [ada@example.org].
                        Missing: team@example.org, bob@example.org
                        Unexpected: ada@example.org
                        team@example.org is in the To header, so every reader sees it. Assert hasTo, or remove it from that header.
                        bob@example.org is not a recipient in the envelope. Check that the application sends the message to it.
                        ada@example.org is a recipient in the envelope that no header names. If a Bcc is intended, expect it in hasBcc; otherwise add the address to To or Cc.
                        Message: "Welcome" <app@example.org> -> <team@example.org>, <ada@example.org>""");
    }

    @SmtpFake
    static class DisplayName {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();
            inbox.withTimeout(SHORT).awaitOne(to("Ada <ada@example.org>"));
        }
    }

    @Test
    void rejectsADisplayName() {
        assertThat(Failures.messageOf(DisplayName.class)).isEqualTo("""
                        address must not have a display name or angle brackets, but is "Ada <ada@example.org>"; use "ada@example.org\"""");
    }

    @SmtpFake
    static class AttachmentSize {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).attach("terms.csv").send();
            assertThat(inbox.awaitOne()).attachment("terms.csv").hasSize(42);
        }
    }

    @Test
    void showsTheSizeOfAnAttachment() {
        assertThat(Failures.messageOf(AttachmentSize.class)).isEqualTo("""
                        [attachment terms.csv of "Welcome" <app@example.org> -> <ada@example.org>] Expected a size of 42 bytes, but it was 5 bytes.""");
    }

    @SmtpFake
    static class AttachmentMissing {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).send();

            assertThat(inbox.awaitOne(subjectContains("Welcome"))).hasAttachment("terms.pdf");
        }
    }

    @Test
    void showsAMissingAttachment() {
        assertThat(Failures.messageOf(AttachmentMissing.class)).isEqualTo("""
                        Expected attachment terms.pdf, but there was none.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class NeverFired {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            Rule rule = smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
            new Application(smtp).send();
            inbox.awaitOne();
            assertThat(rule).hasFired(1);
        }
    }

    @Test
    void saysWhyARuleNeverFired() {
        assertThat(Failures.messageOf(NeverFired.class)).isEqualTo("""
                        Expected rule rcptTo(full@example.org) -> 452 4.2.2 mailbox full to fire once, but it never fired.
                        The last RCPT TO was for ada@example.org, which does not match rcptTo(full@example.org). Change the rule, or what the application sends.""");
    }

    @SmtpFake
    static class NeverReached {
        @Test
        void test(SmtpFakeServer smtp) {
            Rule rule = smtp.on(endOfData()).reply("452 4.2.2 mailbox full");
            assertThat(rule).hasFired(1);
        }
    }

    @Test
    void saysThatNoSessionReachedTheStageOfARule() {
        assertThat(Failures.messageOf(NeverReached.class)).isEqualTo("""
                        Expected rule endOfData() -> 452 4.2.2 mailbox full to fire once, but it never fired.
                        No client has connected since the rule was added. Add the rule before the application sends, and check the host and port that it sends to.""");
    }
}

package io.github.smtpfake.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.store.MessageStore;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The texts that the extension adds to failures of JUnit and of others, or replaces them with. */
class ExtensionFailuresTest {
    @SmtpFake
    static class InjectsMessage {
        @Test
        void test(CapturedMessage mail) {
            throw new AssertionError(mail);
        }
    }

    @SmtpFake
    static class InjectsStore {
        @Test
        void test(MessageStore store) {
            throw new AssertionError(store);
        }
    }

    @SmtpFake
    static class InjectsRule {
        @BeforeEach
        void setUp(Rule rule) {
            throw new AssertionError(rule);
        }

        @Test
        void test() {}
    }

    @Test
    void saysHowToGetAMessage() {
        assertThat(Failures.messageOf(InjectsMessage.class)).isEqualTo("""
                        io.github.smtpfake.failures.ExtensionFailuresTest$InjectsMessage#test, parameter mail: CapturedMessage cannot be injected. Declare a parameter Inbox inbox, and call inbox.awaitOne().""");
    }

    @Test
    void saysHowToGetTheStore() {
        assertThat(Failures.messageOf(InjectsStore.class)).isEqualTo("""
                        io.github.smtpfake.failures.ExtensionFailuresTest$InjectsStore#test, parameter store: MessageStore cannot be injected. Declare a parameter SmtpFakeServer smtp, and call smtp.store().""");
    }

    @Test
    void saysHowToGetARule() {
        assertThat(Failures.messageOf(InjectsRule.class)).isEqualTo("""
                        io.github.smtpfake.failures.ExtensionFailuresTest$InjectsRule#setUp, parameter rule: Rule cannot be injected. Declare a parameter SmtpFakeServer smtp, and add the rule, for example:
                          Rule rule = smtp.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");""");
    }

    @SmtpFake
    static class OtherFailure {
        @Test
        void test() {
            throw new IllegalStateException("no mail involved");
        }
    }

    @SmtpFake
    static class MailLibraryFails {
        @Test
        void test() throws Exception {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.port", "1");
            Session.getInstance(properties).getTransport("smtp").connect();
        }
    }

    @SmtpFake
    static class PlainAssertion {
        @Test
        void test(Inbox inbox) {
            assertEquals(1, inbox.messages().size());
        }
    }

    @Test
    void addsNothingToAnotherFailure() {
        assertThat(Failures.suppressedIn(OtherFailure.class)).isEmpty();
    }

    @Test
    void addsThatNobodyConnectedToAFailureOfAMailLibrary() {
        assertThat(Failures.suppressedIn(MailLibraryFails.class)).isEqualTo("""
                        smtp-fake: possible cause: nobody connected to 127.0.0.1:PORT during io.github.smtpfake.failures.ExtensionFailuresTest$MailLibraryFails#test. Check that the application sends to this host and port, and that its sending code ran.""");
    }

    @Test
    void addsThatNobodyConnectedToAPlainAssertionOnMail() {
        assertThat(Failures.suppressedIn(PlainAssertion.class)).isEqualTo("""
                        smtp-fake: possible cause: nobody connected to 127.0.0.1:PORT during io.github.smtpfake.failures.ExtensionFailuresTest$PlainAssertion#test. Check that the application sends to this host and port, and that its sending code ran.""");
    }
}

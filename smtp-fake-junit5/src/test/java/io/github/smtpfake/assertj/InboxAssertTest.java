package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.anyMessage;
import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreFullException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboxAssertTest {
    private static final String WELCOME = "\"100% welcome\" <app@example.org> -> <ada@example.org>, <bob@example.org>";

    private static CapturedMessage mail(String subject, String messageId) {
        return Mails.mail("Subject: " + subject, "Message-ID: <" + messageId + ">", "", "text");
    }

    private static Inbox inboxOf(CapturedMessage... messages) throws StoreFullException {
        InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
        for (CapturedMessage message : messages) {
            store.add(message);
        }
        return Inbox.of(store);
    }

    @Test
    void passesForAMatchingInbox() throws StoreFullException {
        assertThat(inboxOf()).isEmpty().hasMessageCount(0).hasNoMessage(anyMessage());
        assertThat(inboxOf(Mails.welcome()))
                .hasMessageCount(1)
                .hasMessage(subjectContains("welcome"))
                .hasNoMessage(subjectContains("goodbye"))
                .messages()
                .containsExactly(Mails.welcome());
    }

    @Test
    void listsTheMessagesOfAnInboxThatShouldBeEmpty() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).isEmpty())
                .hasMessageContaining(
                        "Expected inbox of all messages to be empty, but it has 1 message.\nMatching:\n  " + WELCOME);
    }

    @Test
    void listsTheMessagesWhenTheirNumberIsWrong() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasMessageCount(2))
                .hasMessageContaining("to have 2 messages, but it has 1 message.\nMatching:\n  " + WELCOME);
    }

    @Test
    void showsWhyNoMessageMatches() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasMessage(subjectContains("goodbye")))
                .hasMessageContaining(
                        "to have a message with subject containing \"goodbye\", but none matches.\nReceived, but not matching:\n  "
                                + WELCOME + "\n      subject containing \"goodbye\": was \"100% welcome\"");
    }

    @Test
    void listsTheMessagesThatShouldNotMatch() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasNoMessage(subjectContains("welcome")))
                .hasMessageContaining(
                        "to have no message with subject containing \"welcome\", but it has 1 message.\nMatching:\n  "
                                + WELCOME);
    }

    @Test
    void passesForSeveralMatchingMessages() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"), mail("second", "2@app"));

        assertThat(inbox)
                .hasOnlyMessages(subjectContains("s"))
                .hasMessagesInOrder(subjectContains("first"), subjectContains("second"))
                .hasNoDuplicates()
                .anySatisfy(message -> message.hasSubject("first"))
                .allSatisfy(message -> message.hasSender("app@example.org"))
                .firstMessage(subjectContains("second"), message -> message.hasMessageId("2@app"))
                .firstMessage(subjectContains("first"))
                .hasMessageId("1@app")
                .returnToInbox()
                .hasMessageCount(2)
                .extracting(CapturedMessage::subject)
                .containsExactly(Optional.of("first"), Optional.of("second"));
        assertThat(inboxOf(mail("only", "1@app"))).singleMessage().hasSubject("only");
    }

    @Test
    void listsTheMessagesThatDoNotMatch() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"), mail("second", "2@app"));

        assertThatThrownBy(() -> assertThat(inbox).hasOnlyMessages(subjectContains("first")))
                .hasMessage("""
                        Expected inbox of all messages to have only messages with subject containing "first", but 1 of 2 does not match:
                          "second" <app@example.org> -> <ada@example.org>, <bob@example.org>
                              subject containing "first": was "second\"""");
    }

    @Test
    void showsWhereTheOrderDiffers() throws StoreFullException {
        Inbox inbox = inboxOf(mail("second", "2@app"), mail("third", "3@app"));

        assertThatThrownBy(() -> assertThat(inbox)
                        .hasMessagesInOrder(
                                subjectContains("first"), subjectContains("third"), subjectContains("fourth")))
                .hasMessage("""
                        Expected inbox of all messages to have 3 messages in the given order, but found 2:
                          1. "second" <app@example.org> -> <ada@example.org>, <bob@example.org>
                              subject containing "first": was "second"
                          2. "third" <app@example.org> -> <ada@example.org>, <bob@example.org> matches
                          3. (no message)
                              expected: message with subject containing "fourth\"""");
        assertThatThrownBy(() -> assertThat(inbox).hasMessagesInOrder(subjectContains("second")))
                .hasMessageContaining("<bob@example.org>\n      unexpected");
    }

    @Test
    void listsDuplicates() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"), mail("other", "2@app"), mail("again", "1@app"));

        assertThatThrownBy(() -> assertThat(inbox).hasNoDuplicates()).hasMessage("""
                        Expected no duplicate messages in the inbox, but found 2 messages with the same Message-ID:
                          "first" <app@example.org> -> <ada@example.org>, <bob@example.org>, Message-ID <1@app>, from client 127.0.0.1:5000 at 1970-01-01T00:00:00Z
                          "again" <app@example.org> -> <ada@example.org>, <bob@example.org>, Message-ID <1@app>, from client 127.0.0.1:5000 at 1970-01-01T00:00:00Z
                        Both have the same Message-ID <1@app>, but different content. They arrived in one session.
                        Use a new Message-ID for each message.""");
    }

    @Test
    void findsDuplicatesWithOtherIds() throws StoreFullException {
        Inbox inbox = inboxOf(
                Mails.mail("Subject: Hi", "Message-ID: <1@app>", "Date: Thu, 1 Jan 1970 00:00:00 +0000", "", "Hello"),
                Mails.mail("Subject: Hi", "Message-ID: <2@app>", "Date: Thu, 1 Jan 1970 00:00:01 +0000", "", "Hello"),
                Mails.mail("Subject: Hi", "Message-ID: <3@app>", "", "Bye"));

        assertThatThrownBy(() -> assertThat(inbox).hasNoDuplicates()).hasMessage("""
                        Expected no duplicate messages in the inbox, but found 2 messages with the same content:
                          "Hi" <app@example.org> -> <ada@example.org>, <bob@example.org>, Message-ID <1@app>, from client 127.0.0.1:5000 at 1970-01-01T00:00:00Z
                          "Hi" <app@example.org> -> <ada@example.org>, <bob@example.org>, Message-ID <2@app>, from client 127.0.0.1:5000 at 1970-01-01T00:00:00Z
                        Both have the same envelope, subject and content, but different Message-IDs: the application probably created and sent this message twice. They arrived in one session.
                        Look for a second send call or a retry in the application.""");
    }

    @Test
    void showsTheRequirementThatAMessageDoesNotSatisfy() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"));

        assertThatThrownBy(() -> assertThat(inbox).anySatisfy(message -> message.hasSubject("second")))
                .hasMessageContaining("Expected subject \"second\", but it was \"first\".");
        assertThatThrownBy(() -> assertThat(inbox).allSatisfy(message -> message.hasSubject("second")))
                .hasMessageContaining("Expected subject \"second\", but it was \"first\".");
        assertThatThrownBy(() -> assertThat(inbox).firstMessage(subjectContains("second")))
                .hasMessageContaining("to have a message with subject containing \"second\"");
        assertThatThrownBy(() -> assertThat(inbox).singleMessage().hasSubject("second"))
                .hasMessageStartingWith("[only message of inbox of all messages] Expected subject \"second\", but");
    }

    @Test
    void listsTheMessagesOfAnInboxThatShouldStayEmpty() throws StoreFullException {
        assertThat(inboxOf()).staysEmptyFor(Duration.ofMillis(1));

        Inbox inbox = inboxOf(mail("first", "1@app"));
        assertThatThrownBy(() -> assertThat(inbox).as("no mail").staysEmptyFor(Duration.ofSeconds(30)))
                .hasMessage("""
                        [no mail] Expected no message within 30 s, but 1 had already arrived when the wait began.
                        Matching:
                          "first" <app@example.org> -> <ada@example.org>, <bob@example.org>
                        If this message belongs to an earlier step, call inbox.sinceNow() before the action under test, and wait on the inbox that it returns.
                        Otherwise the application sent mail that it should not have sent.""");
    }

    @Test
    void failsWithoutMessagesOrArguments() throws StoreFullException {
        InboxAssert empty = assertThat(inboxOf());

        assertThatThrownBy(() -> empty.hasOnlyMessages(subjectContains("first")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Expected inbox of all messages to have only messages with subject containing"
                        + " \"first\", but it is empty.\n");
        assertThatThrownBy(() -> empty.anySatisfy(message -> {})).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> empty.hasPausesOfAtLeast())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pauses must not be empty");
        assertThatThrownBy(() -> empty.hasPausesOfAtLeast(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "Expected inbox of all messages to have attempts with pauses of at least [PT0S], but there was"
                                + " none.");
        assertThatThrownBy(() -> assertThat(inboxOf(mail("first", "1@app"))).hasMessagesInOrder())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "Expected inbox of all messages to have 0 messages in the given order, but found 1:");
    }

    @Test
    void passesForAnEmptyInboxWhereAssertJPassesForAnEmptyList() throws StoreFullException {
        assertThat(inboxOf())
                .allSatisfy(message -> message.hasSubject("never called"))
                .hasMessagesInOrder()
                .hasNoDuplicates();
    }

    @Test
    void rejectsInvalidArguments() throws StoreFullException {
        InboxAssert inbox = assertThat(inboxOf());

        assertThatThrownBy(() -> inbox.hasMessageCount(-1)).hasMessage("count must be at least 0, but is -1");
        assertThatThrownBy(() -> inbox.hasAttempts(-1)).hasMessage("count must be at least 0, but is -1");
        assertThatThrownBy(() -> inbox.staysEmptyFor(Duration.ofMillis(-1)))
                .hasMessage("time must not be negative, but is PT-0.001S");
        assertThatThrownBy(() -> inbox.hasPausesOfAtLeast(Duration.ofMillis(-1)))
                .hasMessage("pauses must not be negative, but is PT-0.001S");
        assertThatThrownBy(() -> inbox.staysEmptyFor(null)).hasMessage("time");
        assertThatThrownBy(() -> inbox.hasMessage(null)).hasMessage("query");
        assertThatThrownBy(() -> inbox.hasOnlyMessages(null)).hasMessage("query");
        assertThatThrownBy(() -> inbox.hasNoMessage(null)).hasMessage("query");
        assertThatThrownBy(() -> inbox.firstMessage(null)).hasMessage("query");
        assertThatThrownBy(() -> inbox.hasMessagesInOrder(anyMessage(), null)).hasMessage("queries[1]");
        assertThatThrownBy(() -> inbox.anySatisfy(null)).hasMessage("requirements");
        assertThatThrownBy(() -> inbox.allSatisfy(null)).hasMessage("requirements");
        assertThatThrownBy(() -> inbox.extracting(null)).hasMessage("value");
        assertThatThrownBy(() -> inbox.hasPausesOfAtLeast((Duration) null)).hasMessage("pauses[0]");
    }
}

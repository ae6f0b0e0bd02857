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
    void passesForWhatTheInboxHas() throws StoreFullException {
        assertThat(inboxOf()).isEmpty().hasMessageCount(0).hasNoMessage(anyMessage());
        assertThat(inboxOf(Mails.welcome()))
                .hasMessageCount(1)
                .hasMessage(subjectContains("welcome"))
                .hasNoMessage(subjectContains("goodbye"))
                .messages()
                .containsExactly(Mails.welcome());
    }

    @Test
    void listsWhatAnInboxThatShouldBeEmptyHas() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).isEmpty())
                .hasMessageContaining(
                        "Expecting inbox of all messages\nto be empty, but it has 1.\nThese match:\n  " + WELCOME);
    }

    @Test
    void listsTheMessagesWhenTheirNumberIsWrong() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasMessageCount(2))
                .hasMessageContaining("to have 2 messages, but it has 1.\nThese match:\n  " + WELCOME);
    }

    @Test
    void tellsWhyNoMessageMatches() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasMessage(subjectContains("goodbye")))
                .hasMessageContaining(
                        "to have a message with subject containing \"goodbye\", but none is so.\nThese came and do not match:\n  "
                                + WELCOME + "\n      subject containing \"goodbye\": was \"100% welcome\"");
    }

    @Test
    void listsTheMessagesThatShouldNotMatch() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasNoMessage(subjectContains("welcome")))
                .hasMessageContaining(
                        "to have no message with subject containing \"welcome\", but it has 1.\nThese match:\n  "
                                + WELCOME);
    }

    @Test
    void passesForEachOfSeveralMessages() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"), mail("second", "2@app"));

        assertThat(inbox)
                .hasOnlyMessages(subjectContains("s"))
                .hasMessagesInOrder(subjectContains("first"), subjectContains("second"))
                .hasNoDuplicates()
                .anySatisfy(message -> message.hasSubject("first"))
                .allSatisfy(message -> message.hasEnvelopeSender("app@example.org"))
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
    void tellsWhichMessagesDoNotMatch() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"), mail("second", "2@app"));

        assertThatThrownBy(() -> assertThat(inbox).hasOnlyMessages(subjectContains("first")))
                .hasMessage("""
                        Expecting inbox of all messages
                        to have only messages with subject containing "first", but of 2 these are not so:
                          "second" <app@example.org> -> <ada@example.org>, <bob@example.org>
                              subject containing "first": was "second\"""");
    }

    @Test
    void tellsWhereTheOrderDiffers() throws StoreFullException {
        Inbox inbox = inboxOf(mail("second", "2@app"), mail("third", "3@app"));

        assertThatThrownBy(() -> assertThat(inbox)
                        .hasMessagesInOrder(
                                subjectContains("first"), subjectContains("third"), subjectContains("fourth")))
                .hasMessage("""
                        Expecting inbox of all messages
                        to have 3 messages in this order, but:
                          1. "second" <app@example.org> -> <ada@example.org>, <bob@example.org>
                              subject containing "first": was "second"
                          2. "third" <app@example.org> -> <ada@example.org>, <bob@example.org> matches
                          3. (none)
                              missing: a message with subject containing "fourth\"""");
        assertThatThrownBy(() -> assertThat(inbox).hasMessagesInOrder(subjectContains("second")))
                .hasMessageContaining("<bob@example.org>\n      not expected");
    }

    @Test
    void tellsWhatWasSentTwice() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"), mail("other", "2@app"), mail("again", "1@app"));

        assertThatThrownBy(() -> assertThat(inbox).hasNoDuplicates()).hasMessage("""
                        Expecting inbox of all messages
                        to have each Message-ID once, but these were sent again:
                          <1@app>
                            "first" <app@example.org> -> <ada@example.org>, <bob@example.org> by 127.0.0.1:5000 at 1970-01-01T00:00:00Z
                            "again" <app@example.org> -> <ada@example.org>, <bob@example.org> by 127.0.0.1:5000 at 1970-01-01T00:00:00Z""");
    }

    @Test
    void failsWithWhatAMessageDoesNotSatisfy() throws StoreFullException {
        Inbox inbox = inboxOf(mail("first", "1@app"));

        assertThatThrownBy(() -> assertThat(inbox).anySatisfy(message -> message.hasSubject("second")))
                .hasMessageContaining("to have subject\n  \"second\"");
        assertThatThrownBy(() -> assertThat(inbox).allSatisfy(message -> message.hasSubject("second")))
                .hasMessageContaining("to have subject\n  \"second\"");
        assertThatThrownBy(() -> assertThat(inbox).firstMessage(subjectContains("second")))
                .hasMessageContaining("to have a message with subject containing \"second\"");
        assertThatThrownBy(() -> assertThat(inbox).singleMessage().hasSubject("second"))
                .hasMessageStartingWith("[only message of inbox of all messages] Expecting message");
    }

    @Test
    void staysEmptyOrTellsWhatCame() throws StoreFullException {
        assertThat(inboxOf()).staysEmptyFor(Duration.ofMillis(1));

        Inbox inbox = inboxOf(mail("first", "1@app"));
        assertThatThrownBy(() -> assertThat(inbox).as("of nobody").staysEmptyFor(Duration.ofSeconds(30)))
                .hasMessage("""
                        [of nobody] Expected no message within 30 s, but 1 came.
                        These match:
                          "first" <app@example.org> -> <ada@example.org>, <bob@example.org>""");
    }
}

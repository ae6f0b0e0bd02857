package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.anyMessage;
import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.InMemoryMessageStore;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.StoreFullException;
import io.github.smtpfake.message.CapturedMessage;
import org.junit.jupiter.api.Test;

class InboxAssertTest {
    private static final String WELCOME = "\"100% welcome\" <app@example.org> -> <ada@example.org>, <bob@example.org>";

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
                .hasMessageContaining("Expecting inbox of any message\nto be empty, but it has 1:\n  " + WELCOME);
    }

    @Test
    void listsTheMessagesWhenTheirNumberIsWrong() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasMessageCount(2))
                .hasMessageContaining("to have 2 messages, but it has 1:\n  " + WELCOME);
    }

    @Test
    void tellsWhyNoMessageMatches() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasMessage(subjectContains("goodbye")))
                .hasMessageContaining("to have a message with subject contains \"goodbye\", but it has 1 without:\n  "
                        + WELCOME + "\n      subject contains \"goodbye\": was \"100% welcome\"");
    }

    @Test
    void listsTheMessagesThatShouldNotMatch() throws StoreFullException {
        Inbox inbox = inboxOf(Mails.welcome());

        assertThatThrownBy(() -> assertThat(inbox).hasNoMessage(subjectContains("welcome")))
                .hasMessageContaining(
                        "to have no message with subject contains \"welcome\", but it has 1:\n  " + WELCOME);
    }
}

package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.ATTACHMENT;
import static io.github.smtpfake.assertj.SmtpFakeAssertions.INBOX;
import static io.github.smtpfake.assertj.SmtpFakeAssertions.MESSAGE;
import static io.github.smtpfake.assertj.SmtpFakeAssertions.then;
import static io.github.smtpfake.message.MessageQueries.subjectContains;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpFakeSoftAssertionsTest {
    private final CapturedMessage mail = Mails.welcome();
    private final SmtpFakeSoftAssertions softly = new SmtpFakeSoftAssertions();

    private List<String> failures() {
        return softly.assertionErrorsCollected().stream()
                .map(error ->
                        error.getMessage().replaceAll("(?s)(, but|\\n).*", "").replaceAll(" of \"100.*]", "]"))
                .toList();
    }

    @Test
    void collectsEachFailureOfAChain() {
        softly.assertThat(mail).hasSubject("a").hasTo("b").hasNoAttachments().hasHeader("X-Other");

        assertThat(failures())
                .containsExactly(
                        "Expected subject \"a\"",
                        "Expected To addresses [b]",
                        "Expected no attachments",
                        "Expected header X-Other");
    }

    @Test
    void navigatesSoftlyToPartsAndBack() {
        softly.assertThat(mail)
                .attachment("list.csv")
                .hasContentType("a/b")
                .hasSize(1)
                .returnToMessage()
                .subject()
                .isEqualTo("a")
                .startsWith("b")
                .returnToMessage()
                .html()
                .hasElement("table")
                .select("b")
                .hasText("Bob")
                .returnToHtml()
                .hasElement("tr")
                .returnToMessage()
                .header("X-Tag", tag -> tag.isEqualTo("three"))
                .hasSubject("c");

        assertThat(failures()).hasSize(9);
        assertThat(failures().get(8)).isEqualTo("Expected subject \"c\"");
        assertThatThrownBy(softly::assertAll).hasMessageContaining("9 failures");
    }

    @Test
    void reportsAMissingPartOnce() {
        softly.assertThat(mail)
                .attachment("terms.pdf")
                .hasContentType("application/pdf")
                .returnToMessage()
                .html(html -> html.link("Confirm").hasHref("https://example.org/"))
                .html()
                .select("table")
                .hasText("x")
                .returnToHtml()
                .hasElement("b")
                .returnToMessage()
                .header("X-None")
                .contains("x")
                .returnToMessage()
                .hasSubject("a");

        assertThat(failures())
                .containsExactly(
                        "Expected attachment terms.pdf",
                        "[HTML] Expected link \"Confirm\"",
                        "[HTML] Expected element table",
                        "Expected header X-None",
                        "Expected subject \"a\"");
    }

    @Test
    void navigatesSoftlyFromAnInboxToItsMessages() throws Exception {
        InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
        store.add(mail);

        softly.assertThat(Inbox.of(store))
                .hasMessageCount(2)
                .firstMessage(subjectContains("welcome"))
                .hasSubject("a")
                .attachment("list.csv")
                .hasSize(1)
                .returnToMessage()
                .returnToInbox()
                .firstMessage(subjectContains("goodbye"))
                .hasSubject("b")
                .returnToInbox()
                .isEmpty()
                .messages()
                .hasSize(7)
                .isEmpty();

        assertThat(softly.assertionErrorsCollected()).hasSize(7);
    }

    @Test
    void failsWithAllFailures() {
        assertThatThrownBy(() -> SmtpFakeSoftAssertions.assertSoftly(all -> {
                    all.assertThat(mail).hasSubject("a");
                    all.assertThat(mail.attachments().get(0)).hasSize(1);
                    all.assertThat("other").isEqualTo("thing");
                }))
                .hasMessageContaining("3 failures");
        SmtpFakeSoftAssertions.assertSoftly(all -> all.assertThat(mail)
                .hasSubject("100% welcome")
                .attachment("list.csv")
                .hasSize(3));
    }

    @Test
    void failsForNull() {
        softly.assertThat((CapturedMessage) null)
                .subject()
                .isEqualTo("x")
                .returnToMessage()
                .hasSubject("y");

        assertThat(softly.assertionErrorsCollected()).hasSize(2);
    }

    @Test
    void offersTheSameAssertionsThroughFactoriesAndThen() throws Exception {
        InMemoryMessageStore store = new InMemoryMessageStore(Limits.defaults());
        store.add(mail);
        Inbox inbox = Inbox.of(store);

        then(inbox).messages().first(MESSAGE).hasSubject("100% welcome");
        then(mail).hasSubject("100% welcome").attachments().first(ATTACHMENT).hasSize(3);
        assertThat((Object) inbox).asInstanceOf(INBOX).hasMessageCount(1);
    }
}

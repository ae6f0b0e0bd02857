package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AllowedRecipientsTest {
    private static final Pattern EXAMPLE_ORG = Pattern.compile("@example\\.org$");

    private static Dialogue rejecting() {
        return begun(new AcceptedRecipients(EXAMPLE_ORG, false));
    }

    private static Dialogue ignoring() {
        return begun(new AcceptedRecipients(EXAMPLE_ORG, true));
    }

    private static Dialogue begun(AcceptedRecipients recipients) {
        return Dialogue.with(new TestProfile().recipients(recipients))
                .ehlo()
                .expect("250", "MAIL FROM:<app@example.com>");
    }

    @Test
    void rejectsOtherRecipientsWithTheReplyOfMailpit() {
        Dialogue dialogue = rejecting();

        assertThat(dialogue.say("RCPT TO:<a@example.com>"))
                .isEqualTo("550 5.1.0 Requested action not taken: mailbox unavailable");
        assertThat(dialogue.say("DATA")).startsWith("503 5.5.1 ");
        dialogue.expect("250", "RCPT TO:<b@example.org>").say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().recipients()).containsExactly("b@example.org");
        assertThat(dialogue.recorded().rejectedCommands()).hasSize(2);
    }

    @Test
    void findsThePatternAnywhereAndHeedsCase() {
        Dialogue dialogue = begun(new AcceptedRecipients(Pattern.compile("b@ex"), false));

        dialogue.expect("250", "RCPT TO:<ab@example.org>")
                .expect("550", "RCPT TO:<B@example.org>")
                .expect("501", "RCPT TO:<b@ex@>");
    }

    @Test
    void ignoresOtherRecipientsAndDeliversToTheRest() {
        Dialogue dialogue = ignoring();

        assertThat(dialogue.say("RCPT TO:<a@example.com> NOTIFY=NEVER")).isEqualTo("250 2.1.5 OK");
        dialogue.expect("250", "RCPT TO:<b@example.org>").say("DATA", "Hello", ".");

        assertThat(dialogue.message().envelope().recipients()).containsExactly("b@example.org");
        assertThat(dialogue.message().envelope().recipientParameters()).isEmpty();
    }

    @Test
    void acceptsButDoesNotStoreAMessageWithoutOtherRecipients() {
        Dialogue dialogue = ignoring().expect("250", "RCPT TO:<a@example.com>");

        assertThat(dialogue.say("DATA", "Hello", ".")).endsWith("250 2.0.0 OK: queued");

        assertThat(dialogue.messages()).isEmpty();
        assertThat(dialogue.recorded().messageIds()).isEmpty();
    }

    @Test
    void forgetsIgnoredRecipientsWithTheirTransaction() {
        Dialogue dialogue = ignoring().expect("250", "RCPT TO:<a@example.com>").expect("250", "RSET");

        dialogue.expect("250", "MAIL FROM:<app@example.com>").expect("503", "DATA");
    }

    @Test
    void acceptsChunksOfAMessageWithoutOtherRecipients() {
        Dialogue dialogue = ignoring().expect("250", "RCPT TO:<a@example.com>");

        assertThat(dialogue.say("BDAT 5 LAST", "abc")).isEqualTo("250 2.0.0 OK: queued");

        assertThat(dialogue.messages()).isEmpty();
    }
}

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Test;

/** A project that also has AssertJ. */
@SmtpFake
class AssertJConsumerTest {
    @Test
    void asserts(SmtpFakeServer server, Inbox inbox) {
        Mail.send(server, "ada@example.org");

        assertThat(inbox.awaitOne()).hasSubject("Hello").hasRecipients("ada@example.org");
    }
}

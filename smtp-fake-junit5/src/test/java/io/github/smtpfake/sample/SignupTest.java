package io.github.smtpfake.sample;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.message.CapturedMessage;
import org.junit.jupiter.api.Test;

@SmtpFake
class SignupTest {
    @Test
    void welcomesTheNewUser(SmtpFakeServer smtp, Inbox inbox) throws Exception {
        new Signup(smtp.host(), smtp.port()).register("ada@example.org"); // sends with Angus Mail

        CapturedMessage mail = inbox.awaitOne();
        assertThat(mail)
                .hasRecipients("ada@example.org")
                .hasSubject("Wëlcome, Ada")
                .hasTextContaining("Confirm")
                .hasAttachment("terms.pdf");
    }
}

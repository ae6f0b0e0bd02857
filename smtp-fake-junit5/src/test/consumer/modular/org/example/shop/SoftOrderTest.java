package org.example.shop;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.assertj.SmtpFakeSoftAssertions;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.message.CapturedMessage;
import org.junit.jupiter.api.Test;

@SmtpFake
class SoftOrderTest {
    @Test
    void assertsSoftly(SmtpFakeServer server, Inbox inbox) {
        Mail.send(server, "ada@example.org");
        CapturedMessage mail = inbox.awaitOne();

        SmtpFakeSoftAssertions.assertSoftly(softly -> softly.assertThat(mail).hasSubject("Hello"));
    }
}

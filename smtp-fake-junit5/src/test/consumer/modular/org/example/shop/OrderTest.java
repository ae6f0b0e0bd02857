package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Test;

@SmtpFake
class OrderTest {
    @Test
    void asserts(SmtpFakeServer server, Inbox inbox) {
        Mail.send(server, "ada@example.org");

        assertThat(inbox.awaitOne()).hasSubject("Hello").hasRecipients("ada@example.org");
    }

    @Test
    void addsARule(SmtpFakeServer server) {
        var rule = server.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");

        Mail.send(server, "full@example.org");

        assertThat(rule).hasFired(1);
    }
}

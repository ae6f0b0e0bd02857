package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.to;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@MailTest
class OrderMailTest {
    @Inject
    Mails mails;

    @RepeatedTest(5)
    void confirmsTheOrder(Inbox inbox) {
        mails.send("ada@example.org");

        assertThat(inbox.awaitOne(to("ada@example.org")))
                .hasSender("shop@example.org")
                .hasSubject("Your order");
    }

    @RepeatedTest(5)
    void remindsLater(Inbox inbox) {
        mails.sendLater("ada@example.org");

        assertThat(inbox.awaitOne().subject()).hasValue("Your order");
    }

    @Test
    void reportsAFullMailbox(SmtpFakeServer smtp) {
        smtp.on(rcptTo("full@example.org")).reply(452, "4.2.2 mailbox full");

        assertThatThrownBy(() -> mails.send("full@example.org")).hasStackTraceContaining("452");
    }

    @Nested
    class WithVoucher {
        @Test
        void sendsTheVoucher(Inbox inbox) {
            mails.send("ada@example.org");

            assertThat(inbox.awaitOne()).hasSubject("Your order");
        }
    }
}

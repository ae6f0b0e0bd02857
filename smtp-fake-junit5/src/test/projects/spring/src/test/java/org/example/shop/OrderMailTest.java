package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.message.MessageQueries.to;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.MailSendException;

class OrderMailTest extends MailTest {
    @Autowired
    private Mails mails;

    @RepeatedTest(5)
    void confirmsTheOrder(Inbox inbox) {
        String customer = inbox.uniqueAddress();

        mails.send(customer, "Your order");

        assertThat(inbox.awaitOne(to(customer)))
                .hasSender("shop@example.org")
                .hasRecipients(customer)
                .hasSubject("Your order");
        assertThat(customer).endsWith("@example.org");
    }

    @RepeatedTest(5)
    void confirmsTheOrderLater(Inbox inbox) {
        String customer = inbox.uniqueAddress();

        mails.sendLater(customer, "Your order, later");

        assertThat(inbox.to(customer).awaitOne()).hasTextMatching("Your order number is \\S+");
    }

    @Test
    void reportsAFullMailbox(SmtpFakeServer smtp, Inbox inbox) {
        String customer = inbox.uniqueAddress();
        smtp.on(rcptTo(customer)).reply(452, "4.2.2 mailbox full");

        assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> mails.send(customer, "Your order"));
    }

    @Nested
    class WithVoucher {
        @Test
        void sendsTheVoucher() {
            String customer = SMTP.inbox().uniqueAddress();

            mails.send(customer, "Your voucher");

            assertThat(SMTP.inbox().to(customer).awaitOne()).hasSubject("Your voucher");
        }
    }
}

package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mail.MailSendException;

@SmtpFake
@SpringBootTest
@Import(Starts.class)
class OrderMailTest {
    @Autowired
    private Mails mails;

    @Autowired
    private SmtpEndpoint endpoint;

    @RepeatedTest(3)
    void confirmsTheOrder(Inbox inbox) {
        String customer = inbox.uniqueAddress();

        mails.send(customer, "Your order");

        assertThat(inbox.recipient(customer).awaitOne())
                .hasSender("shop@example.org")
                .hasSubject("Your order")
                .isNotEncrypted();
    }

    @RepeatedTest(3)
    void confirmsTheOrderLater(Inbox inbox) {
        String customer = inbox.uniqueAddress();

        mails.sendLater(customer, "Your order, later");

        assertThat(inbox.recipient(customer).awaitOne()).hasTextMatching("Your order number is \\S+");
    }

    @Test
    void reportsAFullMailbox(SmtpFakeServer smtp, Inbox inbox) {
        String customer = inbox.uniqueAddress();
        smtp.on(rcptTo(customer)).reply(452, "4.2.2 mailbox full");

        assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> mails.send(customer, "Your order"));
    }

    @Nested
    class WithVoucher {
        private Inbox inbox;

        @Test
        void sendsTheVoucher() {
            String customer = inbox.uniqueAddress();

            mails.send(customer, "Your voucher");

            assertThat(inbox.recipient(customer).awaitOne()).hasSubject("Your voucher");
        }
    }

    @Nested
    class OfTheContext {
        @Test
        void sharesTheContextAndItsServer(SmtpEndpoint smtp) {
            assertThat(Starts.of("default")).isOne();
            assertThat(endpoint.port()).isEqualTo(smtp.port());
        }
    }
}

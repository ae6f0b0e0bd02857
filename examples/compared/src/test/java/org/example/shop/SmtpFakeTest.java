package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@SmtpFake
class SmtpFakeTest {
    @Test
    void sendsLaterInUtf8(SmtpEndpoint smtp, Inbox inbox) {
        try (Shop shop = new Shop(smtp.mailProperties())) {
            shop.welcome("ada@example.org", "bob@example.org");
            assertThat(inbox.awaitOne())
                    .hasRecipients("ada@example.org", "bob@example.org")
                    .hasSubject("Willkommen im Café")
                    .hasText("Schöne Grüße, Ihr Café");
        }
    }

    @Test
    void sendsACodeALinkAndAnAttachment(SmtpEndpoint smtp, Inbox inbox) throws Exception {
        new Shop(smtp.mailProperties()).confirmOrder("ada@example.org");
        CapturedMessage mail = inbox.awaitOne();
        assertThat(mail).hasCode("739201");
        assertThat(mail).html(html -> html.link("Your order").hasHref("https://shop.example.org/orders/4711"));
        assertThat(mail).attachment("terms.txt").hasTextContaining("Terms");
    }

    @Test
    void hidesABcc(SmtpEndpoint smtp, Inbox inbox) throws Exception {
        new Shop(smtp.mailProperties()).announce("ada@example.org", "eve@example.org");
        assertThat(inbox.awaitOne()).hasBcc("eve@example.org");
    }

    @Test
    void triesAgain(SmtpFakeServer smtp, Inbox inbox) throws Exception {
        Rule rule = smtp.on(rcptTo("ada@example.org")).times(2).reply("451 4.3.0 later");
        new Shop(smtp.mailProperties()).remind("ada@example.org");
        assertThat(inbox.awaitOne()).hasSubject("Your cart");
        assertThat(rule).hasFired(2);
    }

    @Test
    @SmtpFake(tls = TlsMode.STARTTLS_REQUIRED, users = "shop:secret")
    void encryptsAndLogsIn(SmtpEndpoint smtp, Inbox inbox) throws Exception {
        new Shop(smtp.mailProperties()).sendInvoice("ada@example.org");
        assertThat(inbox.awaitOne()).isEncrypted().hasUser("shop").hasSubject("Your invoice");
    }

    @Test
    void sendsNothing(SmtpEndpoint smtp, Inbox inbox) {
        new Shop(smtp.mailProperties()).unsubscribe("ada@example.org");
        assertThat(inbox).staysEmptyFor(Duration.ofMillis(200));
    }
}

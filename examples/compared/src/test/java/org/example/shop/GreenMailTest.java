package org.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Leaves out the test of retries, because GreenMail rejects no recipient, and the one of encryption, because it offers no STARTTLS.
 */
class GreenMailTest {
    @RegisterExtension
    final GreenMailExtension greenMail = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    private Properties properties() {
        return Shop.properties("127.0.0.1", greenMail.getSmtp().getPort());
    }

    private MimeMessage onlyMailOf(String address) throws Exception {
        GreenMailUser user = greenMail.getUserManager().getUserByEmail(address);
        assertThat(user).as(address).isNotNull();
        List<StoredMessage> mails =
                greenMail.getManagers().getImapHostManager().getInbox(user).getMessages();
        assertThat(mails).hasSize(1);
        return mails.get(0).getMimeMessage();
    }

    @Test
    void sendsLaterInUtf8() throws Exception {
        try (Shop shop = new Shop(properties())) {
            shop.welcome("ada@example.org", "bob@example.org");
            // A mail that arrives during the wait counts once, whatever its recipients.
            assertThat(greenMail.waitForIncomingEmail(5000, 1)).isTrue();
            for (String recipient : List.of("ada@example.org", "bob@example.org")) {
                MimeMessage mail = onlyMailOf(recipient);
                assertThat(mail.getSubject()).isEqualTo("Willkommen im Café");
                assertThat((String) mail.getContent()).isEqualToIgnoringNewLines("Schöne Grüße, Ihr Café");
            }
        }
    }

    @Test
    void sendsACodeALinkAndAnAttachment() throws Exception {
        new Shop(properties()).confirmOrder("ada@example.org");
        assertThat(greenMail.waitForIncomingEmail(5000, 1)).isTrue();
        MimeMessage[] mails = greenMail.getReceivedMessages();
        assertThat(mails).hasSize(1);
        Multipart parts = (Multipart) mails[0].getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Your code: 739201")
                .contains("<a href=\"https://shop.example.org/orders/4711\">Your order</a>");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("terms.txt");
        assertThat((String) parts.getBodyPart(1).getContent()).isEqualTo("Terms");
    }

    @Test
    void hidesABcc() throws Exception {
        new Shop(properties()).announce("ada@example.org", "eve@example.org");
        assertThat(greenMail.waitForIncomingEmail(5000, 2)).isTrue();
        assertThat(GreenMailUtil.getWholeMessage(onlyMailOf("eve@example.org"))).doesNotContain("eve@example.org");
    }

    @Test
    void sendsNothing() {
        new Shop(properties()).unsubscribe("ada@example.org");
        assertThat(greenMail.waitForIncomingEmail(200, 1)).isFalse();
    }
}

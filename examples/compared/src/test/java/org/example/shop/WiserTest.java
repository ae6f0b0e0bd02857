package org.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.wiser.Wiser;
import org.subethamail.wiser.WiserMessage;

/** Leaves out the test of retries, because Wiser rejects recipients only permanently, with 553. */
class WiserTest {
    private Wiser wiser;

    @BeforeEach
    void start() {
        wiser = Wiser.create(SMTPServer.port(0));
        wiser.start();
    }

    @AfterEach
    void stop() {
        wiser.stop();
    }

    private Properties properties() {
        return Shop.properties("localhost", wiser.getServer().getPortAllocated());
    }

    private WiserMessage await(int index) {
        Awaitility.await().until(() -> wiser.getMessages().size() > index);
        return wiser.getMessages().get(index);
    }

    @Test
    void sendsLaterInUtf8() throws Exception {
        try (Shop shop = new Shop(properties())) {
            shop.welcome("ada@example.org", "bob@example.org");
            await(1);
            assertThat(wiser.getMessages())
                    .extracting(WiserMessage::getEnvelopeReceiver)
                    .containsExactlyInAnyOrder("ada@example.org", "bob@example.org");
            for (WiserMessage each : wiser.getMessages()) {
                MimeMessage mail = each.getMimeMessage();
                assertThat(mail.getSubject()).isEqualTo("Willkommen im Café");
                assertThat((String) mail.getContent()).isEqualToIgnoringNewLines("Schöne Grüße, Ihr Café");
            }
        }
    }

    @Test
    void sendsACodeALinkAndAnAttachment() throws Exception {
        new Shop(properties()).confirmOrder("ada@example.org");
        Multipart parts = (Multipart) await(0).getMimeMessage().getContent();
        assertThat(wiser.getMessages()).hasSize(1);
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Your code: 739201")
                .contains("<a href=\"https://shop.example.org/orders/4711\">Your order</a>");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("terms.txt");
        assertThat((String) parts.getBodyPart(1).getContent()).isEqualTo("Terms");
    }

    @Test
    void hidesABcc() throws Exception {
        new Shop(properties()).announce("ada@example.org", "eve@example.org");
        await(1);
        assertThat(wiser.getMessages())
                .extracting(WiserMessage::getEnvelopeReceiver)
                .contains("eve@example.org");
        for (WiserMessage each : wiser.getMessages()) {
            assertThat(new String(each.getData(), StandardCharsets.UTF_8)).doesNotContain("eve@example.org");
        }
    }

    @Test
    void encryptsAndLogsIn() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = getClass().getResourceAsStream("/server.p12")) {
            keys.load(file, "secret".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        wiser.stop();
        wiser = Wiser.create(SMTPServer.port(0)
                .startTlsSocketFactory(context)
                .requireTLS()
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, session) -> {
                    if (!user.equals("shop") || !password.equals("secret")) {
                        throw new LoginFailedException();
                    }
                })));
        wiser.start();
        Properties mail = properties();
        mail.setProperty("mail.smtp.starttls.required", "true");
        mail.setProperty("mail.smtp.ssl.trust", "localhost");
        mail.setProperty("mail.smtp.auth", "true");
        mail.setProperty("mail.smtp.user", "shop");
        mail.setProperty("mail.smtp.password", "secret");
        new Shop(mail).sendInvoice("ada@example.org");
        assertThat(await(0).getMimeMessage().getSubject()).isEqualTo("Your invoice");
    }

    @Test
    void sendsNothing() {
        new Shop(properties()).unsubscribe("ada@example.org");
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> wiser.getMessages().isEmpty());
    }
}

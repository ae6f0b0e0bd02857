package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

class EncryptedMailTest {

    @Nested
    @SmtpFake(tls = TlsMode.STARTTLS_REQUIRED, users = "app:secret")
    @SpringBootTest
    class WithStartTls {
        @Test
        void logsIn(@Autowired Mails mails, Inbox inbox) {
            mails.send("ada@example.org", "Your order");

            assertThat(inbox.awaitOne()).isEncrypted().hasUser("app");
        }
    }

    @Nested
    @SmtpFake(tls = TlsMode.IMPLICIT, users = "app:secret")
    @SpringBootTest
    class WithImplicitTls {
        @Test
        void logsIn(@Autowired Mails mails, Inbox inbox) {
            mails.send("ada@example.org", "Your order");

            assertThat(inbox.awaitOne()).isEncrypted().hasUser("app");
        }
    }
}

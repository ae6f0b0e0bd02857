package io.github.smtpfake.spring;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.rest.SmtpFakeHttp;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mail.MailSendException;
import org.springframework.test.annotation.DirtiesContext;

/** {@code http = true} and {@code url = …} for application contexts. The nested classes run only as part of these tests. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HttpAndUrlTest {
    private static final String VARIABLE = "SMTP_FAKE_URL_OF_SPRING_TEST";

    @AfterEach
    void clear() {
        System.clearProperty(VARIABLE);
    }

    @SmtpFake(http = true)
    @DirtiesContext
    @SpringBootTest(classes = Shop.class)
    static class WithHttp {
        static URI uri;

        @Test
        void showsTheMailOverHttp(@Autowired Shop.Mails mails, @Autowired SmtpEndpoint endpoint, SmtpEndpoint smtp) {
            uri = endpoint.httpUri().orElseThrow();
            assertThat(smtp.httpUri()).contains(uri);
            try (SmtpFakeClient browser = SmtpFakeClient.connect(uri)) {
                mails.sendLater("ada@example.org");

                assertThat(browser.inbox().awaitOne()).hasSubject("Your order");
            }
        }
    }

    @Test
    void servesHttpWithTheContext() {
        TestClasses.pass(1, WithHttp.class);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> SmtpFakeClient.connect(WithHttp.uri))
                .withMessageContaining("No smtp-fake server answers");
    }

    abstract static class Sending {
        @Autowired
        Shop.Mails mails;

        @Test
        void sendsToTheServer(@Autowired SmtpEndpoint endpoint, SmtpEndpoint smtp, Inbox inbox) {
            assertThat(endpoint.port()).isEqualTo(smtp.port());
            String customer = inbox.uniqueAddress();

            mails.send(customer);

            assertThat(inbox.recipient(customer).awaitOne()).hasUser("app");
        }

        @Test
        void rejectsByARule(SmtpEndpoint smtp, Inbox inbox) {
            String customer = inbox.uniqueAddress();
            smtp.on(rcptTo(customer)).reply(452, "4.2.2 mailbox full");

            assertThatExceptionOfType(MailSendException.class).isThrownBy(() -> mails.send(customer));
        }
    }

    @SmtpFake(url = "${" + VARIABLE + "}", users = "app:secret")
    @DirtiesContext
    @SpringBootTest(classes = Shop.class)
    static class WithUrl extends Sending {}

    @Test
    void usesTheRunningServer() {
        try (SmtpFakeServer running =
                        SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED).start();
                SmtpFakeHttp http = SmtpFakeHttp.start(running)) {
            System.setProperty(VARIABLE, http.uri().toString());

            TestClasses.pass(2, WithUrl.class);

            assertThat(running.inbox().awaitOne()).isEncrypted();
            assertThat(running.rules()).isEmpty();
        }
    }

    @SmtpFake(url = "${SMTP_FAKE_URL_THAT_NOBODY_SETS}", users = "app:secret")
    @DirtiesContext
    @SpringBootTest(classes = Shop.class)
    static class WithoutUrl extends Sending {}

    @Test
    void startsAServerIfTheVariableIsNotSet() {
        TestClasses.pass(2, WithoutUrl.class);
    }
}

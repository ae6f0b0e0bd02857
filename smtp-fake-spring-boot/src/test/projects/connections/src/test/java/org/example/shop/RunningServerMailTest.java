package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The server runs in the JVM of the build. */
@SmtpFake(url = "@url@", users = "app:secret")
@SpringBootTest
class RunningServerMailTest {

    @Test
    void sendsToTheRunningServer(@Autowired Mails mails, @Autowired SmtpEndpoint endpoint, Inbox inbox) {
        assertThat(endpoint.httpUri()).contains(URI.create("@url@"));
        String customer = inbox.uniqueAddress();

        mails.sendLater(customer, "Your order");

        assertThat(inbox.recipient(customer).awaitOne()).hasSubject("Your order").hasUser("app");
    }
}

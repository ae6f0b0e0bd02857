package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.inbox.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/** The application as a developer starts it, with the container. */
@EnabledIf(value = "org.example.shop.Docker#isAvailable", disabledReason = "there is no Docker engine")
class DevelopmentTest {

    @Test
    void sendsToTheContainer() {
        // The context is not closed, because that would stop the container, which other tests use.
        ApplicationContext application = SpringApplication.from(args -> SpringApplication.run(Shop.class, args))
                .with(Containers.class)
                .run()
                .getApplicationContext();
        Inbox inbox = application.getBean(SmtpFakeClient.class).inbox();
        String customer = inbox.uniqueAddress();

        application.getBean(Mails.class).send(customer, "Your order");

        assertThat(inbox.recipient(customer).awaitOne()).hasSubject("Your order");
    }
}

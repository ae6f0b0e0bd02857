package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.inbox.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** The context stops the service. */
@DirtiesContext
@SpringBootTest(
        properties = {
            "spring.docker.compose.skip.in-tests=false",
            "spring.docker.compose.file=classpath:compose.yaml",
            // The projects of both versions of Spring Boot may be tested at the same time.
            "spring.docker.compose.arguments=--project-name=shop-${random.int(1000000)}",
            "spring.docker.compose.stop.command=down"
        })
@EnabledIf(value = "org.example.shop.Docker#hasCompose", disabledReason = "there is no docker compose")
class ComposeMailTest {

    @Test
    void sendsToTheService(@Autowired Mails mails, @Autowired SmtpFakeClient client) {
        Inbox inbox = client.inbox();
        String customer = inbox.uniqueAddress();

        mails.send(customer, "Your order");

        assertThat(inbox.recipient(customer).awaitOne()).hasSubject("Your order");
    }
}

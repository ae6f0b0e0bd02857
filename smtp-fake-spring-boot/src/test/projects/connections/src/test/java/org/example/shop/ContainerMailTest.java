package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@SpringBootTest(
        properties = {"spring.mail.default-encoding=ISO-8859-1", "spring.mail.properties.mail.smtp.timeout=60000"})
@Import(Containers.class)
@EnabledIf(value = "org.example.shop.Docker#isAvailable", disabledReason = "there is no Docker engine")
class ContainerMailTest {

    @Test
    void sendsToTheContainer(
            @Autowired Mails mails, @Autowired SmtpFakeClient client, @Autowired SmtpFakeContainer container) {
        assertThat(client).isSameAs(container.client());
        Inbox inbox = client.inbox();
        String customer = inbox.uniqueAddress();

        mails.sendLater(customer, "Your order");

        assertThat(inbox.recipient(customer).awaitOne()).hasSubject("Your order");
    }

    @Test
    void keepsTheSettingsOfTheApplication(@Autowired JavaMailSenderImpl sender) {
        assertThat(sender.getDefaultEncoding()).isEqualTo("ISO-8859-1");
        assertThat(sender.getJavaMailProperties()).containsEntry("mail.smtp.timeout", "60000");
    }
}

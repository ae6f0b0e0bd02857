package io.github.smtpfake.spring;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.rest.SmtpFakeHttp;
import io.github.smtpfake.spring.internal.SmtpFakeAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.MailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The connection of an application to a server that answers over HTTP, as one in a container does. */
class ConnectionDetailsTest {
    private final SmtpFakeServer smtp = SmtpFakeServer.builder()
            .tls(TlsMode.STARTTLS_REQUIRED)
            .users(Users.any().and("app", "secret"))
            .start();
    private SmtpFakeHttp http;
    private SmtpFakeClient client;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MailSenderAutoConfiguration.class, SslAutoConfiguration.class, SmtpFakeAutoConfiguration.class));

    @BeforeEach
    void connect() {
        http = SmtpFakeHttp.start(smtp);
        client = SmtpFakeClient.builder(http.uri()).smtpLogin("app", "secret").connect();
    }

    @AfterEach
    void disconnect() {
        client.close();
        http.close();
        smtp.close();
    }

    private ApplicationContextRunner connected() {
        return context.withBean(SmtpFakeConnectionDetails.class, () -> () -> client);
    }

    @Test
    void sendsToTheServerWithTheSettingsOfTheApplication() {
        Inbox inbox = client.inbox().sinceNow();

        connected()
                .withPropertyValues(
                        "spring.mail.host=smtp.example.com",
                        "spring.mail.port=465",
                        "spring.mail.protocol=smtps",
                        "spring.mail.username=production",
                        "spring.mail.default-encoding=ISO-8859-1",
                        "spring.mail.properties.mail.smtp.timeout=7000",
                        "spring.mail.properties.mail.smtp.ssl.enable=true",
                        "spring.mail.properties.mail.smtp.localhost=shop.example.org")
                .run(application -> {
                    JavaMailSenderImpl sender = application.getBean(JavaMailSenderImpl.class);
                    assertThat(sender.getDefaultEncoding()).isEqualTo("ISO-8859-1");
                    assertThat(sender.getJavaMailProperties())
                            .containsEntry("mail.smtp.timeout", "7000")
                            .containsEntry("mail.smtp.connectiontimeout", "10000");

                    Shop.Mails.send(sender, "ada@example.org");

                    assertThat(inbox.awaitOne())
                            .hasRecipients("ada@example.org")
                            .hasUser("app")
                            .hasHelo("shop.example.org")
                            .isEncrypted();
                });
    }

    @Test
    void suppliesTheClientAndDoesNotCloseIt() {
        connected().run(application -> {
            assertThat(application.getBean(SmtpFakeClient.class)).isSameAs(client);
            assertThat(application.getBean(SmtpEndpoint.class).port()).isEqualTo(smtp.port());
        });

        assertThat(client.inbox()).isEmpty();
    }

    @Test
    void usesASenderOfTheApplicationInstead() {
        JavaMailSenderImpl own = new JavaMailSenderImpl();

        connected()
                .withBean("own", JavaMailSenderImpl.class, () -> own)
                .run(application ->
                        assertThat(application.getBean(MailSender.class)).isSameAs(own));
    }

    @Test
    void changesNothingWithoutAConnection() {
        context.withPropertyValues("spring.mail.host=smtp.example.com").run(application -> {
            assertThat(application.getBean(JavaMailSenderImpl.class).getHost()).isEqualTo("smtp.example.com");
            assertThat(application).doesNotHaveBean(SmtpFakeClient.class);
        });
    }

    @Test
    void createsNoSenderForAnApplicationThatSendsNoMail() {
        connected()
                .withClassLoader(new FilteredClassLoader("jakarta.mail"))
                .run(application -> assertThat(application)
                        .hasNotFailed()
                        .hasSingleBean(SmtpFakeClient.class)
                        .doesNotHaveBean(MailSender.class));
    }
}

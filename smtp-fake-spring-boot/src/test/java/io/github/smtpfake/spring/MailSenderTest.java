package io.github.smtpfake.spring;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.assertj.CapturedMessageAssert;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.ServerLifecycle;
import io.github.smtpfake.junit5.ServerName;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.rules.Rules;
import io.github.smtpfake.rules.TlsFault;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail senders that an application context has. The nested classes run only as part of these tests. */
class MailSenderTest {

    abstract static class Sending {
        @Autowired
        Shop.Mails mails;

        Inbox inbox;

        @Test
        void receivesItsMail() {
            String customer = inbox.uniqueAddress();

            mails.send(customer);

            check(assertThat(inbox.recipient(customer).awaitOne()));
        }

        void check(CapturedMessageAssert message) {}
    }

    @SmtpFake(tls = TlsMode.STARTTLS_REQUIRED, users = "app:s3cret: ${x}")
    @SpringBootTest(classes = Shop.class)
    static class StartTls extends Sending {
        @Override
        void check(CapturedMessageAssert message) {
            message.isEncrypted().hasUser("app");
        }

        @Test
        void doesNotTrustAnotherCertificate(SmtpFakeServer server) {
            server.on(Rules.startTls()).present(TlsFault.UNTRUSTED);

            Assertions.assertThatExceptionOfType(MailSendException.class)
                    .isThrownBy(() -> mails.send("ada@example.org"))
                    .withStackTraceContaining("PKIX path validation failed");
        }
    }

    @SmtpFake(tls = TlsMode.STARTTLS)
    @SpringBootTest(classes = Shop.class, properties = "spring.mail.properties.mail.smtp.starttls.required=true")
    static class OptionalStartTls extends Sending {
        @Override
        void check(CapturedMessageAssert message) {
            message.isEncrypted().hasNoUser();
        }
    }

    @SmtpFake(tls = TlsMode.IMPLICIT, users = "app:secret")
    @SpringBootTest(classes = Shop.class, properties = "spring.mail.protocol=smtps")
    static class ImplicitTls extends Sending {
        @Override
        void check(CapturedMessageAssert message) {
            message.isEncrypted().hasUser("app");
        }
    }

    /** The settings of production require TLS and a login. */
    @SmtpFake
    @SpringBootTest(
            classes = Shop.class,
            properties = {
                "spring.mail.host=smtp.example.com",
                "spring.mail.port=465",
                "spring.mail.username=shop",
                "spring.mail.password=secret",
                "spring.mail.ssl.enabled=true",
                "spring.mail.properties.mail.smtp.auth=true",
                "spring.mail.properties.mail.smtp.starttls.enable=true",
                "spring.mail.properties.mail.smtp.starttls.required=true",
                "spring.mail.properties.mail.smtp.localhost=shop.example.org"
            })
    static class Production extends Sending {
        @Override
        void check(CapturedMessageAssert message) {
            message.isNotEncrypted().hasUser("shop").hasHelo("shop.example.org");
        }
    }

    @SmtpFake(strict = true)
    @SpringBootTest(
            classes = Shop.class,
            properties = {
                "spring.mail.default-encoding=ISO-8859-1",
                "spring.mail.properties.mail.smtp.timeout=7000",
                "spring.mail.properties.mail.mime.charset=UTF-8"
            })
    static class Customized extends Sending {
        @Test
        void keepsTheSettingsOfTheApplication(@Autowired JavaMailSenderImpl sender) {
            assertThat(sender.getDefaultEncoding()).isEqualTo("ISO-8859-1");
            assertThat(sender.getJavaMailProperties())
                    .containsEntry("mail.smtp.timeout", "7000")
                    .containsEntry("mail.smtp.connectiontimeout", "10000")
                    .containsEntry("mail.mime.charset", "UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OptionalStartTls.class, ImplicitTls.class, Production.class})
    void connectsAsTheServerRequires(Class<?> test) {
        TestClasses.pass(1, test);
    }

    @Test
    void trustsOnlyTheCertificateOfTheServer() {
        TestClasses.pass(2, StartTls.class);
    }

    @Test
    void keepsWhatTheServerDoesNotRequire() {
        TestClasses.pass(2, Customized.class);
    }

    @SmtpFake(name = "orders")
    @SmtpFake(name = "alerts_2", tls = TlsMode.STARTTLS_REQUIRED, users = "alerts:secret")
    @SmtpFakeMail(server = "orders", prefix = "shop.orders.mail")
    @SmtpFakeMail(server = "alerts_2", prefix = "shop.alerts.mail")
    @SmtpFakeMail(server = "alerts_2", prefix = "shop.alerts-again.mail")
    @SpringBootTest(classes = SeveralSenders.Senders.class)
    static class SeveralSenders {
        @SpringBootConfiguration
        @ImportAutoConfiguration(SslAutoConfiguration.class)
        static class Senders {
            @Bean
            JavaMailSenderImpl ordersSender(Environment environment, SslBundles bundles) {
                return sender("shop.orders.mail", environment, bundles);
            }

            @Bean
            JavaMailSenderImpl alertsSender(Environment environment, SslBundles bundles) {
                return sender("shop.alerts.mail", environment, bundles);
            }

            private static JavaMailSenderImpl sender(String prefix, Environment environment, SslBundles bundles) {
                MailProperties mail = Binder.get(environment).bindOrCreate(prefix, MailProperties.class);
                JavaMailSenderImpl sender = new JavaMailSenderImpl();
                sender.setHost(mail.getHost());
                sender.setPort(mail.getPort() == null ? 25 : mail.getPort());
                sender.setUsername(mail.getUsername());
                sender.setPassword(mail.getPassword());
                sender.getJavaMailProperties().putAll(mail.getProperties());
                if (mail.getSsl().getBundle() != null) {
                    sender.getJavaMailProperties()
                            .put(
                                    "mail.smtp.ssl.socketFactory",
                                    bundles.getBundle(mail.getSsl().getBundle())
                                            .createSslContext()
                                            .getSocketFactory());
                }
                return sender;
            }
        }

        @Test
        void sendsToEachServer(
                @ServerName("orders") Inbox orders,
                @ServerName("alerts_2") Inbox alerts,
                @Autowired @Qualifier("ordersSender") JavaMailSenderImpl ordersSender,
                @Autowired @Qualifier("alertsSender") JavaMailSenderImpl alertsSender) {
            String customer = orders.uniqueAddress();
            Shop.Mails.send(ordersSender, customer);
            Shop.Mails.send(alertsSender, customer);

            assertThat(orders.recipient(customer).awaitOne()).isNotEncrypted();
            assertThat(alerts.recipient(customer).awaitOne()).isEncrypted().hasUser("alerts");
        }

        @Test
        void injectsEachServer(
                @ServerName("orders") SmtpEndpoint orders,
                @Autowired @Qualifier("orders") SmtpEndpoint bean,
                @Autowired Environment environment) {
            assertThat(bean.port()).isEqualTo(orders.port());
            assertThat(environment.getProperty("spring.mail.host")).isNull();
            assertThat(environment.getProperty("shop.alerts-again.mail.port"))
                    .isEqualTo(environment.getProperty("shop.alerts.mail.port"))
                    .isNotEqualTo(Integer.toString(orders.port()));
        }

        @Nested
        @SmtpFakeMail(server = "orders", prefix = "my.mail")
        class WithAnotherPrefix {
            @Test
            void replacesThePrefix(@ServerName("orders") SmtpEndpoint orders, @Autowired Environment environment) {
                assertThat(environment.getProperty("shop.orders.mail.port")).isNull();
                assertThat(environment.getProperty("my.mail.port", Integer.class))
                        .isEqualTo(orders.port());
                assertThat(environment.getProperty("shop.alerts.mail.port")).isNotNull();
            }
        }
    }

    @Test
    void supportsSeveralSendersAndPrefixes() {
        TestClasses.pass(3, SeveralSenders.class);
    }

    @SmtpFake
    @SmtpFakeMail(server = "relay", prefix = "my.mail")
    @SpringBootTest(classes = Shop.class)
    static class UnknownServer {
        @Test
        void fails() {}
    }

    @SmtpFake
    @SmtpFakeMail(prefix = "My Mail")
    @SpringBootTest(classes = Shop.class)
    static class InvalidPrefix {
        @Test
        void fails() {}
    }

    @SmtpFake(name = "a")
    @SmtpFake(name = "b")
    @SmtpFakeMail(server = "a", prefix = "my.mail")
    @SmtpFakeMail(server = "b", prefix = "my.mail")
    @SpringBootTest(classes = Shop.class)
    static class SamePrefix {
        @Test
        void fails() {}
    }

    @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD)
    @SpringBootTest(classes = Shop.class)
    static class WithLifecycle {
        @Test
        void fails() {}
    }

    @SpringBootTest(classes = Shop.class, properties = "spring.mail.host=127.0.0.1")
    static class OnAMethod {
        @Test
        @SmtpFake
        void fails() {}
    }

    @Test
    void rejectsInvalidAnnotations() {
        assertThat(failure(UnknownServer.class))
                .contains("UnknownServer: @SmtpFakeMail: no server \"relay\" is declared")
                .contains("@SmtpFake(name = \"relay\")");
        assertThat(failure(InvalidPrefix.class)).contains("prefix must consist of lower-case letters", "\"My Mail\"");
        assertThat(failure(SamePrefix.class)).contains("the prefix my.mail is given twice");
        assertThat(failure(WithLifecycle.class)).contains("WithLifecycle: ", "PER_METHOD", "remove");
        assertThat(failure(OnAMethod.class)).contains("OnAMethod#fails: ", "move @SmtpFake to the class");
    }

    private static String failure(Class<?> test) {
        Throwable failure = TestClasses.failures(test).get(0);
        assertThat(failure).isInstanceOf(ExtensionConfigurationException.class);
        return String.valueOf(failure.getMessage());
    }
}

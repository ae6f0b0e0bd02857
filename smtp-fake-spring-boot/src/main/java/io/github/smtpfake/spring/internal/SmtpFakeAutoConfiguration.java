package io.github.smtpfake.spring.internal;

import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.spring.SmtpFakeConnectionDetails;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.mail.MailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Connects an application to the server in a container. Spring Boot has no connection details for mail, so this configuration
 * creates the mail sender before that of Spring Boot would. By name, because the package depends on the version of Spring Boot.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration",
            "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration"
        })
@ConditionalOnClass(SmtpFakeClient.class)
@ConditionalOnBean(SmtpFakeConnectionDetails.class)
public class SmtpFakeAutoConfiguration {

    /** Created by Spring. */
    SmtpFakeAutoConfiguration() {}

    /** Returns the client. The context does not close it, because it belongs to the container. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    SmtpFakeClient smtpFakeClient(SmtpFakeConnectionDetails details) {
        return details.getClient();
    }

    /** The mail sender, if the application sends mail with Spring and has no other sender. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {"jakarta.mail.internet.MimeMessage", "org.springframework.mail.javamail.JavaMailSenderImpl"})
    static class Sender {
        private static final String PREFIX = "spring.mail";

        /** Returns a sender with the settings of the application, except for those of the connection. */
        @Bean
        @ConditionalOnMissingBean(MailSender.class)
        JavaMailSenderImpl mailSender(SmtpFakeConnectionDetails details, Environment environment) {
            Binder binder = Binder.get(environment);
            SmtpFakeClient server = details.getClient();
            Properties mail = JakartaMail.of(server);
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost(server.host());
            sender.setPort(server.port());
            sender.setProtocol(mail.getProperty(JakartaMail.PROTOCOL));
            sender.setUsername(mail.getProperty(JakartaMail.USER, text(binder, "username")));
            sender.setPassword(mail.getProperty(JakartaMail.PASSWORD, text(binder, "password")));
            sender.setDefaultEncoding(binder.bind(PREFIX + ".default-encoding", Charset.class)
                    .orElse(StandardCharsets.UTF_8)
                    .name());
            Map<String, String> ofApplication = binder.bind(
                            PREFIX + ".properties", Bindable.mapOf(String.class, String.class))
                    .orElse(Map.of());
            mail.keySet().removeIf(key -> JakartaMail.isDefault(key) && ofApplication.containsKey(key));
            sender.getJavaMailProperties().putAll(ofApplication);
            sender.getJavaMailProperties().putAll(mail);
            return sender;
        }

        private static @Nullable String text(Binder binder, String name) {
            return binder.bind(PREFIX + "." + name, String.class).orElse(null);
        }
    }
}

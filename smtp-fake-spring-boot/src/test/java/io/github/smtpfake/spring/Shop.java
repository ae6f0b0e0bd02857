package io.github.smtpfake.spring;

import io.github.smtpfake.spring.internal.SmtpFakeAutoConfiguration;
import java.util.concurrent.Executor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;

/** An application that sends mail, some of it later. */
@SpringBootConfiguration
@ImportAutoConfiguration({MailSenderAutoConfiguration.class, SslAutoConfiguration.class, SmtpFakeAutoConfiguration.class
})
class Shop {

    @Bean
    Mails mails(JavaMailSender sender) {
        return new Mails(sender, new SimpleAsyncTaskExecutor());
    }

    record Mails(JavaMailSender sender, Executor executor) {

        void send(String recipient) {
            send(sender, recipient);
        }

        void sendLater(String recipient) {
            executor.execute(() -> send(recipient));
        }

        static void send(JavaMailSender sender, String recipient) {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setFrom("shop@example.org");
            message.setTo(recipient);
            message.setSubject("Your order");
            message.setText("Your order number is A-42.");
            sender.send(message);
        }
    }
}

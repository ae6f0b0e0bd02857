package org.example.shop;

import io.github.smtpfake.junit5.SmtpFakeExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
abstract class MailTest {
    @RegisterExtension
    static final SmtpFakeExtension SMTP = SmtpFakeExtension.builder().build();

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", SMTP::host);
        registry.add("spring.mail.port", SMTP::port);
    }
}

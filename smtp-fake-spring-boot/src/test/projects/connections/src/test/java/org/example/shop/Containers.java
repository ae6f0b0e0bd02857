package org.example.shop;

import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/** The one container of the project, which all contexts share. */
@TestConfiguration(proxyBeanMethods = false)
class Containers {
    private static final SmtpFakeContainer SMTP = new SmtpFakeContainer("@image@");

    @Bean
    @ServiceConnection
    SmtpFakeContainer smtp() {
        return SMTP;
    }
}

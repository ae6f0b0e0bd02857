package io.github.smtpfake.spring;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.rest.SmtpFakeHttp;
import io.github.smtpfake.testcontainers.SmtpFakeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/** {@code @ServiceConnection} on a container. Its server runs in this JVM, so that the test needs no Docker. */
@SpringBootTest(classes = Shop.class, properties = "spring.mail.host=smtp.example.com")
class ServiceConnectionTest {
    @ServiceConnection
    static final StartedContainer CONTAINER = new StartedContainer();

    @AfterAll
    static void stop() {
        CONTAINER.close();
    }

    @Test
    void sendsToTheContainer(@Autowired Shop.Mails mails, @Autowired SmtpFakeClient client) {
        assertThat(client).isSameAs(CONTAINER.client());

        mails.send("ada@example.org");

        assertThat(client.inbox().awaitOne()).hasSubject("Your order").hasRecipients("ada@example.org");
    }

    static final class StartedContainer extends SmtpFakeContainer {
        private final SmtpFakeServer smtp = SmtpFakeServer.startNew();
        private final SmtpFakeHttp http = SmtpFakeHttp.start(smtp);
        private final SmtpFakeClient client = SmtpFakeClient.connect(http.uri());

        StartedContainer() {
            super("smtp-fake");
        }

        @Override
        public void start() {}

        @Override
        public String getDockerImageName() {
            return "smtp-fake";
        }

        @Override
        public synchronized SmtpFakeClient client() {
            return client;
        }

        @Override
        public void close() {
            client.close();
            http.close();
            smtp.close();
        }
    }
}

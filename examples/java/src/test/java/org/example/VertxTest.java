package org.example;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@SmtpFake
class VertxTest {

    @Test
    void sendsMail(SmtpEndpoint smtp, Inbox inbox) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            MailConfig config = new MailConfig().setHostname(smtp.host()).setPort(smtp.port());
            MailClient.create(vertx, config)
                    .sendMail(new MailMessage("shop@example.org", "ada@example.org", "Grüße", "Hello, Ada"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);

            assertThat(inbox.awaitOne()).hasRecipients("ada@example.org").hasSubject("Grüße");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import io.quarkiverse.mailpit.test.ChaosConfig;
import io.quarkiverse.mailpit.test.Mailbox;
import io.quarkiverse.mailpit.test.model.AppInformation;
import io.quarkiverse.mailpit.test.model.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the client that Quarkus generates from Mailpit's OpenAPI document. */
class QuarkusMailboxTest {
    private final RunningApi server = new RunningApi();
    private final Mailbox mailbox = new Mailbox() {
        /** Replaces the configuration of Quarkus. */
        @Override
        public String getMailApiUrl() {
            return "http://127.0.0.1:" + server.httpPort() + "/";
        }
    };

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void findsMessages() {
        server.deliver("First");
        server.deliver(
                "app@example.org",
                "From: Ada <ada@example.org>\r\nTo: bob@example.org\r\nDate: Mon, 23 Nov 2026 10:15:00 +0100\r\n"
                        + "Subject: Second\r\n\r\nWords\r\n",
                "bob@example.org");

        List<Message> found = mailbox.find("subject:second", 0, 10);

        assertThat(found).singleElement().satisfies(message -> {
            assertThat(message.getSubject()).isEqualTo("Second");
            assertThat(message.getFrom().getName()).isEqualTo("Ada");
            assertThat(message.getTo())
                    .singleElement()
                    .satisfies(to -> assertThat(to.getAddress()).isEqualTo("bob@example.org"));
            assertThat(message.getDate()).hasToString("2026-11-23T10:15+01:00");
            assertThat(message.getText()).isEqualTo("Words\r\n");
            assertThat(message.getAttachments()).isEmpty();
        });
        assertThat(mailbox.findFirst("from:ada@example.org")).isEqualTo(found.get(0));
        assertThat(mailbox.findFirst("subject:third")).isNull();
    }

    @Test
    void describesTheServer() {
        server.deliver("First");

        AppInformation info = mailbox.getApplicationInfo();

        assertThat(info.getVersion()).isEqualTo(RunningApi.VERSION);
        assertThat(info.getMessages()).isEqualTo(1);
        assertThat(info.getDatabaseSize()).isPositive();
        assertThat(info.getRuntimeStats().getSmTPAccepted()).isEqualTo(1);
    }

    @Test
    void deletesOneMessageOrAll() {
        String first = server.deliver("First");
        server.deliver("Second");
        server.deliver("Third");

        mailbox.delete(first);
        assertThat(mailbox.find("is:unread", 0, 10))
                .extracting(Message::getSubject)
                .containsExactly("Third", "Second");

        mailbox.clear();
        assertThat(server.smtp().inbox().messages()).isEmpty();
    }

    @Test
    void switchesChaosOnAndOff() throws Exception {
        mailbox.setChaos(ChaosConfig.builder().sender(421L, 100L).build());
        try (SmtpClient client = SmtpClient.connect(server.smtp().port())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            assertThat(client.command("MAIL FROM:<a@example.org>", "421")).isEqualTo("421 Chaos sender error");
        }

        mailbox.disableChaos();
        assertThat(server.deliver("Delivered")).hasSize(22);
    }
}

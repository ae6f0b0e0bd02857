package io.github.smtpfake.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.message.CapturedMessage;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

class SpringMailTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    SpringMailTest() {
        sender.setHost(server.host());
        sender.setPort(server.port());
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void deliversASimpleMessageToEachRecipient() {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom("app@example.org");
        message.setTo("ada@example.org", "bob@example.org");
        message.setBcc("bcc@example.org");
        message.setSubject("Hello");
        message.setText("How are you?");

        sender.send(message);

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.envelope().recipients())
                .containsExactly("ada@example.org", "bob@example.org", "bcc@example.org");
        assertThat(mail.subject()).contains("Hello");
        assertThat(mail.text().orElseThrow().strip()).isEqualTo("How are you?");
    }

    @Test
    void deliversTextHtmlInlineImageAndAttachment() throws Exception {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        helper.setFrom("app@example.org", "Größe");
        helper.setTo("ada@example.org");
        helper.setSubject("Wëlcome");
        helper.setText("Grüße", "<p>Grüße <img src='cid:logo'></p>");
        helper.addInline("logo", new ByteArrayResource("PNG".getBytes(StandardCharsets.US_ASCII)), "image/png");
        // Spring would encode the name with the default charset of the machine.
        helper.addAttachment(
                MimeUtility.encodeText("Größe.txt", "UTF-8", null),
                new ByteArrayResource("notes".getBytes(StandardCharsets.US_ASCII)));

        sender.send(message);

        CapturedMessage mail = server.inbox().awaitOne();
        assertThat(mail.from()).singleElement().hasToString("Größe <app@example.org>");
        assertThat(mail.subject()).contains("Wëlcome");
        assertThat(mail.text()).contains("Grüße");
        assertThat(mail.html()).contains("<p>Grüße <img src='cid:logo'></p>");
        assertThat(mail.attachments())
                .satisfiesExactly(image -> assertThat(image.contentId()).contains("logo"), file -> {
                    assertThat(file.fileName()).contains("Größe.txt");
                    assertThat(file.text()).isEqualTo("notes");
                });
    }
}

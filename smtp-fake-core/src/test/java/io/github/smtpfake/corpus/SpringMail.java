package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Spring Framework's {@code JavaMailSender}. */
final class SpringMail implements Library {

    private interface Filling {
        void fill(MimeMessageHelper message) throws Exception;
    }

    @Override
    public String folder() {
        return "spring";
    }

    @Override
    public Map<String, Sending> messages() {
        Map<String, Sending> messages = new LinkedHashMap<>();
        messages.put("simple", (host, port) -> {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setFrom("app@example.org");
            message.setTo("ada@example.org", "bob@example.org");
            message.setCc("carl@example.org");
            message.setBcc("hidden@example.org");
            message.setReplyTo("reply@example.org");
            message.setSubject("Grüße");
            message.setText(Samples.UMLAUTS);
            sender(host, port).send(message);
        });
        messages.put("plain-utf8", sending(false, message -> message.setText(Samples.UMLAUTS)));
        messages.put("html-only", sending(false, message -> message.setText(Samples.HTML, true)));
        messages.put("alternative", sending(true, message -> message.setText(Samples.GREETING, Samples.HTML)));
        messages.put("attachment", sending(true, message -> {
            message.setText(Samples.GREETING);
            message.addAttachment("Größe und Maße.pdf", new ByteArrayResource(Samples.PDF));
        }));
        messages.put("two-attachments", sending(true, message -> {
            message.setText(Samples.GREETING, true);
            message.addAttachment("a.txt", new ByteArrayResource("first".getBytes(UTF_8)), "text/plain");
            message.addAttachment("b.csv", new ByteArrayResource("x;y\n1;2\n".getBytes(UTF_8)), "text/csv");
        }));
        messages.put("inline-image", sending(true, message -> {
            message.setText("Grüße", Samples.HTML_WITH_IMAGE);
            message.addInline("logo", new ByteArrayResource(Samples.PNG), "image/png");
        }));
        messages.put("everything", sending(true, message -> {
            message.setPriority(1);
            message.setText("Grüße", Samples.HTML_WITH_IMAGE);
            message.addInline("logo", new ByteArrayResource(Samples.PNG), "image/png");
            message.addAttachment("terms.pdf", new ByteArrayResource(Samples.PDF));
        }));
        messages.put("names", sending(false, message -> {
            message.setFrom("app@example.org", "Äpp & Söhne, Köln");
            message.setTo(new String[] {"Jürgen Müller <j@example.org>", "\"Doe, Jane\" <jane@example.org>"});
            message.setSubject(Samples.LONG_SUBJECT);
            message.setText(Samples.GREETING);
        }));
        messages.put("code", sending(false, message -> message.setText(Samples.CODE)));
        return messages;
    }

    private static Sending sending(boolean multipart, Filling filling) {
        return (host, port) -> {
            JavaMailSenderImpl sender = sender(host, port);
            MimeMessageHelper message = new MimeMessageHelper(sender.createMimeMessage(), multipart, "UTF-8");
            message.setFrom("app@example.org");
            message.setTo("ada@example.org");
            message.setSubject("Welcome");
            filling.fill(message);
            sender.send(message.getMimeMessage());
        };
    }

    private static JavaMailSenderImpl sender(String host, int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(port);
        sender.setDefaultEncoding("UTF-8");
        return sender;
    }
}

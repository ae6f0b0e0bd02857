package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.testing.TimeLimit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.simplejavamail.api.email.CalendarMethod;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Simple Java Mail. */
final class SimpleJavaMail implements Library {

    @Override
    public String folder() {
        return "simple-java-mail";
    }

    @Override
    public Map<String, Sending> messages() {
        Map<String, Sending> messages = new LinkedHashMap<>();
        messages.put("plain-ascii", sending(email -> email.withPlainText(Samples.GREETING)));
        messages.put(
                "plain-utf8",
                sending(email -> email.withSubject(Samples.LONG_SUBJECT).withPlainText(Samples.UMLAUTS)));
        messages.put("html-only", sending(email -> email.withHTMLText(Samples.HTML)));
        messages.put(
                "alternative",
                sending(email -> email.withPlainText(Samples.GREETING).withHTMLText(Samples.HTML)));
        messages.put(
                "attachment",
                sending(email -> email.withPlainText(Samples.GREETING)
                        .withAttachment("Größe & Maße.pdf", Samples.PDF, "application/pdf")));
        messages.put(
                "inline-image",
                sending(email -> email.withPlainText("Grüße")
                        .withHTMLText(Samples.HTML_WITH_IMAGE)
                        .withEmbeddedImage("logo", Samples.PNG, "image/png")));
        messages.put(
                "everything",
                sending(email -> email.withPlainText("Grüße")
                        .withHTMLText(Samples.HTML_WITH_IMAGE)
                        .withEmbeddedImage("logo", Samples.PNG, "image/png")
                        .withAttachment("terms.pdf", Samples.PDF, "application/pdf")
                        .withAttachment("notes.txt", "Größe\n".getBytes(UTF_8), "text/plain")));
        messages.put(
                "recipients",
                sending(email -> email.cc("Carl O'Hara", "carl@example.org")
                        .bcc("hidden@example.org")
                        .withReplyTo("Zoë", "reply@example.org")
                        .withReturnReceiptTo("receipt@example.org")
                        .withHeader("X-Priority", 2)
                        .withPlainText(Samples.GREETING)));
        messages.put(
                "calendar",
                sending(email ->
                        email.withPlainText("Invitation").withCalendarText(CalendarMethod.REQUEST, Samples.CALENDAR)));
        messages.put(
                "code",
                sending(email -> email.withHTMLText(
                        "<p>Hello Ada,</p><p>Your login code:</p><h2>739 204</h2><p>It expires in 5 minutes.</p>")));
        return messages;
    }

    private static Sending sending(UnaryOperator<EmailPopulatingBuilder> filling) {
        return (host, port) -> {
            EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                    .from("Thé App", "app@example.org")
                    .to("Ada", "ada@example.org")
                    .withSubject("Welcome");
            Mailer mailer = MailerBuilder.withSMTPServer(host, port)
                    .withTransportStrategy(TransportStrategy.SMTP)
                    .buildMailer();
            TimeLimit.get(mailer.sendMail(filling.apply(email).buildEmail()));
            mailer.close();
        };
    }
}

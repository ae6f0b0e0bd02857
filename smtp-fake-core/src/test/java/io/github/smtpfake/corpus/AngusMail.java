package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Eclipse Angus Mail, the implementation of Jakarta Mail. */
final class AngusMail implements Library {

    private interface Filling {
        void fill(MimeMessage message) throws Exception;
    }

    @Override
    public String folder() {
        return "angus";
    }

    @Override
    public Map<String, Sending> messages() {
        Map<String, Sending> messages = new LinkedHashMap<>();
        messages.put("plain-ascii", sending(message -> message.setText(Samples.GREETING)));
        messages.put("plain-utf8", sending(message -> {
            message.setSubject("Grüße", "UTF-8");
            message.setText(Samples.UMLAUTS, "UTF-8");
        }));
        messages.put("plain-latin1", sending(message -> {
            message.setSubject("Grüße", "ISO-8859-1");
            message.setText("Grüße aus Zürich\n", "ISO-8859-1");
        }));
        messages.put("plain-japanese", sending(message -> {
            message.setSubject("日本語の件名", "ISO-2022-JP");
            message.setText("こんにちは。\n", "ISO-2022-JP");
        }));
        messages.put("long-subject", sending(message -> {
            message.setSubject(Samples.LONG_SUBJECT, "UTF-8");
            message.setText("See above.\n");
        }));
        messages.put("long-lines", sending(message -> message.setText("word ".repeat(400), "UTF-8")));
        messages.put("html-only", sending(message -> message.setContent(Samples.HTML, "text/html; charset=utf-8")));
        messages.put(
                "alternative",
                sending(message -> message.setContent(
                        new MimeMultipart("alternative", text("plain", Samples.UMLAUTS), text("html", Samples.HTML)))));
        messages.put(
                "attachment",
                sending(message -> message.setContent(new MimeMultipart(
                        text("plain", Samples.GREETING), file("terms.pdf", "application/pdf", Samples.PDF)))));
        messages.put(
                "attachment-name",
                sending(message -> message.setContent(new MimeMultipart(
                        text("plain", Samples.GREETING),
                        file(
                                "Geschäftsbedingungen für Größe und Maße, Fassung vom 1. Januar 😀.pdf",
                                "application/pdf",
                                Samples.PDF)))));
        messages.put("inline-image", sending(message -> {
            MimeMultipart related = new MimeMultipart("related", text("html", Samples.HTML_WITH_IMAGE), image());
            MimeBodyPart body = new MimeBodyPart();
            body.setContent(related);
            message.setContent(new MimeMultipart("alternative", text("plain", "Grüße"), body));
        }));
        messages.put("everything", sending(message -> {
            MimeBodyPart related = new MimeBodyPart();
            related.setContent(new MimeMultipart("related", text("html", Samples.HTML_WITH_IMAGE), image()));
            MimeBodyPart alternative = new MimeBodyPart();
            alternative.setContent(new MimeMultipart("alternative", text("plain", "Grüße"), related));
            message.setContent(new MimeMultipart(
                    alternative,
                    file("terms.pdf", "application/pdf", Samples.PDF),
                    file("notes.txt", "text/plain; charset=utf-8", "Größe\n".getBytes(UTF_8))));
        }));
        messages.put("addresses", sending(message -> {
            message.setFrom(new InternetAddress("j@example.org", "Müller, Jürgen", "UTF-8"));
            message.setSender(new InternetAddress("office@example.org", "Office \"Süd\"", "UTF-8"));
            message.setReplyTo(InternetAddress.parse("reply@example.org, \"Second, Reply\" <reply2@example.org>"));
            message.setRecipients(RecipientType.TO, "Team: Ada <ada@example.org>, bob@example.org;");
            message.addRecipient(RecipientType.TO, new InternetAddress("zoe@example.org", "Zoë Ünïcode", "UTF-8"));
            message.setRecipients(RecipientType.CC, "\"O'Hara, Carl\" <carl@example.org>");
            message.setRecipients(RecipientType.BCC, "hidden@example.org");
            message.setText(Samples.GREETING);
        }));
        messages.put("forwarded", sending(message -> {
            MimeMessage inner = new MimeMessage(Session.getInstance(new Properties()));
            inner.setFrom("inner@example.org");
            inner.setRecipients(RecipientType.TO, "app@example.org");
            inner.setSubject("Grüße von innen", "UTF-8");
            inner.setSentDate(new Date());
            inner.setContent(new MimeMultipart(
                    text("plain", "Inner text\n"), file("in.bin", "application/octet-stream", new byte[] {1, 2, 3})));
            inner.saveChanges();
            MimeBodyPart forwarded = new MimeBodyPart();
            forwarded.setContent(inner, "message/rfc822");
            forwarded.setFileName("original.eml");
            message.setContent(new MimeMultipart(text("plain", "See below.\n"), forwarded));
        }));
        messages.put("calendar", sending(message -> {
            MimeBodyPart calendar = new MimeBodyPart();
            calendar.setDataHandler(new DataHandler(
                    new ByteArrayDataSource(Samples.CALENDAR, "text/calendar; charset=utf-8; method=REQUEST")));
            message.setContent(new MimeMultipart("alternative", text("plain", "Invitation"), calendar));
        }));
        messages.put("newsletter", sending(message -> {
            message.setHeader(
                    "List-Unsubscribe", "<mailto:leave@example.org?subject=leave>, <https://example.org/leave?u=1>");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            message.setContent(new MimeMultipart(
                    "alternative",
                    text("plain", "News: https://example.org/1 and (https://example.org/2).\n"),
                    text("html", Samples.HTML)));
        }));
        return messages;
    }

    private static Sending sending(Filling filling) {
        return (host, port) -> {
            Properties properties = new Properties();
            properties.setProperty("mail.smtp.host", host);
            properties.setProperty("mail.smtp.port", Integer.toString(port));
            properties.setProperty("mail.mime.allowutf8", "false");
            MimeMessage message = new MimeMessage(Session.getInstance(properties));
            message.setFrom(new InternetAddress("app@example.org", "The App"));
            message.setRecipients(RecipientType.TO, "ada@example.org");
            message.setSubject("Welcome");
            message.setSentDate(new Date());
            filling.fill(message);
            Transport.send(message);
        };
    }

    private static BodyPart text(String subtype, String text) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        return part;
    }

    private static BodyPart file(String name, String type, byte[] bytes) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
        part.setFileName(name);
        return part;
    }

    private static BodyPart image() throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(Samples.PNG, "image/png")));
        part.setContentID("<logo>");
        part.setDisposition("inline");
        return part;
    }
}

package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Reads a message with Angus Mail. Returns the values by field; for a field that fails, its exception. */
final class AngusView {
    private final MimeMessage message;
    private final List<String> texts = new ArrayList<>();
    private final List<String> htmls = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();

    private interface Reading {
        Object read() throws Exception;
    }

    private AngusView(byte[] raw) throws MessagingException {
        message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    }

    static Map<String, String> of(byte[] raw) throws MessagingException {
        AngusView view = new AngusView(raw);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("subject", read(() -> String.valueOf(view.message.getSubject())));
        fields.put("from", read(() -> view.addresses(view.message.getFrom())));
        fields.put("to", read(() -> view.addresses(view.message.getRecipients(RecipientType.TO))));
        fields.put("cc", read(() -> view.addresses(view.message.getRecipients(RecipientType.CC))));
        fields.put(
                "date",
                read(() -> view.message.getSentDate() == null
                        ? "null"
                        : view.message.getSentDate().toInstant()));
        String parts = read(() -> {
            view.walk(view.message);
            return "read";
        });
        fields.put("text", parts.equals("read") ? body(view.texts) : parts);
        fields.put("html", parts.equals("read") ? body(view.htmls) : parts);
        fields.put("attachments", parts.equals("read") ? view.attachments.toString() : parts);
        return fields;
    }

    private static String read(Reading reading) {
        try {
            return reading.read().toString();
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String body(List<String> texts) {
        return texts.isEmpty() ? "null" : String.join("\n", texts);
    }

    private String addresses(Address[] addresses) throws MessagingException {
        List<String> shown = new ArrayList<>();
        for (Address address : addresses == null ? new Address[0] : addresses) {
            InternetAddress mailbox = (InternetAddress) address;
            for (InternetAddress member : mailbox.isGroup()
                    ? Optional.ofNullable(mailbox.getGroup(false)).orElse(new InternetAddress[0])
                    : new InternetAddress[] {mailbox}) {
                String name = Optional.ofNullable(member.getPersonal()).orElse("");
                shown.add(name.isEmpty() ? member.getAddress() : name + " <" + member.getAddress() + ">");
            }
        }
        return shown.toString();
    }

    private void walk(Part part) throws MessagingException, IOException {
        boolean attachment = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (part.isMimeType("multipart/*")) {
            MimeMultipart multipart = (MimeMultipart) part.getContent();
            for (int i = 0; i < multipart.getCount(); i++) {
                walk(multipart.getBodyPart(i));
            }
        } else if (part.isMimeType("text/plain") && !attachment) {
            texts.add(text(part));
        } else if (part.isMimeType("text/html") && !attachment) {
            htmls.add(text(part));
        } else {
            byte[] bytes = part.getInputStream().readAllBytes();
            String name = part.getFileName();
            attachments.add((name == null ? "null" : MimeUtility.decodeText(name)) + " "
                    + new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT) + " "
                    + Arrays.hashCode(bytes));
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        Object content = part.getContent();
        return (content instanceof String text
                        ? text
                        : new String(part.getInputStream().readAllBytes(), UTF_8))
                .replace("\r\n", "\n");
    }
}

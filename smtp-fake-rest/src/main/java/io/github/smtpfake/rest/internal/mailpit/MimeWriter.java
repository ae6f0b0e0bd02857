package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.mailpit.SendRequest.File;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Writes a message (RFC 5322, RFC 2045) with the alternatives, related parts and attachments of a request. */
final class MimeWriter {
    private static final String CRLF = "\r\n";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, CRLF.getBytes(StandardCharsets.US_ASCII));

    /** RFC 5322, 4.3, forbids names of zones such as GMT. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final SendRequest mail;
    private final String id;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int boundaries;

    private MimeWriter(SendRequest request, String id) {
        this.mail = request;
        this.id = id;
    }

    /** A MIME entity: header fields and content. */
    private interface Entity {
        void write();
    }

    /**
     * Returns the bytes of the message.
     *
     * @param id the id of the message. The Message-ID and the boundaries contain it, so that no content can contain a
     *     boundary.
     */
    static byte[] write(SendRequest request, String id) {
        MimeWriter writer = new MimeWriter(request, id);
        writer.headers();
        writer.message();
        return writer.out.toByteArray();
    }

    private void headers() {
        field("From", HeaderEncoder.of(List.of(mail.from())));
        mailboxes("To", mail.to());
        mailboxes("Cc", mail.cc());
        mailboxes("Reply-To", mail.replyTo());
        field("Subject", HeaderEncoder.of(mail.subject()));
        field("Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        if (mail.headers().keySet().stream().noneMatch("Message-ID"::equalsIgnoreCase)) {
            field("Message-ID", "<" + id + "@smtp-fake>");
        }
        if (!mail.tags().isEmpty()) {
            field("X-Tags", String.join(", ", mail.tags()));
        }
        mail.headers().forEach((name, value) -> field(name, HeaderEncoder.of(value)));
        field("MIME-Version", "1.0");
    }

    private void mailboxes(String name, List<SendRequest.Mailbox> mailboxes) {
        if (!mailboxes.isEmpty()) {
            field(name, HeaderEncoder.of(mailboxes));
        }
    }

    private void message() {
        List<Entity> entities = new ArrayList<>();
        entities.add(this::body);
        mail.files(false).forEach(file -> entities.add(() -> file(file)));
        writeEntities("mixed", entities);
    }

    private void body() {
        List<Entity> entities = new ArrayList<>();
        if (!mail.text().isEmpty() || mail.html().isEmpty()) {
            entities.add(() -> text("text/plain", mail.text()));
        }
        if (!mail.html().isEmpty() || !mail.files(true).isEmpty()) {
            entities.add(this::html);
        }
        writeEntities("alternative", entities);
    }

    private void html() {
        List<Entity> entities = new ArrayList<>();
        entities.add(() -> text("text/html", mail.html()));
        mail.files(true).forEach(file -> entities.add(() -> file(file)));
        writeEntities("related", entities);
    }

    /** Writes a single entity as it is, and several entities as a multipart. */
    private void writeEntities(String subtype, List<Entity> entities) {
        if (entities.size() == 1) {
            entities.get(0).write();
            return;
        }
        String boundary = "=_" + id + "_" + ++boundaries;
        field("Content-Type", "multipart/" + subtype + ";" + CRLF + " boundary=\"" + boundary + "\"");
        for (Entity entity : entities) {
            line("");
            line("--" + boundary);
            entity.write();
        }
        line("");
        line("--" + boundary + "--");
    }

    private void text(String type, String text) {
        field("Content-Type", type + "; charset=utf-8");
        field("Content-Transfer-Encoding", "base64");
        line("");
        // RFC 2045, section 6.8, requires CRLF, but clients compare the text with what they sent.
        content(text.getBytes(StandardCharsets.UTF_8));
    }

    private void file(File file) {
        String name = file.name().isEmpty() ? "" : HeaderEncoder.parameter("filename", file.name());
        field("Content-Type", file.contentType());
        field("Content-Transfer-Encoding", "base64");
        field("Content-Disposition", (file.isInline() ? "inline" : "attachment") + name);
        if (file.isInline()) {
            field("Content-ID", "<" + file.contentId() + ">");
        }
        line("");
        content(file.content());
    }

    private void content(byte[] bytes) {
        out.writeBytes(BASE64.encode(bytes));
        line("");
    }

    private void field(String name, String value) {
        line(name + ": " + value);
    }

    private void line(String text) {
        out.writeBytes((text + CRLF).getBytes(StandardCharsets.UTF_8));
    }
}

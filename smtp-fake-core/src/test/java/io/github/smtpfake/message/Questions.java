package io.github.smtpfake.message;

import java.util.Objects;

/** Calls the methods of a message. */
final class Questions {

    private Questions() {}

    /** Reads the values that a list of messages shows. */
    static void askForSummary(CapturedMessage mail) {
        mail.subject();
        mail.from();
        mail.to();
        mail.cc();
        mail.replyTo();
        show(mail.attachments().size());
        mail.content().snippet();
    }

    /** Reads the values that an opened message shows. */
    static void askForDetail(CapturedMessage mail) {
        askForSummary(mail);
        mail.content().messageId();
        mail.content().date();
        mail.headers().all();
        mail.text();
        mail.html();
        mail.bcc();
        mail.attachments().forEach(Attachment::sha256);
        mail.content().htmlImages();
        mail.content().inlineParts();
        mail.links();
        mail.codes();
        mail.problems();
    }

    static void askAll(CapturedMessage mail) {
        mail.problems().forEach(Questions::show);
        show(mail.headers());
        mail.subject();
        mail.content().date();
        mail.content().messageId();
        mail.from().forEach(Questions::show);
        mail.to();
        mail.cc();
        mail.replyTo();
        mail.text();
        mail.html();
        mail.readableText();
        mail.content().bodies();
        mail.content().calendar();
        mail.content().calendarEvents();
        mail.content().snippet();
        mail.links().forEach(Questions::show);
        mail.codes();
        mail.content().htmlImages();
        mail.content().htmlCompatibility().forEach(Questions::show);
        mail.content().inlineParts();
        mail.bcc();
        mail.bccHeader();
        mail.content().listUnsubscribe();
        mail.content().normalized();
        show(mail);
        mail.attachments().forEach(attachment -> {
            show(attachment);
            show(attachment.headers());
            attachment.text();
            attachment.isInline();
            attachment.contentId();
            attachment.sha256();
            attachment.message().ifPresent(MimeContent::subject);
        });
    }

    private static void show(Object answer) {
        Objects.requireNonNull(answer.toString());
    }
}

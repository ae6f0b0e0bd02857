package io.github.smtpfake.message;

import io.github.smtpfake.session.Problem;

/** Everything that a message can be asked. */
final class Questions {

    private Questions() {}

    /** What a list of messages shows. */
    static void askForSummary(CapturedMessage mail) {
        mail.subject();
        mail.from();
        mail.to();
        mail.cc();
        mail.replyTo();
        mail.attachments().size();
        mail.content().snippet();
    }

    /** What a message shows that is opened. */
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
        mail.problems().forEach(Problem::toString);
        mail.headers().toString();
        mail.subject();
        mail.content().date();
        mail.content().messageId();
        mail.from().forEach(Address::toString);
        mail.to();
        mail.cc();
        mail.replyTo();
        mail.text();
        mail.html();
        mail.readableText();
        mail.content().bodies();
        mail.content().calendar();
        mail.content().snippet();
        mail.links().forEach(Link::toString);
        mail.codes();
        mail.content().htmlImages();
        mail.content().inlineParts();
        mail.bcc();
        mail.bccHeader();
        mail.content().listUnsubscribe();
        mail.content().normalized();
        mail.toString();
        mail.attachments().forEach(attachment -> {
            attachment.toString();
            attachment.headers().toString();
            attachment.text();
            attachment.disposition();
            attachment.contentId();
            attachment.sha256();
            attachment.message().ifPresent(MimeContent::subject);
        });
    }
}

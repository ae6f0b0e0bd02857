package io.github.smtpfake.message;

/** Everything that a message can be asked. */
final class Questions {

    private Questions() {}

    static void askAll(CapturedMessage mail) {
        mail.problems().forEach(Problem::toString);
        mail.headers().toString();
        mail.subject();
        mail.date();
        mail.messageId();
        mail.from().forEach(Address::toString);
        mail.to();
        mail.cc();
        mail.replyTo();
        mail.text();
        mail.html();
        mail.textOrHtmlAsText();
        mail.bodies();
        mail.calendar();
        mail.content().snippet();
        mail.links().forEach(Link::toString);
        mail.codes();
        mail.htmlImages();
        mail.inlineParts();
        mail.bcc();
        mail.leakedBcc();
        mail.listUnsubscribe();
        mail.normalized();
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

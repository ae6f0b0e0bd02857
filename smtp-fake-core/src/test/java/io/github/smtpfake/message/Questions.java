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
        mail.content().snippet();
        mail.toString();
        mail.attachments().forEach(attachment -> {
            attachment.toString();
            attachment.headers().toString();
            attachment.text();
            attachment.disposition();
            attachment.contentId();
            attachment.sha256();
        });
    }
}

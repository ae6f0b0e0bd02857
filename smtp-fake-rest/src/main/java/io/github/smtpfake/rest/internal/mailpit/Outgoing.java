package io.github.smtpfake.rest.internal.mailpit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message that a client asks to make up.
 *
 * @param bcc recipients that no header is to name
 * @param headers further header fields
 */
record Outgoing(
        Mailbox from,
        List<Mailbox> to,
        List<Mailbox> cc,
        List<String> bcc,
        List<Mailbox> replyTo,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        List<String> tags,
        List<File> files) {

    /** An address and a name, which may be empty. */
    record Mailbox(String name, String address) {}

    /** @param contentId empty for an attachment, else that of a part that the HTML refers to */
    record File(String name, String contentType, String contentId, byte[] content) {
        boolean isInline() {
            return !contentId.isEmpty();
        }
    }

    /** Returns the recipients of the envelope. */
    List<String> recipients() {
        List<String> all = new ArrayList<>();
        to.forEach(mailbox -> all.add(mailbox.address()));
        cc.forEach(mailbox -> all.add(mailbox.address()));
        all.addAll(bcc);
        return all;
    }

    /** Returns the parts that the HTML refers to, or the others. */
    List<File> files(boolean inline) {
        return files.stream().filter(file -> file.isInline() == inline).toList();
    }
}

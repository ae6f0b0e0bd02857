package io.github.smtpfake.rest.internal.mailpit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request to compose a message.
 *
 * @param bcc recipients that no header contains
 * @param headers additional header fields
 */
record SendRequest(
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

    /**
     * An attachment or an inline part.
     *
     * @param contentId the Content-ID of an inline part, to which the HTML refers; empty for an attachment
     */
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

    /** Returns the inline parts or the attachments. */
    List<File> files(boolean inline) {
        return files.stream().filter(file -> file.isInline() == inline).toList();
    }
}

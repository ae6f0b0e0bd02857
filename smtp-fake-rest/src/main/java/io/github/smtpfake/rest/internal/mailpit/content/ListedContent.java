package io.github.smtpfake.rest.internal.mailpit.content;

import io.github.smtpfake.message.CapturedMessage;
import java.lang.ref.SoftReference;
import java.util.Optional;

/**
 * What lists and searches need of the content of a message. It is kept while there is memory, because messages never change and
 * making it means reading the message.
 *
 * @param snippet the beginning of the message
 * @param attachments the number of attached files
 * @param inline the number of files that are marked as inline
 */
public record ListedContent(String snippet, int attachments, int inline) {
    private static SoftReference<KeptContents> kept = new SoftReference<>(null);

    /** Returns the content of a message. Reads the message if necessary. */
    public static ListedContent of(CapturedMessage message) {
        return ofKept(message).orElseGet(() -> {
            ListedContent content = read(message);
            kept().keep(message, content);
            return content;
        });
    }

    /** Returns the content of a message if it is known, so that the message need not be read. */
    public static Optional<ListedContent> ofKept(CapturedMessage message) {
        return kept().find(message);
    }

    private static ListedContent read(CapturedMessage message) {
        MailContent content = MailContent.of(message);
        return new ListedContent(
                content.snippet(),
                content.allAttachments().size(),
                content.allInline().size());
    }

    private static synchronized KeptContents kept() {
        KeptContents existing = kept.get();
        if (existing == null) {
            existing = new KeptContents();
            kept = new SoftReference<>(existing);
        }
        return existing;
    }
}

package io.github.smtpfake.rest.internal.mailpit.content;

import io.github.smtpfake.message.CapturedMessage;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lists and searches need of the content of a message. It is kept while there is memory, because messages never change and
 * making it means reading the message.
 *
 * @param snippet the beginning of the message
 * @param attachments the number of attached files
 * @param inline the number of files that are marked as inline
 */
public record ListedContent(String snippet, int attachments, int inline) {
    private static final int MOST_KEPT = 10_000;
    private static SoftReference<Map<Key, ListedContent>> kept = new SoftReference<>(null);

    /** Several servers in one process may have messages with the same id. */
    private record Key(String id, Instant receivedAt, int size) {

        static Key of(CapturedMessage message) {
            return new Key(message.id(), message.receivedAt(), message.size());
        }
    }

    /** Returns the content of a message. Reads the message if necessary. */
    public static ListedContent of(CapturedMessage message) {
        Map<Key, ListedContent> known = kept();
        Key key = Key.of(message);
        ListedContent content = known.get(key);
        if (content == null) {
            content = read(message);
            known.put(key, content);
        }
        return content;
    }

    /** Returns whether the content is known, so that the message need not be read. */
    public static boolean isKept(CapturedMessage message) {
        return kept().containsKey(Key.of(message));
    }

    private static ListedContent read(CapturedMessage message) {
        MailContent content = MailContent.of(message);
        return new ListedContent(
                content.snippet(),
                content.allAttachments().size(),
                content.allInline().size());
    }

    private static synchronized Map<Key, ListedContent> kept() {
        Map<Key, ListedContent> existing = kept.get();
        if (existing == null) {
            existing = Collections.synchronizedMap(new Latest());
            kept = new SoftReference<>(existing);
        }
        return existing;
    }

    private static final class Latest extends LinkedHashMap<Key, ListedContent> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ListedContent> eldest) {
            return size() > MOST_KEPT;
        }
    }
}

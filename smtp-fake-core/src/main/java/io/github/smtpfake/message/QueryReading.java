package io.github.smtpfake.message;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads a message for a query. The result is not kept, because a query may examine all messages of a store, unless several queries
 * {@linkplain SharedReading share} it.
 */
final class QueryReading {
    private QueryReading() {}

    private static Optional<SharedReading> shared(CapturedMessage message) {
        return message.contents().sharedReading(SharedReading.class);
    }

    /** Applies a function to the content. */
    static <T> T once(CapturedMessage message, Function<MimeContent, T> use) {
        Optional<SharedReading> shared = shared(message);
        return shared.isPresent()
                ? use.apply(shared.get().content())
                : QueryMemory.read(
                        message.rawMessage(), message::contentOnce, (loaded, content, memory) -> use.apply(content));
    }

    /** Returns whether the message has a text that meets a condition. */
    static boolean search(CapturedMessage message, SearchedText text, Predicate<String> condition) {
        return search(message, text, content -> true, condition);
    }

    /**
     * Returns whether the message has a text that meets a condition.
     *
     * @param possible excludes most other messages in less time than making the text takes
     */
    static boolean search(
            CapturedMessage message, SearchedText text, Predicate<MimeContent> possible, Predicate<String> condition) {
        Optional<SharedReading> shared = shared(message);
        return shared.isPresent()
                ? shared.get().text(text, message.envelope()).filter(condition).isPresent()
                : once(
                        message,
                        content -> possible.test(content)
                                && text.of(message.envelope(), content)
                                        .filter(condition)
                                        .isPresent());
    }

    /** Returns a new index. */
    static byte[] index(CapturedMessage message, boolean seen) {
        Optional<SharedReading> shared = shared(message);
        return shared.isPresent()
                ? MessageIndexer.index(message.envelope(), shared.get().content(), message.rawMessage(), seen)
                : QueryMemory.read(
                        message.rawMessage(),
                        message::contentOnce,
                        (loaded, content, memory) -> MessageIndexer.index(message.envelope(), content, loaded, seen));
    }
}

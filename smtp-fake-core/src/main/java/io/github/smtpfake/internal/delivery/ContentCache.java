package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.config.Limits;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the parsed contents of messages, so that they are not parsed for each value. Thread-safe. The contents are
 * opaque to this package.
 */
public interface ContentCache {

    /** Returns how much of a message is parsed and examined. */
    Limits limits();

    /** Returns the content that is kept for the message with this id. */
    <C> Optional<C> find(String id, Class<C> type);

    /**
     * Returns the content that is kept for the message with this id. If there is none, parses the message and keeps the
     * result. All callers receive the same object as long as it is kept.
     */
    <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser);

    /**
     * Returns what several queries that are compared with the message share, if this cache was made for them.
     *
     * @param type the class of the result
     */
    default <R> Optional<R> sharedReading(Class<R> type) {
        return Optional.empty();
    }

    /**
     * A parsed content.
     *
     * @param weight an estimate of its size on the heap in bytes
     */
    record Parsed<C>(C content, long weight) {}

    /** Returns a cache that all messages of a server share. */
    static ContentCache shared(Limits limits) {
        return new SharedContents(limits);
    }

    /** Returns a cache for a single message. It keeps the content until the JVM needs the memory. */
    static ContentCache single(Limits limits) {
        return new SingleContent(limits);
    }
}

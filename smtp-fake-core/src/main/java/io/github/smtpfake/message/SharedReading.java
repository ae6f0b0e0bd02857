package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What several queries read of one message: its content, and the texts that they search, each of which is made at most once. Its
 * memory is reserved. Used by one thread.
 */
final class SharedReading implements ContentCache {
    private static final int BYTES_PER_CHARACTER = 2;

    private final MimeContent content;
    private final Limits limits;
    private final Reservation memory;
    private final Map<SearchedText, Optional<String>> texts = new EnumMap<>(SearchedText.class);

    private SharedReading(MimeContent content, Limits limits, Reservation memory) {
        this.content = content;
        this.limits = limits;
        this.memory = memory;
    }

    /**
     * Passes a copy of a message to a function. Queries that the function compares with it load its bytes, parse it, and make each
     * text at most once, and need no further memory. The copy must not be used afterwards.
     *
     * @throws OutOfMemoryError if there is no room for the bytes or the texts now
     */
    static void of(CapturedMessage message, Consumer<CapturedMessage> use) {
        QueryMemory.read(message.rawMessage(), message::contentOnce, (loaded, content, memory) -> {
            CapturedMessage copy = copy(
                    message.delivery(),
                    loaded,
                    new SharedReading(content, message.contents().limits(), memory));
            use.accept(copy);
            message.keepIndexOf(copy);
            return copy;
        });
    }

    private static CapturedMessage copy(Delivery data, RawMessage loaded, ContentCache reading) {
        return new CapturedMessage(new Delivery(
                data.id(),
                data.receivedAt(),
                data.envelope(),
                data.session(),
                loaded,
                data.problemsOnArrival(),
                reading,
                data.index(),
                data.snippet()));
    }

    MimeContent content() {
        return content;
    }

    /** Returns a text. Keeps it if there is memory for a copy. */
    Optional<String> text(SearchedText text, Envelope envelope) {
        Optional<String> known = texts.get(text);
        if (known != null) {
            return known;
        }
        Optional<String> made = text.of(envelope, content);
        if (memory.tryGrow((long) BYTES_PER_CHARACTER * made.orElse("").length())) {
            texts.put(text, made);
        }
        return made;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public <C> Optional<C> find(String id, Class<C> type) {
        return Optional.of(type.cast(content));
    }

    @Override
    public <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser) {
        return type.cast(content);
    }

    @Override
    public <R> Optional<R> sharedReading(Class<R> type) {
        return Optional.of(type.cast(this));
    }
}

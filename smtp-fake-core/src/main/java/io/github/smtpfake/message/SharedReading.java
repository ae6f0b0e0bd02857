package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.session.Envelope;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The content and the searched texts of one message, for several queries. Makes each text at most once if there is memory for all.
 * Used by one thread.
 */
final class SharedReading implements ContentCache {
    private static final int BYTES_PER_CHARACTER = 2;

    private final MimeContent content;
    private final Limits limits;
    private final Reservation memory;
    private final Map<SearchedText, Optional<String>> texts = new EnumMap<>(SearchedText.class);
    /** The last text, if its memory is that which is reserved for the text that is being made. */
    private @Nullable SearchedText borrowing;

    /**
     * Creates a reading that has no text yet.
     *
     * @param memory what is reserved for bytes and texts, which grows for each text that is kept
     */
    SharedReading(MimeContent content, Limits limits, Reservation memory) {
        this.content = content;
        this.limits = limits;
        this.memory = memory;
    }

    MimeContent content() {
        return content;
    }

    /** Returns a text. Keeps it; without memory for a copy, only until the next text is made. */
    Optional<String> text(SearchedText text, Envelope envelope) {
        Optional<String> known = texts.get(text);
        if (known != null) {
            return known;
        }
        if (borrowing != null) {
            texts.remove(borrowing);
            borrowing = null;
        }
        Optional<String> made = text.of(envelope, content);
        texts.put(text, made);
        if (!memory.tryGrow((long) BYTES_PER_CHARACTER * made.orElse("").length())) {
            borrowing = text;
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

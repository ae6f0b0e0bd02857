package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.config.Limits;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The place of a single message in a cache that many share. A message needs it if another one with the same id may have
 * been deleted, whose content the cache may still keep. Thread-safe.
 */
public final class ContentsOfOne implements ContentCache {
    private static final AtomicLong LAST = new AtomicLong();

    private final ContentCache shared;
    private final long number = LAST.incrementAndGet();

    /** Creates a place for one message in a cache. */
    public ContentsOfOne(ContentCache shared) {
        this.shared = shared;
    }

    /** No id contains a colon, so the key differs from all ids. */
    private String key(String id) {
        return id + ':' + number;
    }

    @Override
    public Limits limits() {
        return shared.limits();
    }

    @Override
    public <C> Optional<C> find(String id, Class<C> type) {
        return shared.find(key(id), type);
    }

    @Override
    public <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser) {
        return shared.get(key(id), type, parser);
    }
}

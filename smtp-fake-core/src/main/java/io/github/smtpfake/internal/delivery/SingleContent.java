package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.config.Limits;
import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the content of one message, which no server has received and which, therefore, belongs to no other cache. */
final class SingleContent implements ContentCache {
    private static final SoftReference<Object> NONE = new SoftReference<>(null);

    private final Limits limits;
    /** Soft, because the number of such messages is not bounded. */
    private volatile SoftReference<Object> kept = NONE;

    SingleContent(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public <C> Optional<C> find(String id, Class<C> type) {
        return Optional.ofNullable(kept.get()).map(type::cast);
    }

    @Override
    public <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser) {
        return find(id, type).orElseGet(() -> parse(id, type, parser));
    }

    private synchronized <C> C parse(String id, Class<C> type, Supplier<Parsed<C>> parser) {
        return find(id, type).orElseGet(() -> {
            C content = parser.get().content();
            kept = new SoftReference<>(content);
            return content;
        });
    }
}

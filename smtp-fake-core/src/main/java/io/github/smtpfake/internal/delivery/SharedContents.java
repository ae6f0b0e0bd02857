package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.config.Limits;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the contents of the messages that were used last, up to a total weight. The lock is held only to look up and to
 * add a content, not while a message is parsed: two threads may parse the same message at the same time, and both use
 * the result of the faster one.
 */
final class SharedContents implements ContentCache {
    private static final long MOST_WEIGHT = 8L << 20;
    private static final int SHARE_OF_HEAP = 64;

    private final Limits limits;
    private final long maxWeight;

    /** By id, in the order of their last use. */
    private final Map<String, Parsed<?>> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long weight;

    /** The last content that alone exceeds the maximum weight, so that reading its values parses the message once. */
    private Oversized oversized = new Oversized("", new SoftReference<>(null));

    private record Oversized(String id, SoftReference<Object> content) {}

    SharedContents(Limits limits) {
        this(limits, Math.min(MOST_WEIGHT, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    SharedContents(Limits limits, long maxWeight) {
        this.limits = limits;
        this.maxWeight = maxWeight;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public synchronized <C> Optional<C> find(String id, Class<C> type) {
        Parsed<?> found = kept.get(id);
        Object content = found != null
                ? found.content()
                : oversized.id().equals(id) ? oversized.content().get() : null;
        return Optional.ofNullable(content).map(type::cast);
    }

    @Override
    public <C> C get(String id, Class<C> type, Supplier<Parsed<C>> parser) {
        return find(id, type).orElseGet(() -> keep(id, type, parser.get()));
    }

    private synchronized <C> C keep(String id, Class<C> type, Parsed<C> parsed) {
        return find(id, type).orElseGet(() -> {
            add(id, parsed);
            return parsed.content();
        });
    }

    private void add(String id, Parsed<?> parsed) {
        if (parsed.weight() > maxWeight) {
            oversized = new Oversized(id, new SoftReference<>(parsed.content()));
            return;
        }
        kept.put(id, parsed);
        weight += parsed.weight();
        Iterator<Parsed<?>> oldest = kept.values().iterator();
        while (weight > maxWeight) {
            weight -= oldest.next().weight();
            oldest.remove();
        }
    }
}

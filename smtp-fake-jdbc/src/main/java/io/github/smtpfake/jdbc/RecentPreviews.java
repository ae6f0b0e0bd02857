package io.github.smtpfake.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The previews that were last made of messages whose details are not stored yet, so that a list that is requested again
 * need not parse the messages again. Thread-safe.
 */
final class RecentPreviews {
    /** Several pages; each preview has at most 1 KB. */
    private static final int MOST = 300;

    /** By number, in the order of their last use. A number is never reused, and its message never changes. */
    private final Map<Long, Preview> kept = new LinkedHashMap<>(16, 0.75f, true);

    synchronized Optional<Preview> find(long number) {
        return Optional.ofNullable(kept.get(number));
    }

    synchronized void keep(long number, Preview preview) {
        kept.put(number, preview);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}

package io.github.smtpfake.rest.internal.mailpit.content;

import io.github.smtpfake.message.CapturedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The contents of a limited number of messages. If there are more, a content replaces any other one, not the oldest: a list of
 * all messages would otherwise replace each content before the next such list needs it. Thread-safe.
 */
final class KeptContents {
    private static final int MOST = 20_000;
    private static final int SHARE_OF_HEAP = 16;
    /** An estimate of what one content needs on the heap, in bytes. */
    private static final int WEIGHT = 450;

    private final int most;
    private final Map<String, Kept> byId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    /** Several servers in one process may have different messages with the same id. */
    private record Kept(Instant receivedAt, int size, ListedContent content) {

        boolean isOf(CapturedMessage message) {
            return size == message.size() && receivedAt.equals(message.receivedAt());
        }
    }

    /** Creates an empty map, whose limit depends on the size of the heap. */
    KeptContents() {
        this((int) Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / WEIGHT));
    }

    /**
     * Creates an empty map.
     *
     * @param most the maximum number of contents
     */
    KeptContents(int most) {
        this.most = most;
    }

    synchronized Optional<ListedContent> find(CapturedMessage message) {
        return Optional.ofNullable(byId.get(message.id()))
                .filter(kept -> kept.isOf(message))
                .map(Kept::content);
    }

    synchronized void keep(CapturedMessage message, ListedContent content) {
        Kept kept = new Kept(message.receivedAt(), message.size(), content);
        if (byId.put(message.id(), kept) != null) {
            return;
        }
        if (ids.size() < most) {
            ids.add(message.id());
        } else {
            byId.remove(ids.set(ThreadLocalRandom.current().nextInt(most), message.id()));
        }
    }
}

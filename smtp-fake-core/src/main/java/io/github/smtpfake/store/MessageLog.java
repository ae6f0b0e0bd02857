package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The messages of a store in the order of their arrival; a new message evicts the oldest if necessary. Not thread-safe.
 */
final class MessageLog {
    private final int capacity;
    private final long capacityInBytes;
    private final Listeners listeners;
    private final TreeMap<Long, CapturedMessage> messages = new TreeMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private long lastPosition;
    private long receivedBytes;
    private long lastEvictedPosition;
    private long evicted;
    private long deleted;
    private long bytes;
    private long envelopeBytes;

    MessageLog(Limits limits, Listeners listeners) {
        this.capacity = limits.storedMessages();
        this.capacityInBytes = limits.storedBytes();
        this.listeners = listeners;
    }

    /**
     * Adds a message, and evicts the oldest messages until it fits.
     *
     * @param envelope the size of its envelope by {@link EnvelopeSize}
     */
    void add(CapturedMessage message, long envelope) {
        while (messages.size() >= capacity || bytes + envelopeBytes + message.size() + envelope > capacityInBytes) {
            lastEvictedPosition = messages.firstKey();
            remove(lastEvictedPosition);
            evicted++;
        }
        put(lastPosition + 1, message);
        lastPosition++;
        receivedBytes += message.size();
        bytes += message.size();
        envelopeBytes += envelope;
    }

    /** Adds to both maps or to neither, even if the heap is full and a map fails halfway. */
    private void put(Long position, CapturedMessage message) {
        boolean added = false;
        try {
            positions.put(message.id(), position);
            messages.put(position, message);
            added = true;
        } finally {
            if (!added) {
                messages.remove(position);
                positions.remove(message.id());
            }
        }
    }

    private void remove(Long position) {
        CapturedMessage message = Objects.requireNonNull(messages.remove(position));
        positions.remove(message.id());
        bytes -= message.size();
        envelopeBytes -= EnvelopeSize.of(message.envelope());
        listeners.removed(message);
    }

    boolean delete(String id) {
        Long position = positions.get(id);
        if (position == null) {
            return false;
        }
        remove(position);
        deleted++;
        return true;
    }

    Optional<CapturedMessage> message(String id) {
        return position(id).map(messages::get);
    }

    Optional<Long> position(String id) {
        return Optional.ofNullable(positions.get(id));
    }

    /** Returns the number of messages that have ever arrived, which is also the position of the last one. */
    long lastPosition() {
        return lastPosition;
    }

    /**
     * Returns the position before the first message that arrived later than this time.
     */
    long lastPositionAt(Instant time) {
        for (Map.Entry<Long, CapturedMessage> entry : messages.entrySet()) {
            if (entry.getValue().receivedAt().isAfter(time)) {
                return entry.getKey() - 1;
            }
        }
        return lastPosition;
    }

    boolean hasAfter(long position) {
        return !messages.isEmpty() && messages.lastKey() > position;
    }

    List<CapturedMessage> after(long position) {
        return new ArrayList<>(messages.tailMap(position, false).values());
    }

    /**
     * Returns how many messages after a position were evicted. Messages before the last eviction may also have been
     * deleted on request, so the total number of evictions is the upper bound.
     */
    long evictedAfter(long position) {
        return Math.min(evicted, Math.max(0, lastEvictedPosition - position));
    }

    MessageStore.Counters counters(long sessions) {
        return new MessageStore.Counters(
                lastPosition, receivedBytes, evicted, deleted, messages.size(), bytes, sessions);
    }
}

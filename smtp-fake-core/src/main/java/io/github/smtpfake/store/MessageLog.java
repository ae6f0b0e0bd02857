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

/** The messages of a store in the order of their arrival; where a new one exceeds a bound, the oldest go. Not thread-safe. */
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

    /** @param envelope how much memory its envelope takes, by {@link EnvelopeSize} */
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

    /** Adds to both maps, or to none. */
    private void put(Long position, CapturedMessage message) {
        try {
            positions.put(message.id(), position);
            messages.put(position, message);
        } catch (OutOfMemoryError e) {
            messages.remove(position);
            positions.remove(message.id());
            throw e;
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

    /** Returns how many messages have ever come, which is the position of the last of them. */
    long lastPosition() {
        return lastPosition;
    }

    /** Two messages that come at once may be stored in either order, so the first later one counts. */
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

    /** Positions that were deleted before are no evictions; there are never more than were counted. */
    long evictedAfter(long position) {
        return Math.min(evicted, Math.max(0, lastEvictedPosition - position));
    }

    MessageStore.Counters counters(long sessions) {
        return new MessageStore.Counters(
                lastPosition, receivedBytes, evicted, deleted, messages.size(), bytes, sessions);
    }
}

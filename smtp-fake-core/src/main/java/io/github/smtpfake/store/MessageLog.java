package io.github.smtpfake.store;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.memory.MemoryAccount;
import io.github.smtpfake.message.CapturedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a store in the order of their arrival; a new message evicts the oldest if necessary. Not thread-safe.
 *
 * <p>Two arrays hold the numbers and the rows in the same order; a removed row leaves a gap until half of the arrays is
 * unused. This needs much less memory for each message than a sorted map.
 */
final class MessageLog {
    private static final int SMALLEST = 16;
    /** How much memory a message occupies besides its bytes and its envelope, its index included. */
    private static final int BYTES_PER_MESSAGE = 1_000;

    private final int capacity;
    private final long capacityInBytes;
    private final Listeners listeners;
    private final MemoryAccount memory;
    private final PinnedMessages pinned;
    private final Expiry expiry;
    private final MarkCounts marks = new MarkCounts();
    private final Map<String, MemoryRow> byId = new HashMap<>();
    private long[] numbers = new long[SMALLEST];
    /** Null where the row has been removed. */
    private @Nullable MemoryRow[] rows = new MemoryRow[SMALLEST];
    /** The index of the oldest row; equal to the end if there is no row. */
    private int first;
    /** The index after the newest row. */
    private int end;

    private long lastNumber;
    private long receivedBytes;
    private long lastEvictedNumber;
    private long evicted;
    private long deleted;
    private long bytes;
    private long envelopeBytes;

    /**
     * Creates an empty log.
     *
     * @param memory counts what the messages occupy
     * @param pinned counts what removed messages still occupy
     */
    MessageLog(Limits limits, Listeners listeners, MemoryAccount memory, PinnedMessages pinned) {
        this.capacity = limits.storedMessages();
        this.capacityInBytes = limits.storedBytes();
        this.listeners = listeners;
        this.memory = memory;
        this.pinned = pinned;
        this.expiry = new Expiry(limits.storedAge());
    }

    /**
     * Adds a message, and evicts the oldest messages until it fits into the limits of the store and into the memory that all
     * stores of the JVM share.
     *
     * @param begun the number of session changes when its transaction began
     * @param envelope the size of its envelope by {@link EnvelopeSize}
     * @param tags its initial tags
     * @throws StoreFullException if it does not even fit after all others are evicted; then none is
     */
    void add(CapturedMessage message, long begun, long envelope, List<String> tags) throws StoreFullException {
        if (byId.containsKey(message.id())) {
            throw new IllegalArgumentException("The store already keeps a message with the id " + message.id());
        }
        int size = Delivery.keptSize(message);
        long footprint = footprint(size, envelope);
        requireRoom(footprint);
        while (byId.size() >= capacity
                || bytes + envelopeBytes + size + envelope > capacityInBytes
                || !byId.isEmpty() && !memory.hasRoom(footprint)) {
            evict(Objects.requireNonNull(rows[first]));
        }
        // On a full heap, all of the next three may fail; the message is then not added at all.
        MemoryRow row = new MemoryRow(lastNumber + 1, begun, message, false, tags);
        reserveSpace();
        putById(row);
        numbers[end] = row.number();
        rows[end++] = row;
        lastNumber++;
        receivedBytes += message.size();
        bytes += size;
        envelopeBytes += envelope;
        memory.add(footprint);
        expiry.added(row);
        marks.add(row);
    }

    /** Returns how much memory a message occupies. */
    static long footprint(int size, long envelope) {
        return size + envelope + BYTES_PER_MESSAGE;
    }

    private void requireRoom(long footprint) throws StoreFullException {
        long own = bytes + envelopeBytes + (long) BYTES_PER_MESSAGE * byId.size();
        if (!memory.hasRoom(footprint - own)) {
            throw new StoreFullException(
                    "The message needs " + footprint + " bytes of memory, but mail may occupy only " + memory.capacity()
                            + ", which other stores and sessions use, too");
        }
    }

    /** A map may fail after it has stored the entry. */
    private void putById(MemoryRow row) {
        boolean added = false;
        try {
            byId.put(row.message().id(), row);
            added = true;
        } finally {
            if (!added) {
                byId.remove(row.message().id());
            }
        }
    }

    private void reserveSpace() {
        if (end == rows.length) {
            int stored = byId.size();
            moveTo(stored <= rows.length / 2 ? rows.length : rows.length + rows.length / 2);
        }
    }

    /** Moves the rows to the beginning of arrays of this length. */
    private void moveTo(int length) {
        long[] newNumbers = new long[length];
        @Nullable MemoryRow[] newRows = new MemoryRow[length];
        int count = 0;
        for (int i = first; i < end; i++) {
            if (rows[i] != null) {
                newNumbers[count] = numbers[i];
                newRows[count++] = rows[i];
            }
        }
        numbers = newNumbers;
        rows = newRows;
        first = 0;
        end = count;
    }

    /** Evicts the messages that are older than the limit allows. */
    void evictExpired() {
        MemoryRow expired = expiry.expired(first < end ? rows[first] : null);
        while (expired != null) {
            evict(expired);
            expired = expiry.expired(first < end ? rows[first] : null);
        }
    }

    private void evict(MemoryRow row) {
        lastEvictedNumber = Math.max(lastEvictedNumber, row.number());
        evicted++;
        remove(List.of(row));
    }

    /** Removes the rows that are not removed yet, and returns their number. */
    private int remove(Collection<MemoryRow> chosen) {
        List<String> ids = new ArrayList<>(chosen.size());
        for (MemoryRow each : chosen) {
            MemoryRow row = current(each);
            if (row != null) {
                byId.remove(row.message().id());
                marks.remove(row);
                expiry.removed(row);
                rows[indexAfter(row.number() - 1)] = null;
                int size = Delivery.keptSize(row.message());
                long envelope = EnvelopeSize.of(row.message().envelope());
                bytes -= size;
                envelopeBytes -= envelope;
                long footprint = footprint(size, envelope);
                pinned.removed(footprint, Delivery.raw(row.message()));
                memory.add(-footprint);
                ids.add(row.message().id());
            }
        }
        while (first < end && rows[first] == null) {
            first++;
        }
        if (!ids.isEmpty()) {
            listeners.removed(List.copyOf(ids));
        }
        return ids.size();
    }

    /** Returns a row with the marks that it has now; null if it has been removed. */
    @Nullable
    MemoryRow current(MemoryRow row) {
        MemoryRow current = byId.get(row.message().id());
        return current != null && current.number() == row.number() ? current : null;
    }

    /**
     * Replaces current rows by the results of a function: all of them or, if the function fails, none. Returns the ids of those
     * that have changed.
     */
    List<String> replace(Collection<MemoryRow> chosen, UnaryOperator<MemoryRow> change) {
        List<MemoryRow> changed = new ArrayList<>();
        for (MemoryRow row : chosen) {
            MemoryRow replacement = change.apply(row);
            if (!replacement.equals(row)) {
                changed.add(replacement);
            }
        }
        changed.forEach(this::replace);
        return changed.stream().map(row -> row.message().id()).toList();
    }

    private void replace(MemoryRow replacement) {
        marks.remove(Objects.requireNonNull(byId.put(replacement.message().id(), replacement)));
        marks.add(replacement);
        rows[indexAfter(replacement.number() - 1)] = replacement;
    }

    PinnedMessages pinned() {
        return pinned;
    }

    MarkCounts marks() {
        return marks;
    }

    int size() {
        return byId.size();
    }

    /** Returns the newest rows, newest first. */
    List<StoredMessage> newest(int offset, int limit) {
        List<StoredMessage> newest = new ArrayList<>();
        int skip = offset;
        for (int i = end - 1; i >= first && newest.size() < limit; i--) {
            MemoryRow row = rows[i];
            if (row != null && --skip < 0) {
                newest.add(row);
            }
        }
        return newest;
    }

    int delete(Collection<MemoryRow> chosen) {
        int count = remove(chosen);
        deleted += count;
        return count;
    }

    @Nullable
    MemoryRow row(String id) {
        return byId.get(id);
    }

    /** Returns the rows with these ids, in the order of their numbers. */
    MemoryRow[] rows(Collection<String> ids) {
        return ids.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(MemoryRow::number))
                .toArray(MemoryRow[]::new);
    }

    /** Returns the number of messages that have ever arrived, which is also the number of the last one. */
    long lastNumber() {
        return lastNumber;
    }

    /** Returns the number before the first message that arrived later than this time. */
    long lastNumberAt(Instant time) {
        for (int i = first; i < end; i++) {
            MemoryRow row = rows[i];
            if (row != null && row.message().receivedAt().isAfter(time)) {
                return row.number() - 1;
            }
        }
        return lastNumber;
    }

    /** Returns the rows with numbers between two others, in order; null where a row has been removed. */
    @Nullable
    MemoryRow[] between(long after, long before) {
        int from = indexAfter(after);
        return Arrays.copyOfRange(rows, from, Math.max(from, indexAfter(before - 1)));
    }

    /** Returns the index of the first number that is higher, or the end. */
    private int indexAfter(long number) {
        int index = Arrays.binarySearch(numbers, first, end, number);
        return index < 0 ? -index - 1 : index + 1;
    }

    /**
     * Returns how many messages after a number were evicted. Messages before the last eviction may also have been deleted
     * on request, so the total number of evictions is the upper bound.
     */
    long evictedAfter(long number) {
        return Math.min(evicted, Math.max(0, lastEvictedNumber - number));
    }

    MessageStore.Counters counters(long sessions) {
        return new MessageStore.Counters(lastNumber, receivedBytes, evicted, deleted, byId.size(), bytes, sessions);
    }
}

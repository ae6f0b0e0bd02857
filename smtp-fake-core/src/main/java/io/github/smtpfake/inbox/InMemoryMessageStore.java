package io.github.smtpfake.inbox;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.message.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link MessageStore} on the heap, bounded by the number of messages and by the octets of them and their envelopes:
 * where a new one would exceed a bound, the oldest are evicted and counted. Sessions that have ended are bounded likewise.
 */
public final class InMemoryMessageStore implements MessageStore {
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final TreeMap<Long, CapturedMessage> messages = new TreeMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final SessionLog sessions;
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private long lastPosition;
    private long lastEvictedPosition;
    private long evicted;
    private long deleted;
    private long storedBytes;
    private long envelopeBytes;

    /**
     * Makes an empty store with the bounds {@code storedMessages}, {@code storedBytes}, {@code storedSessions} and
     * {@code storedSessionBytes}.
     */
    public InMemoryMessageStore(Limits limits) {
        this.limits = limits;
        this.sessions = new SessionLog(limits.storedSessions(), limits.storedSessionBytes());
    }

    @Override
    public void add(CapturedMessage message) throws StoreFullException {
        long envelope = EnvelopeSize.of(message.envelope());
        if (message.size() + envelope > limits.storedBytes()) {
            throw new StoreFullException("a message of " + message.size() + " octets, with an envelope of " + envelope
                    + ", does not fit into a store of " + limits.storedBytes());
        }
        lock.lock();
        try {
            while (messages.size() >= limits.storedMessages()
                    || storedBytes + envelopeBytes + message.size() + envelope > limits.storedBytes()) {
                lastEvictedPosition = messages.firstKey();
                remove(lastEvictedPosition);
                evicted++;
            }
            put(lastPosition + 1, message);
            lastPosition++;
            storedBytes += message.size();
            envelopeBytes += envelope;
            arrival.signalAll();
            for (StoreListener listener : listeners) {
                listener.added(message);
            }
        } finally {
            lock.unlock();
        }
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
        CapturedMessage message = messages.remove(position);
        positions.remove(message.id());
        storedBytes -= message.size();
        envelopeBytes -= EnvelopeSize.of(message.envelope());
        for (StoreListener listener : listeners) {
            listener.removed(message);
        }
    }

    @Override
    public void add(SmtpSession session) {
        lock.lock();
        try {
            sessions.add(session);
            tell(session);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void changed(SmtpSession session) {
        lock.lock();
        try {
            sessions.changed(session);
            tell(session);
        } finally {
            lock.unlock();
        }
    }

    private void tell(SmtpSession changed) {
        for (StoreListener listener : listeners) {
            listener.changed(changed);
        }
    }

    @Override
    public List<CapturedMessage> messages() {
        return after(0);
    }

    private List<CapturedMessage> after(long position) {
        lock.lock();
        try {
            return new ArrayList<>(messages.tailMap(position, false).values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<SmtpSession> sessions() {
        lock.lock();
        try {
            return sessions.all();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<SmtpSession> session(String id) {
        lock.lock();
        try {
            return sessions.find(id);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<CapturedMessage> message(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(positions.get(id)).map(messages::get);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Mark> markOf(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(positions.get(id))
                    .map(position -> new Mark(
                            position,
                            sessions.lastChangeAt(messages.get(position).receivedAt())));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Mark markAt(Instant time) {
        lock.lock();
        try {
            return new Mark(lastPositionAt(time), sessions.lastChangeAt(time));
        } finally {
            lock.unlock();
        }
    }

    /** Two messages that come at once may be stored in either order, so the first later one counts. */
    private long lastPositionAt(Instant time) {
        for (Map.Entry<Long, CapturedMessage> entry : messages.entrySet()) {
            if (entry.getValue().receivedAt().isAfter(time)) {
                return entry.getKey() - 1;
            }
        }
        return lastPosition;
    }

    @Override
    public int delete(MessageQuery query) {
        int count = 0;
        for (CapturedMessage message : messages()) {
            if (query.matches(message) && delete(message.id())) {
                count++;
            }
        }
        return count;
    }

    @Override
    public boolean delete(String id) {
        lock.lock();
        try {
            Long position = positions.get(id);
            if (position == null) {
                return false;
            }
            remove(position);
            deleted++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void addListener(StoreListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    @Override
    public Counters counters() {
        lock.lock();
        try {
            return new Counters(lastPosition, evicted, deleted, messages.size(), storedBytes, sessions.begun());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Mark mark() {
        lock.lock();
        try {
            return new Mark(lastPosition, sessions.lastChange());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + nanos(timeout);
        List<CapturedMessage> matches = new ArrayList<>();
        List<CapturedMessage> others = new ArrayList<>();
        long seen = mark.message();
        while (true) {
            Arrivals arrivals = arrivalsAfter(seen, matches.size() < atLeast ? deadline : System.nanoTime());
            for (CapturedMessage message : arrivals.messages()) {
                (query.matches(message) ? matches : others).add(message);
            }
            if (matches.size() >= atLeast) {
                return result(mark, matches, List.of(), arrivals.lastPosition());
            }
            if (arrivals.messages().isEmpty()) {
                return result(mark, matches, NearMisses.of(query, others), arrivals.lastPosition());
            }
            seen = arrivals.lastPosition();
        }
    }

    /** A time-out may be longer than the 292 years that nanoseconds hold. */
    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    private record Arrivals(List<CapturedMessage> messages, long lastPosition) {}

    /** Returns what came after a position; waits for the first such until the deadline, then returns nothing. */
    private Arrivals arrivalsAfter(long position, long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = deadline - System.nanoTime();
            while (messages.isEmpty() || messages.lastKey() <= position) {
                if (remaining <= 0) {
                    return new Arrivals(List.of(), position);
                }
                remaining = arrival.awaitNanos(remaining);
            }
            return new Arrivals(after(position), lastPosition);
        } finally {
            lock.unlock();
        }
    }

    private AwaitResult result(Mark mark, List<CapturedMessage> matches, List<NearMiss> nearMisses, long seen) {
        lock.lock();
        try {
            // Positions that were deleted before are no evictions; there are never more than were counted.
            long gone = Math.min(evicted, Math.max(0, lastEvictedPosition - mark.message()));
            return new AwaitResult(
                    matches,
                    nearMisses,
                    gone,
                    sessions.troubledSince(mark.session()),
                    new Mark(seen, sessions.lastChange()));
        } finally {
            lock.unlock();
        }
    }
}

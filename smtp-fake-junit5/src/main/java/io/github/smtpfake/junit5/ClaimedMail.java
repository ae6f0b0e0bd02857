package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.store.StoredMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The messages of one server that tests have looked at. The messages of tests that overlap in time are checked together, when
 * the last of these tests ends. As an owner, it records the reads of inboxes that belong to no test. Thread-safe.
 */
final class ClaimedMail implements InboxOwner {
    /** Beyond this number, the messages of overlapping tests are not checked. */
    private static final int MAX_CLAIMED = 100_000;

    private static final int BATCH = 1_000;

    /** The maximum number of messages and of tests that are returned. */
    private static final int SHOWN = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> claimed = new HashSet<>();
    /** The names of the first tests that have ended since no test was running. */
    private final Set<String> ended = new LinkedHashSet<>();

    private int running;
    private Mark begun = Mark.START;

    /**
     * The messages that nobody has looked at.
     *
     * @param messages the first of them, in the order of their arrival
     * @param count their number
     * @param others the names of the first other tests whose mail they may be
     */
    record Unclaimed(List<CapturedMessage> messages, long count, List<String> others) {}

    /**
     * Records that a test begins.
     *
     * @param mark the mark at its beginning
     */
    void begin(Mark mark) {
        lock.lock();
        try {
            if (running == 0) {
                claimed.clear();
                ended.clear();
                begun = mark;
            }
            running++;
            begun = new Mark(Math.min(begun.message(), mark.message()), Math.min(begun.session(), mark.session()));
        } finally {
            lock.unlock();
        }
    }

    /** Records that a test has looked at messages. */
    void claim(List<CapturedMessage> messages) {
        lock.lock();
        try {
            for (CapturedMessage message : messages) {
                if (claimed.size() <= MAX_CLAIMED) {
                    claimed.add(message.id());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void beforeRead(MessageQuery query) {}

    @Override
    public void afterRead(MessageQuery query, AwaitResult result) {
        claim(result.matches());
    }

    @Override
    public List<String> notes(MessageQuery query, AwaitResult result, boolean isLateMailExplained) {
        return List.of();
    }

    @Override
    public Optional<String> remark(CapturedMessage message) {
        return Optional.empty();
    }

    /** Records that a test has ended without a check. */
    void leave() {
        lock.lock();
        try {
            running--;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Records that a test ends, and returns the messages that nobody has looked at; empty if there are none, or if a test that is
     * still running may look at them.
     *
     * @param others the names of other tests that used the server at the same time, whether they check their mail or not
     */
    Optional<Unclaimed> end(String test, List<String> others, MessageStore store) {
        lock.lock();
        try {
            running--;
            ended.addAll(others.subList(0, Math.min(others.size(), SHOWN)));
            if (running > 0) {
                if (ended.size() < SHOWN) {
                    ended.add(test);
                }
                return Optional.empty();
            }
            ended.remove(test);
            return claimed.size() > MAX_CLAIMED ? Optional.empty() : unclaimed(store);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Unclaimed> unclaimed(MessageStore store) {
        StoreQuery query = StoreQuery.all().since(begun);
        List<CapturedMessage> first = new ArrayList<>();
        long count = 0;
        List<StoredMessage> batch = store.next(query, BATCH);
        while (!batch.isEmpty()) {
            for (StoredMessage stored : batch) {
                if (!claimed.contains(stored.message().id()) && count++ < SHOWN) {
                    first.add(stored.message());
                }
            }
            batch = store.next(query.after(batch.get(batch.size() - 1).number()), BATCH);
        }
        return count == 0 ? Optional.empty() : Optional.of(new Unclaimed(first, count, List.copyOf(ended)));
    }
}

package io.github.smtpfake.junit5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The tests that use one server: those that are running, and those that ended last. Thread-safe. */
final class TestRuns {
    private static final int MAX_ENDED = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<TestRun> running = new ArrayList<>();
    private final Deque<TestRun> ended = new ArrayDeque<>();

    void begin(TestRun run) {
        lock.lock();
        try {
            running.add(run);
        } finally {
            lock.unlock();
        }
    }

    void end(TestRun run) {
        lock.lock();
        try {
            run.end(System.nanoTime());
            running.remove(run);
            ended.addLast(run);
            if (ended.size() > MAX_ENDED) {
                ended.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Records that a test reads the mail of these addresses, users or names. */
    void reads(TestRun run, List<String> identities) {
        lock.lock();
        try {
            run.reads(identities);
        } finally {
            lock.unlock();
        }
    }

    /** Returns those of the tests that have read the mail of all these addresses, users or names. */
    List<TestRun> readersOf(List<String> identities, List<TestRun> runs) {
        List<TestRun> readers = new ArrayList<>();
        lock.lock();
        try {
            for (TestRun each : runs) {
                if (each.hasReadAll(identities)) {
                    readers.add(each);
                }
            }
        } finally {
            lock.unlock();
        }
        return readers;
    }

    /** Returns the tests that are running. */
    List<TestRun> running() {
        lock.lock();
        try {
            return new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the test that the current thread runs; empty in a thread that a test has started. */
    Optional<TestRun> ofCurrentThread() {
        List<TestRun> all = running();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).isOfCurrentThread()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns whether any test used the server at or after a time that {@link System#nanoTime} returned. */
    boolean haveRunSince(long time) {
        lock.lock();
        try {
            return !running.isEmpty() || !ended.isEmpty() && ended.getLast().endedAtOrAfter(time);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the other tests that used the server while the given one did, in the order of their end, the running ones last. */
    List<TestRun> concurrentWith(TestRun run) {
        List<TestRun> concurrent = new ArrayList<>();
        lock.lock();
        try {
            for (TestRun each : ended) {
                addIfConcurrent(each, run, concurrent);
            }
            for (TestRun each : running) {
                addIfConcurrent(each, run, concurrent);
            }
        } finally {
            lock.unlock();
        }
        return concurrent;
    }

    private static void addIfConcurrent(TestRun each, TestRun run, List<TestRun> concurrent) {
        if (each != run && each.overlaps(run)) {
            concurrent.add(each);
        }
    }

    /** Returns the test that ended last before the given one began. */
    Optional<TestRun> lastBefore(TestRun run) {
        lock.lock();
        try {
            TestRun last = null;
            for (TestRun each : ended) {
                if (each != run && each.nanosBefore(run) >= 0) {
                    last = each;
                }
            }
            return Optional.ofNullable(last);
        } finally {
            lock.unlock();
        }
    }
}

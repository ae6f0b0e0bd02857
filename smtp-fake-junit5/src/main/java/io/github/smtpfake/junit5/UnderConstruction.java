package io.github.smtpfake.junit5;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What the constructors of tests have begun to use, until the tests begin in the same thread. A constructor that waits for
 * other threads may find that JUnit lets its thread run another test meanwhile, so that the last one begun is the first to
 * be ready. Used by one thread.
 */
final class UnderConstruction implements Resource {
    private final Deque<ServerUses> tests = new ArrayDeque<>();

    void begin() {
        tests.push(new ServerUses());
    }

    ServerUses current() {
        return tests.element();
    }

    Optional<ServerUses> end() {
        return Optional.ofNullable(tests.poll());
    }

    /** Ends what constructors have begun that failed. */
    @Override
    public void close() {
        while (!tests.isEmpty()) {
            tests.pop().close();
        }
    }
}

package io.github.smtpfake.junit5;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The scopes that constructors of tests have opened, until the tests begin in the same thread. While a constructor waits for
 * other threads, JUnit may run another test in its thread; therefore the scopes form a stack. Confined to one thread.
 */
final class ConstructorScopes implements ContextStores.Resource {
    private final Deque<ServerScopes> tests = new ArrayDeque<>();

    void begin() {
        tests.push(new ServerScopes());
    }

    ServerScopes current() {
        return tests.element();
    }

    Optional<ServerScopes> end() {
        return Optional.ofNullable(tests.poll());
    }

    /** Closes the scopes of constructors that failed. */
    @Override
    public void close() {
        while (!tests.isEmpty()) {
            tests.pop().close();
        }
    }
}

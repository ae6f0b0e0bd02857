package io.github.smtpfake.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The scopes of the classes and tests that use an extension at the moment, for code that JUnit passes no context. Thread-safe. */
final class OpenScopes {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Thread thread, boolean isTest, ServerScopes scopes) {}

    /** Adds the scopes of a class or test that the current thread begins. Has no effect if they are there. */
    synchronized void add(ServerScopes scopes, ExtensionContext context) {
        for (Entry entry : entries) {
            if (entry.scopes() == scopes) {
                return;
            }
        }
        entries.add(new Entry(Thread.currentThread(), context.getTestMethod().isPresent(), scopes));
    }

    synchronized void remove(ServerScopes scopes) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).scopes() == scopes) {
                entries.remove(i);
            }
        }
    }

    /**
     * Returns the scope of the test or class that the current thread runs. In another thread, returns that of the only test that
     * is running, or of the only class if no test is running; empty if nothing is running.
     *
     * @throws IllegalStateException if the thread may belong to several tests or classes
     */
    synchronized Optional<ServerScope> current() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Optional<ServerScope> scope = entries.get(i).scopes().only();
            if (entries.get(i).thread() == Thread.currentThread() && scope.isPresent()) {
                return scope;
            }
        }
        List<ServerScope> tests = scopes(true);
        List<ServerScope> candidates = tests.isEmpty() ? scopes(false) : tests;
        if (candidates.size() > 1) {
            throw new IllegalStateException("This thread was not started by JUnit, and " + candidates.size()
                    + (tests.isEmpty() ? " classes" : " tests")
                    + " use the server; declare a parameter of the type Inbox and read that inbox in the thread");
        }
        return candidates.stream().findFirst();
    }

    private List<ServerScope> scopes(boolean ofTests) {
        List<ServerScope> scopes = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.isTest() == ofTests) {
                entry.scopes().only().ifPresent(scopes::add);
            }
        }
        return scopes;
    }
}

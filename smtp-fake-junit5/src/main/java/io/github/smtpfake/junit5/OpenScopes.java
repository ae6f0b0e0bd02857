package io.github.smtpfake.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scopes of the classes and tests that use an extension at the moment, for code that JUnit passes no context. Thread-safe. */
final class OpenScopes {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Thread thread, ServerScopes scopes) {}

    /** Adds the scopes of a class or test that the current thread begins. Has no effect if they are there. */
    synchronized void add(ServerScopes scopes) {
        for (Entry entry : entries) {
            if (entry.scopes() == scopes) {
                return;
            }
        }
        entries.add(new Entry(Thread.currentThread(), scopes));
    }

    synchronized void remove(ServerScopes scopes) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).scopes() == scopes) {
                entries.remove(i);
            }
        }
    }

    /**
     * Returns the scope of the test or class that the current thread runs. In another thread, returns the oldest scope,
     * because it also includes the mail of every test that may have started the thread.
     */
    synchronized Optional<ServerScope> current() {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Optional<ServerScope> scope = entries.get(i).scopes().only();
            if (entries.get(i).thread() == Thread.currentThread() && scope.isPresent()) {
                return scope;
            }
        }
        for (Entry entry : entries) {
            if (entry.scopes().only().isPresent()) {
                return entry.scopes().only();
            }
        }
        return Optional.empty();
    }
}

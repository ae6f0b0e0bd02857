package io.github.smtpfake.testcontainers.internal;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Those who are told which tests begin and end. Does not depend on JUnit, which a project may not have. Thread-safe. */
public final class TestObservers {
    private static final Set<TestObserver> ALL = ConcurrentHashMap.newKeySet();

    private TestObservers() {}

    /** Adds an observer, which is told of all tests that begin later. */
    public static void add(TestObserver observer) {
        ALL.add(Objects.requireNonNull(observer, "observer"));
    }

    /** Removes an observer, which is told nothing any more. */
    public static void remove(TestObserver observer) {
        ALL.remove(Objects.requireNonNull(observer, "observer"));
    }

    static void begin(String test) {
        ALL.forEach(observer -> observer.begin(test));
    }

    static void end(String test, Optional<Throwable> failure) {
        ALL.forEach(observer -> observer.end(test, failure));
    }
}

package io.github.smtpfake.testcontainers.internal;

import java.util.Optional;

/** Is told which tests begin and end. Thread-safe. */
public interface TestObserver {

    /** Records that a test begins. */
    void begin(String test);

    /**
     * Records that a test has ended; does nothing if it is not known to have begun.
     *
     * @param failure why it failed; empty if it succeeded
     */
    void end(String test, Optional<Throwable> failure);
}

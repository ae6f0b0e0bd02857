package io.github.smtpfake.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that uses a server, and when. Immutable except for its end; {@link TestRuns} guards it. */
final class TestRun {
    private final ExtensionContext test;
    private final long began;
    private long ended;
    private boolean hasEnded;

    /**
     * Creates a test that is running.
     *
     * @param began when it began, as {@link System#nanoTime} returned it
     */
    TestRun(ExtensionContext test, long began) {
        this.test = test;
        this.began = began;
    }

    /** Returns class and method of the test, with the display name if it is one of several invocations of the method. */
    String name() {
        String where = ConfigurationErrors.where(test);
        String method = test.getRequiredTestMethod().getName();
        return test.getDisplayName().startsWith(method) ? where : where + " " + test.getDisplayName();
    }

    long began() {
        return began;
    }

    void end(long now) {
        ended = now;
        hasEnded = true;
    }

    boolean isRunning() {
        return !hasEnded;
    }

    /** Returns how long before the beginning of another test this one ended, in nanoseconds; negative if it ended later. */
    long nanosBefore(TestRun other) {
        return other.began - ended;
    }

    /** Returns whether both tests ran at the same time for a while. */
    boolean overlaps(TestRun other) {
        return (!hasEnded || ended - other.began > 0) && (!other.hasEnded || other.ended - began > 0);
    }
}

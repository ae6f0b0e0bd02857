package io.github.smtpfake.junit5;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that uses a server, when, and which mail it reads. Used under the lock of {@link TestRuns}. */
final class TestRun {
    private static final int MAX_IDENTITIES = 100;

    private final ExtensionContext test;
    private final long began;
    private final List<String> identities = new ArrayList<>();
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

    /** Records that the test reads the mail of these addresses, users or names. */
    void reads(List<String> read) {
        for (String identity : read) {
            if (identities.size() < MAX_IDENTITIES && !identities.contains(identity)) {
                identities.add(identity);
            }
        }
    }

    boolean hasReadAll(List<String> read) {
        return identities.containsAll(read);
    }

    void end(long now) {
        ended = now;
        hasEnded = true;
    }

    boolean endedAtOrAfter(long time) {
        return ended - time >= 0;
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

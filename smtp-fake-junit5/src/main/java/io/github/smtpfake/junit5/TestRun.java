package io.github.smtpfake.junit5;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that uses or used a server, when, and which mail it reads. Does not keep the test itself, because a server knows the
 * last of its tests. What changes is used under the lock of {@link TestRuns}.
 */
final class TestRun {
    private static final int MAX_IDENTITIES = 100;

    private final String name;
    private final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());
    private final long began;
    private final List<String> identities = new ArrayList<>();
    private long ended;
    private boolean hasEnded;

    /**
     * Creates a test that the current thread runs.
     *
     * @param began when it began, as {@link System#nanoTime} returned it
     */
    TestRun(ExtensionContext test, long began) {
        this.name = name(test);
        this.began = began;
    }

    /** Returns class and method of the test, with the display name if it is one of several invocations of the method. */
    String name() {
        return name;
    }

    private static String name(ExtensionContext test) {
        String where = ConfigurationErrors.where(test);
        String method = test.getRequiredTestMethod().getName();
        return test.getDisplayName().startsWith(method) ? where : where + " " + test.getDisplayName();
    }

    boolean isOfCurrentThread() {
        return thread.refersTo(Thread.currentThread());
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

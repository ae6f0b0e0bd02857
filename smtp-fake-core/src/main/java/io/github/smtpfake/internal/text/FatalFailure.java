package io.github.smtpfake.internal.text;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The failure after which a server of this JVM can never serve clients again, such as a class that cannot be loaded. A process
 * that consists of the server waits for it, so that it ends instead of running in vain; in a test, nobody does. Thread-safe.
 *
 * @param what what can no longer be done, without a period
 * @param cause why
 */
public record FatalFailure(String what, Throwable cause) {
    /** After this number of failures without a success in between, there is no hope. */
    private static final int MANY = 100;

    private static final AtomicReference<@Nullable FatalFailure> FIRST = new AtomicReference<>();
    private static volatile @Nullable Thread waiting;

    /** Reports a failure, unless another has been reported before. Returns at once. */
    public static void report(String what, Throwable cause) {
        if (FIRST.compareAndSet(null, new FatalFailure(what, cause))) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits until a failure is reported, and returns it. Called by one thread; needs no memory, so it never fails itself. */
    public static FatalFailure await() {
        waiting = Thread.currentThread();
        FatalFailure failure = FIRST.get();
        while (failure == null) {
            LockSupport.park(FIRST);
            failure = FIRST.get();
        }
        return failure;
    }

    /**
     * Counts how often a loop that serves all clients fails in succession, and reports that it fails always. Lack of memory or
     * of file descriptors does not count, because it may end. Used by one thread.
     */
    public static final class Streak {
        private final String what;
        private int failures;

        /**
         * Creates a count of 0.
         *
         * @param what what can no longer be done if the loop fails always, without a period
         */
        public Streak(String what) {
            this.what = what;
        }

        /** Records that the loop works. */
        public void succeed() {
            failures = 0;
        }

        /** Records that the loop has failed once more. */
        public void fail(Throwable cause) {
            boolean mayEnd = cause instanceof OutOfMemoryError || cause instanceof IOException;
            if (!mayEnd && ++failures == MANY) {
                report(what, cause);
            }
        }
    }
}

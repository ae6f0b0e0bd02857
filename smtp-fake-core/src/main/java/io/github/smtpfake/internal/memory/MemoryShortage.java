package io.github.smtpfake.internal.memory;

import io.github.smtpfake.internal.text.RareEvent;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Logs that memory is short, once a minute at most and without a stack trace: a shortage affects many clients at a time, and
 * says nothing about the code in which it occurs. Thread-safe.
 */
public final class MemoryShortage {
    private static final String LOG = "io.github.smtpfake.memory";
    private static final long MIB = 1024 * 1024;
    private static final int MOST_CAUSES = 20;

    private static final RareEvent SHORTAGE = new RareEvent();

    private MemoryShortage() {}

    /** Returns the shortage of memory that is the cause of a failure, such as of a class that could not be initialized. */
    public static Optional<OutOfMemoryError> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof OutOfMemoryError shortage) {
                return Optional.of(shortage);
            }
            // The JVM replaces the first failure by its text when a class is used again whose initialization failed.
            if (cause instanceof ExceptionInInitializerError
                    && String.valueOf(cause.getMessage()).contains(OutOfMemoryError.class.getName())) {
                return Optional.of(new OutOfMemoryError(cause.getMessage()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Logs that a session or request failed for lack of memory. Never fails itself. */
    public static void report(OutOfMemoryError reason) {
        try {
            SHORTAGE.log(count -> log(reason));
        } catch (Throwable e) {
            // The log may need the memory whose shortage it reports. A lost line is better than a lost session.
            return;
        }
    }

    private static void log(OutOfMemoryError reason) {
        System.getLogger(LOG)
                .log(
                        Level.WARNING,
                        "The heap of " + Runtime.getRuntime().maxMemory() / MIB + " MiB is too small for "
                                + effect(reason)
                                + " (" + reason.getMessage()
                                + "). Give the server more memory (-Xmx), or lower its limits.");
    }

    private static String effect(OutOfMemoryError reason) {
        return reason instanceof NotEnoughMemoryError limited && limited.isLasting()
                ? "a message that a client reads"
                : "what clients do at the same time, so some are told to try again later";
    }
}

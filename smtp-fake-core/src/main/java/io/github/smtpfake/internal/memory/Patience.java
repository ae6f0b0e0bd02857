package io.github.smtpfake.internal.memory;

/**
 * Whether the calling thread may wait for memory. A thread that holds what others need, such as a connection to a database, must
 * not: those that would give memory back may be waiting for it.
 */
public final class Patience {
    /** How many tasks of the thread forbid it to wait; absent if none does. */
    private static final ThreadLocal<Integer> FORBIDDEN = ThreadLocal.withInitial(() -> 0);

    private Patience() {}

    /** Makes {@link Reservation#growWhenFree} fail at once if there is no room, until {@link #allow} is called as often. */
    public static void forbid() {
        FORBIDDEN.set(FORBIDDEN.get() + 1);
    }

    /** Ends the effect of one call of {@link #forbid}. */
    public static void allow() {
        int remaining = FORBIDDEN.get() - 1;
        if (remaining > 0) {
            FORBIDDEN.set(remaining);
        } else {
            FORBIDDEN.remove();
        }
    }

    /** Returns whether the calling thread may wait. */
    public static boolean isAllowed() {
        return FORBIDDEN.get() == 0;
    }
}

package io.github.smtpfake.inbox;

/**
 * A point in the arrival order of a {@link MailSource}: what arrived after it is new. A mark has a meaning only for the
 * source that returned it. Immutable.
 *
 * @param message the number of messages that had arrived by then
 * @param session the number of changes of sessions by then
 */
public record Mark(long message, long session) {

    /** The mark before everything. */
    public static final Mark START = new Mark(0, 0);

    /** Checks the numbers. */
    public Mark {
        requireNotNegative("message", message);
        requireNotNegative("session", session);
    }

    private static void requireNotNegative(String name, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + number);
        }
    }
}

package io.github.smtpfake.inbox;

/**
 * A point in the sequence of messages and session changes of a {@link MailSource}. A mark is valid only for the source
 * that returned it. Immutable.
 *
 * @param message the number of messages that had arrived at this point
 * @param session the number of session changes at this point
 */
public record Mark(long message, long session) {

    /** The mark before the first message and session. */
    public static final Mark START = new Mark(0, 0);

    /**
     * Creates a mark.
     *
     * @throws IllegalArgumentException if a number is negative
     */
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

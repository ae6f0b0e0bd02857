package io.github.smtpfake.inbox;

/**
 * A point in the sequence of messages and session changes of a {@link MailSource}. A mark is valid only for the source that
 * returned it. Immutable.
 *
 * <p>A mark separates the mail of a test from that of earlier tests:
 *
 * <ul>
 *   <li>A message is after the mark if the server received its MAIL command after it. A message that arrives later, but whose
 *       MAIL command the server had already received, belongs to the earlier test that caused it. The connection may be older
 *       than the mark, because clients keep connections open and use them again. A message without a mail transaction, such as
 *       an imported one, is after the mark if it arrived later.
 *   <li>A session is active after the mark if it begins later, or changes later outside of a mail transaction that began
 *       before the mark. Its mere end is not activity.
 *   <li>Rules have no mark: a rule applies to each command that the server receives while the rule exists, whenever the mail
 *       transaction began.
 * </ul>
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

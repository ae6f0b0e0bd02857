package io.github.smtpfake.inbox;

/**
 * A point in the arrival order of a {@link MailSource}: what came after it is new. Only the source that gave it can tell
 * what it means.
 *
 * @param message the number of messages that had come until then
 * @param session the number of changes of sessions until then
 */
public record Mark(long message, long session) {

    /** Before everything. */
    public static final Mark START = new Mark(0, 0);
}

package io.github.smtpfake.rest.internal.mailpit;

/**
 * Something that happened to a message or a session.
 *
 * @param subject the id of the message, or the data of the event as JSON
 */
record Event(Kind kind, String subject) {

    /** What happened. */
    enum Kind {
        NEW,
        READ,
        UNREAD,
        TAGS,
        DELETE,
        PRUNE,
        TRUNCATE,
        STATS,
        ERROR
    }
}

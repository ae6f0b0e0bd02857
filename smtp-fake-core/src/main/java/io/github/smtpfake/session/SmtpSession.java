package io.github.smtpfake.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One TCP connection to the server, with or without a message. A live view: what it returns may change until the session
 * has ended. Thread-safe. Made by the server; not meant to be implemented by tests.
 */
public interface SmtpSession {

    /** Returns client, id, start, EHLO name, user and encryption as they are now. */
    SessionInfo info();

    /** Returns when the session ended; empty while it is open. */
    Optional<Instant> endedAt();

    /** Returns how the session ended; empty while it is open. */
    Optional<SessionEnd> end();

    /** Returns the commands that were refused, in order; of very many only the first 100. */
    List<RejectedCommand> rejectedCommands();

    /** Returns the ids of the messages that the session delivered, in order. */
    List<String> messageIds();

    /**
     * Returns the mail transaction that MAIL opened and that is not, or was never, ended by a delivered message or RSET.
     */
    Optional<Envelope> openTransaction();

    /** Returns what the client did against an RFC, in order; of very many only the first 100. */
    List<Problem> problems();

    /** Returns what was said in both directions, in order; of very many lines the last. */
    List<TranscriptLine> transcript();

    /** Returns 22 random base62 characters. */
    default String id() {
        return info().id();
    }

    /**
     * Returns whether mail did not, or not yet, come through: a refused command, a transaction without its end, or no
     * message at all.
     */
    default boolean hasIncompleteDelivery() {
        return !rejectedCommands().isEmpty()
                || openTransaction().isPresent()
                || messageIds().isEmpty();
    }
}

package io.github.smtpfake.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One TCP connection to the server, with or without a message. A live view: what it returns may change until the session
 * has ended. Lists are unmodifiable copies. Thread-safe.
 *
 * <p>Tests read sessions; only the server and message stores implement this interface, and it may gain methods.
 */
public interface SmtpSession {

    /** Returns client, id, start, EHLO name, user and encryption as they are now. */
    SessionInfo info();

    /** Returns when the session ended; empty while it is open. */
    Optional<Instant> endedAt();

    /** Returns how the session ended; empty while it is open. */
    Optional<SessionEnd> end();

    /** Returns the commands that the server rejected, in order; at most the first 100. */
    List<RejectedCommand> rejectedCommands();

    /** Returns the ids of the messages that the session delivered, in order; at most the last 10,000. */
    List<String> messageIds();

    /**
     * Returns the envelope of the mail transaction that the client began with MAIL and that no delivered message, RSET or
     * the like has ended. If the session ended first, it is the transaction that stayed unfinished.
     */
    Optional<Envelope> openTransaction();

    /**
     * Returns whether the server has asked for a message with the reply 354 to DATA, and has neither received the end of
     * the message nor replied since. If the session ended first, the message stayed incomplete.
     */
    boolean awaitsEndOfData();

    /** Returns how the client violated an RFC, in order; at most the first 100 problems. */
    List<Problem> problems();

    /**
     * Returns the lines that client and server sent, in order; of a long session only the last, as many as
     * {@code Limits.transcriptLines} allows.
     */
    List<TranscriptLine> transcript();

    /** Returns the id: 22 random base62 characters. */
    default String id() {
        return info().id();
    }

    /**
     * Returns whether anything was not delivered, or not yet: a command was rejected, a transaction is unfinished, or there
     * is no message at all.
     */
    default boolean hasIncompleteDelivery() {
        return !rejectedCommands().isEmpty()
                || openTransaction().isPresent()
                || messageIds().isEmpty();
    }

    /**
     * Returns the session in one line without control characters:
     * {@code 127.0.0.1:54321, EHLO app.example.org, user ada, TLSv1.3: delivered 1 message, ended with QUIT}.
     */
    default String describe() {
        return SessionDescription.of(this);
    }
}

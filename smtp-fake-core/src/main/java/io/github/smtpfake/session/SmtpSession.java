package io.github.smtpfake.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One TCP connection to the server, with or without a message. It is a live view: the values may change until the
 * session has ended. Lists are unmodifiable copies. Thread-safe.
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
     * Returns the envelope of the mail transaction that the client began with MAIL and has not ended with a delivered
     * message, RSET or similar. If the session ended during the transaction, its envelope remains here.
     */
    Optional<Envelope> openTransaction();

    /**
     * Returns whether the server is waiting for the end of a message after its reply 354 to DATA. If the session ended
     * first, the message remained incomplete and this method still returns true.
     */
    boolean awaitsEndOfData();

    /** Returns the client's violations of RFCs, in order; at most the first 100. */
    List<Problem> problems();

    /**
     * Returns the lines that client and server sent, in order; of a long session only the last lines, as many as {@code
     * Limits.transcriptLines} allows.
     */
    List<TranscriptLine> transcript();

    /** Returns the id: 22 random base62 characters. */
    default String id() {
        return info().id();
    }

    /**
     * Returns whether a delivery failed or is incomplete: a command was rejected, a transaction is unfinished, or the
     * session has delivered no message.
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

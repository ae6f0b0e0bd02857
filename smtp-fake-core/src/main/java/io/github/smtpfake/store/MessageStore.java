package io.github.smtpfake.store;

import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores the messages and sessions of a server, in the order of their arrival. Implementations are thread-safe, and
 * every method sees a message as soon as {@link #add(CapturedMessage)} has returned. Returned lists are unmodifiable or
 * copies, and do not change with the store.
 */
public interface MessageStore extends MailSource {

    /**
     * Stores a message, and evicts the oldest messages if it would exceed a limit.
     *
     * @throws StoreFullException if the message does not fit even into an empty store
     */
    void add(CapturedMessage message) throws StoreFullException;

    /** Stores a session that has just begun. */
    void add(StoredSession session);

    /**
     * Records that a session has changed: it has ended, or has a new EHLO name, mail transaction, rejected command or
     * similar. Does nothing if the store does not keep the session.
     *
     * @param session the session, identified by its id
     */
    void changed(StoredSession session);

    /** Returns the messages, oldest first. */
    List<CapturedMessage> messages();

    /** Returns the sessions in the order of their start. */
    List<SmtpSession> sessions();

    /** Returns the session with this id; empty if the store does not keep it. */
    Optional<SmtpSession> session(String id);

    /** Returns the message with this id; empty if the store does not keep it. */
    Optional<CapturedMessage> message(String id);

    /** Returns the mark at the arrival of the message with this id; empty if the store does not keep it. */
    Optional<Mark> markOf(String id);

    /** Returns the mark at this time. Messages after the mark arrived later than this time. */
    Mark markAt(Instant time);

    /** Deletes the messages that match, and returns their number. */
    int delete(MessageQuery query);

    /** Deletes the message with this id, and returns whether the store kept it. */
    boolean delete(String id);

    /** Adds a listener, which the store calls on each subsequent change. */
    void addListener(StoreListener listener);

    /** Stops calling the listener; does nothing if it was never added. */
    void removeListener(StoreListener listener);

    /** Returns the counters of this store since its creation. */
    Counters counters();

    /**
     * The counters of a store. Immutable.
     *
     * @param received messages stored
     * @param receivedBytes bytes of these messages
     * @param evicted messages evicted because the store was full
     * @param deleted messages deleted on request
     * @param stored messages in the store now
     * @param storedBytes bytes of the messages in the store now
     * @param sessions sessions begun
     */
    record Counters(
            long received,
            long receivedBytes,
            long evicted,
            long deleted,
            int stored,
            long storedBytes,
            long sessions) {}
}

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
 * All messages and sessions of a server, in the order of their arrival. Thread-safe. A message is visible to every
 * method as soon as {@link #add(CapturedMessage)} has returned.
 */
public interface MessageStore extends MailSource {

    /**
     * Adds a message, dropping older ones where a bound would be exceeded.
     *
     * @throws StoreFullException if the message does not fit even into an empty store
     */
    void add(CapturedMessage message) throws StoreFullException;

    /** Adds a session that has just begun. */
    void add(StoredSession session);

    /** Takes note that a session has ended, or tells something new, such as a name, a mail transaction or a refusal. */
    void changed(StoredSession session);

    /** Returns the messages, oldest first. */
    List<CapturedMessage> messages();

    /** Returns the sessions, oldest first. */
    List<SmtpSession> sessions();

    /** Returns the session with this id. */
    Optional<SmtpSession> session(String id);

    /** Returns the message with this id. */
    Optional<CapturedMessage> message(String id);

    /** Returns the mark after which everything came later than the message with this id. */
    Optional<Mark> markOf(String id);

    /** Returns the mark after which everything came later than this time. */
    Mark markAt(Instant time);

    /** Deletes the messages that match and returns how many they were. */
    int delete(MessageQuery query);

    /** Deletes the message with this id and returns whether there was one. */
    boolean delete(String id);

    /** Tells a listener of each change from now on. */
    void addListener(StoreListener listener);

    /** Tells a listener of no further change; does nothing if it never was told. */
    void removeListener(StoreListener listener);

    /** Returns the numbers that this store has counted since it was made. */
    Counters counters();

    /**
     * What a store has counted.
     *
     * @param received messages added
     * @param receivedBytes octets of the raw messages added
     * @param evicted messages dropped because the store was full
     * @param deleted messages deleted on request
     * @param stored messages in the store now
     * @param storedBytes octets of raw messages in the store now
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

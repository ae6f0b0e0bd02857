package io.github.smtpfake.store;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.MailSource;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Stores the messages and sessions of a server. Messages have numbers, which give their order; a store never uses a number
 * again. Every method sees a message as soon as {@link #add(CapturedMessage, Mark)} has returned, and sees all or none of the
 * effects of another call. Returned lists do not change with the store.
 *
 * <p>A store identifies messages and sessions by their ids and numbers, never by the identity of an object, and
 * notifies waiting threads of changes itself. Therefore, a store may be shared by several processes.
 *
 * <p>Implementations are thread-safe. {@code MessageStoreContract}, in the test-jar of this module, tests an implementation.
 * Every method may throw {@link StoreUnavailableException}.
 */
public interface MessageStore extends MailSource {

    /**
     * Stores a message, and evicts the oldest messages if it would exceed a limit. The server acknowledges the message as soon
     * as this method has returned, so a store that promises to survive a crash has to write it first.
     *
     * @param message the message
     * @param begun the mark of this store when the client began the mail transaction with MAIL
     * @throws IllegalArgumentException if the store already keeps a message with this id
     * @throws StoreFullException if the message does not fit even into an empty store, or the storage has no more space
     */
    void add(CapturedMessage message, Mark begun) throws StoreFullException;

    /**
     * Stores a message that no mail transaction delivered, such as an imported one.
     *
     * @throws StoreFullException if the message does not fit even into an empty store, or the storage has no more space
     */
    default void add(CapturedMessage message) throws StoreFullException {
        add(message, mark());
    }

    /**
     * Returns one page of the messages that match, newest first, and the number of all that match.
     *
     * @param offset how many of the newest matches to skip
     * @param limit the maximum number of messages to return; 0 only counts
     * @throws IllegalArgumentException if offset or limit is negative
     */
    Page page(StoreQuery query, int offset, int limit);

    /**
     * Returns the first messages that match, oldest first. To read all messages, continue {@linkplain StoreQuery#after(long)
     * after} the number of the last one.
     *
     * @param limit the maximum number of messages to return
     * @throws IllegalArgumentException if the limit is less than 1
     */
    List<StoredMessage> next(StoreQuery query, int limit);

    /** Returns how many messages match. */
    default long count(StoreQuery query) {
        return page(query, 0, 0).matched();
    }

    /** Returns the message with this id; empty if the store does not keep it. */
    Optional<StoredMessage> message(String id);

    /** Deletes the messages that match, all in one step, and returns their number. */
    int delete(StoreQuery query);

    /** Deletes the message with this id, and returns whether the store kept it. */
    default boolean delete(String id) {
        return delete(StoreQuery.ids(List.of(Objects.requireNonNull(id, "id")))) > 0;
    }

    /** Marks the messages that match as read or unread, and returns how many of them have changed. */
    int markRead(StoreQuery query, boolean read);

    /**
     * Replaces the tags of the messages that match, and returns how many of them have changed.
     *
     * @param change returns the new tags, in any order; it must not call the store
     */
    int retag(StoreQuery query, UnaryOperator<List<String>> change);

    /** Returns the tags of all messages, sorted ignoring case, each with the number of messages that have it. */
    SortedMap<String, Integer> tags();

    /**
     * Returns the mark at the arrival of the message with this id; empty if the store does not keep it. Its number of session
     * changes is that of the sessions which had ended by then.
     */
    Optional<Mark> markOf(String id);

    /**
     * Returns the mark at this time: messages with a higher number arrived later. Its number of session changes is that of the
     * sessions which had ended by then.
     */
    Mark markAt(Instant time);

    /**
     * Waits until a message has arrived after the mark, whenever its mail transaction began. A timeout of zero or less does not
     * wait.
     *
     * @return whether a message has arrived; it may already be deleted
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    boolean awaitArrival(Mark mark, Duration timeout) throws InterruptedException;

    /**
     * Waits until a message has arrived or a session has changed after the mark. A timeout of zero or less does not wait.
     *
     * @return whether there is such a change
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    boolean awaitChange(Mark mark, Duration timeout) throws InterruptedException;

    /** Returns how many messages after the mark were evicted because of a limit; an upper bound if others were deleted. */
    long evictedAfter(Mark mark);

    /**
     * Stores a session that has just begun. A store that is unavailable keeps sessions in memory until it can store them;
     * this method and {@link #changed} do not throw {@link StoreUnavailableException}.
     */
    void add(StoredSession session);

    /**
     * Records that a session has changed: it has ended, or has a new EHLO name, mail transaction, rejected command or
     * similar. Does nothing if the store does not keep the session.
     *
     * @param session the session, identified by its id
     */
    void changed(StoredSession session);

    /**
     * Returns one page of the sessions that match, newest first, and the number of all that match.
     *
     * @param offset how many of the newest matches to skip
     * @param limit the maximum number of sessions to return; 0 only counts
     * @throws IllegalArgumentException if offset or limit is negative
     */
    SessionPage sessions(SessionQuery query, int offset, int limit);

    /** Returns the session with this id; empty if the store does not keep it. */
    Optional<SmtpSession> session(String id);

    /** Returns all sessions that are open or have changed after the mark, in the order of their start. */
    default List<SessionActivity> activityAfter(Mark mark) {
        return nextActivity(mark, 0, Integer.MAX_VALUE);
    }

    /**
     * Returns the first sessions that are open or have changed after the mark, in the order of their start. To read all,
     * continue {@code after} the number of the last one until none is returned; a store that evicts sessions meanwhile may
     * return fewer than the limit before. A session that begins meanwhile gets a number above {@code mark().session()}.
     *
     * @param mark the mark
     * @param after the number of a session, which may no longer be stored; only sessions with a higher number are
     *     returned
     * @param limit the maximum number of sessions to return
     * @throws IllegalArgumentException if {@code after} is negative or the limit is less than 1
     */
    List<SessionActivity> nextActivity(Mark mark, long after, int limit);

    /** Adds a listener, which the store calls on each subsequent change. */
    void addListener(StoreListener listener);

    /** Stops calling the listener; does nothing if it was never added. */
    void removeListener(StoreListener listener);

    /** Returns the counters of this store since its creation. */
    Counters counters();

    /** Throws {@link StoreUnavailableException} with the reason if the store could not store a message now. */
    default void requireAvailable() {}

    @Override
    default AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        return Waits.await(this, query, mark, atLeast, timeout);
    }

    @Override
    default List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        return Waits.awaitSessions(this, query, mark, atLeast, timeout);
    }

    @Override
    default Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace)
            throws InterruptedException {
        return Waits.awaitQuiet(this, query, mark, quiet, grace);
    }

    /**
     * Some of the messages that match a query. Immutable.
     *
     * @param messages the messages of the page, newest first
     * @param matched the number of all messages that match
     */
    record Page(List<StoredMessage> messages, long matched) {

        /** Creates a page with a copy of the list. */
        public Page {
            messages = List.copyOf(Objects.requireNonNull(messages, "messages"));
        }
    }

    /**
     * Some of the sessions that match a query. Immutable.
     *
     * @param sessions the sessions of the page, newest first
     * @param matched the number of all sessions that match
     */
    record SessionPage(List<SmtpSession> sessions, long matched) {

        /** Creates a page with a copy of the list. */
        public SessionPage {
            sessions = List.copyOf(Objects.requireNonNull(sessions, "sessions"));
        }
    }

    /**
     * A session and some of its changes, as numbers that {@link Mark#session()} counts. Immutable, except for the session.
     *
     * @param session the session
     * @param number the number of its first change, which gives the order of the sessions and is never used again
     * @param changedAt the number of its last change
     * @param activeAt the number of its last change, except that its end does not count, and that the changes during a mail
     *     transaction and at the end of the transaction count as of its MAIL command. A client of an earlier test that finishes
     *     its transaction or disconnects is not active.
     */
    record SessionActivity(StoredSession session, long number, long changedAt, long activeAt) {

        /** Checks that the session is not null. */
        public SessionActivity {
            Objects.requireNonNull(session, "session");
        }

        boolean isOpen() {
            return session.end().isEmpty();
        }

        /** Returns whether the client has only connected so far. */
        boolean isUnused() {
            return session.transactionsBegun() == 0
                    && session.rejectedCommands().isEmpty();
        }

        boolean wasActiveAfter(Mark mark) {
            return activeAt > mark.session();
        }
    }

    /**
     * The counters of a store. Immutable.
     *
     * @param received messages stored, including imported ones
     * @param receivedBytes bytes of these messages
     * @param evicted messages evicted because of a limit
     * @param deleted messages deleted on request
     * @param stored messages in the store now
     * @param storedBytes bytes of the messages in the store now, without discarded bodies
     * @param sessions sessions begun
     */
    record Counters(
            long received,
            long receivedBytes,
            long evicted,
            long deleted,
            long stored,
            long storedBytes,
            long sessions) {}
}

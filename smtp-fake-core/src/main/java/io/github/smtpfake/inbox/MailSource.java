package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The source of the messages of an {@link Inbox}: a store in this JVM, or a remote server. Implementations are
 * thread-safe. A method with a timeout of zero or less does not wait. A wait that times out returns normally; its
 * result contains all that has arrived.
 */
public interface MailSource {

    /** Returns the current mark. Messages whose MAIL command follows are after it, and so are later session changes. */
    Mark mark();

    /**
     * Waits until the given number of messages after the mark match the query.
     *
     * @param query the query
     * @param mark the mark, as this source returned it
     * @param atLeast how many messages must match; 0 does not wait
     * @param timeout how long to wait at most
     * @return the messages that match, which may be more or fewer than the given number, and the reasons why others do
     *     not
     * @throws IllegalArgumentException if {@code atLeast} is negative
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException;

    /**
     * Waits until the given number of sessions that were active after the mark match the query. A session is active
     * when it begins or changes; its mere end does not count, and neither does a mail transaction that began before the mark.
     *
     * @param query the query
     * @param mark the mark, as this source returned it
     * @param atLeast how many sessions must match; 0 does not wait
     * @param timeout how long to wait at most
     * @return all sessions that were active after the mark, whether they match or not, in the order of their start
     * @throws IllegalArgumentException if {@code atLeast} is negative
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException;

    /**
     * Waits for sessions like {@link #awaitSessions(SessionQuery, Mark, int, Duration)}, on behalf of a view of the messages
     * that match a query. Default: ignores the view.
     *
     * @param view the query of the view
     * @return all sessions that were active after the mark, whether they match or not, in the order of their start
     * @throws IllegalArgumentException if {@code atLeast} is negative
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    default List<SmtpSession> awaitSessions(
            MessageQuery view, SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException {
        Objects.requireNonNull(view, "view");
        return awaitSessions(query, mark, atLeast, timeout);
    }

    /**
     * Waits for the given time, and then for the end of every mail transaction that began after the mark and is unfinished
     * by then. Returns early if a message after the mark matches the query.
     *
     * @param query the query
     * @param mark the mark, as this source returned it
     * @param quiet how long to wait for a message
     * @param grace how long to wait at most for the transactions afterwards
     * @return the messages that match, or the sessions with unfinished transactions
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException;

    /**
     * Learns that a wait for messages has timed out, so that {@link #lateForEarlierWait} can say later which
     * message was late for it. Called only when a wait fails. Default: does nothing.
     *
     * @param query what the wait was for
     * @param timeout how long it waited
     */
    default void timedOut(MessageQuery query, Duration timeout) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(timeout, "timeout");
    }

    /**
     * Returns facts that the messages and sessions do not show, such as which tests run at the same time. A failure
     * message ends with them. Called only when a failure message is built. Default: none.
     *
     * @param query the query whose result does not meet the expectation
     * @param result the result of the wait or snapshot
     * @return one or more lines for each fact
     */
    default List<String> notes(MessageQuery query, AwaitResult result) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(result, "result");
        return List.of();
    }

    /**
     * Returns lines that say which of the messages arrived too late for an earlier wait that has {@linkplain #timedOut timed
     * out}. A failure message shows them after the messages. Called only when a failure message is built. Default: none.
     *
     * @param messages the messages that the failure message shows
     */
    default List<String> lateForEarlierWait(List<CapturedMessage> messages) {
        Objects.requireNonNull(messages, "messages");
        return List.of();
    }

    /**
     * Returns a remark that a failure message shows after the message, such as that it arrived before the test began. Called only when a
     * failure message is built. Default: none.
     */
    default Optional<String> remark(CapturedMessage message) {
        Objects.requireNonNull(message, "message");
        return Optional.empty();
    }

    /**
     * The outcome of a wait for no message: success if there is neither a match nor an unfinished transaction.
     * Immutable.
     *
     * @param result the result of the wait, which the first match ends
     * @param underWay open sessions whose mail transaction began between the mark and the end of the given time and is
     *     unfinished, so that its message may still arrive; empty if a message matches
     */
    record Quiet(AwaitResult result, List<SmtpSession> underWay) {

        /** Creates an outcome with a copy of the list. */
        public Quiet {
            Objects.requireNonNull(result, "result");
            underWay = List.copyOf(Objects.requireNonNull(underWay, "underWay"));
        }
    }
}

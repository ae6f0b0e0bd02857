package io.github.smtpfake.inbox;

import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Where an {@link Inbox} gets its messages from: a store in this JVM, or a server elsewhere. Implementations are
 * thread-safe. A timeout of zero or less does not wait. A wait that times out returns normally: its result says what the
 * source has seen.
 */
public interface MailSource {

    /** Returns the current mark: what arrives after it is new. */
    Mark mark();

    /**
     * Waits until the given number of messages after the mark match the query.
     *
     * @param query the query
     * @param mark the mark, as this source returned it
     * @param atLeast how many messages must match; 0 does not wait
     * @param timeout how long to wait at most
     * @return the messages that match, which may be more or fewer, and why other messages do not match
     * @throws IllegalArgumentException if {@code atLeast} is negative
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException;

    /**
     * Waits until the given number of sessions match that began or did something after the mark.
     *
     * @param query the query
     * @param mark the mark, as this source returned it
     * @param atLeast how many sessions must match; 0 does not wait
     * @param timeout how long to wait at most
     * @return all sessions that began or did something after the mark, whether they match or not, in the order of their
     *     start
     * @throws IllegalArgumentException if {@code atLeast} is negative
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException;

    /**
     * Waits for the given time, and then until every mail transaction that began in it is over. Ends early as soon as a
     * message after the mark matches the query.
     *
     * @param query the query
     * @param mark the mark, as this source returned it
     * @param quiet how long to wait for a message
     * @param grace how long to wait at most for the transactions after that
     * @return whether it stayed quiet
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException;

    /**
     * The outcome of a wait for no message. It stayed quiet if there is neither a match nor a transaction under way.
     * Immutable.
     *
     * @param result what the wait has seen; its first match ended the wait
     * @param underWay open sessions with a mail transaction that began before the time was over and is still under way, so
     *     that its message may still arrive; empty if a message matches
     */
    record Quiet(AwaitResult result, List<SmtpSession> underWay) {

        /** Copies the list. */
        public Quiet {
            Objects.requireNonNull(result, "result");
            underWay = List.copyOf(Objects.requireNonNull(underWay, "underWay"));
        }
    }
}

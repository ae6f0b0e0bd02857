package io.github.smtpfake.inbox;

import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;

/**
 * Where an {@link Inbox} gets its messages from: a store in this JVM, or a server elsewhere. Thread-safe. A time-out of
 * zero or less does not wait.
 */
public interface MailSource {

    /** Returns the mark after which everything is new from now on. */
    Mark mark();

    /**
     * Waits until so many messages that came after the mark match the query, or the time is over. Never throws because
     * of the time: the result tells what was seen, and why the rest did not match.
     *
     * @param atLeast how many must match; with 0 it does not wait
     * @param timeout how long to wait at most
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException;

    /**
     * Waits until so many sessions match that began or did something after the mark, or the time is over.
     *
     * @param atLeast how many must match; with 0 it does not wait
     * @param timeout how long to wait at most
     * @return all sessions that began or did something after the mark, those included that do not match
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    List<SmtpSession> awaitSessions(SessionQuery query, Mark mark, int atLeast, Duration timeout)
            throws InterruptedException;

    /**
     * Waits until a message that came after the mark matches the query, or the time is over and so is every mail
     * transaction that had begun by then.
     *
     * @param quiet how long to wait in any case, unless a message matches
     * @param grace how long to wait at most for the transactions after that
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Quiet awaitQuiet(MessageQuery query, Mark mark, Duration quiet, Duration grace) throws InterruptedException;

    /**
     * The outcome of a wait for no message.
     *
     * @param result the messages that arrived nevertheless, and what else happened; the first of them ended the wait
     * @param underWay open sessions whose mail transaction began before the time was over and has neither ended nor been
     *     dropped since, so that its message may still arrive; empty if a message arrived
     */
    record Quiet(AwaitResult result, List<SmtpSession> underWay) {

        /** Copies the list. */
        public Quiet {
            underWay = List.copyOf(underWay);
        }
    }
}

package io.github.smtpfake.inbox;

import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;

/** Where an {@link Inbox} gets its messages from: a store in this JVM, or a server elsewhere. Thread-safe. */
public interface MailSource {

    /** Returns the mark after which everything is new from now on. */
    Mark mark();

    /**
     * Waits until so many messages that came after the mark match the query, or the time is over. Never throws because
     * of the time: the result tells what was seen, and why the rest did not match.
     *
     * @param atLeast how many must match; with 0 it does not wait
     * @param timeout how long to wait at most; zero or less does not wait
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    AwaitResult await(MessageQuery query, Mark mark, int atLeast, Duration timeout) throws InterruptedException;
}

package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;
import java.util.List;

/**
 * A view of a {@link MailSource}: the messages that match a query and came after a mark. Immutable: the methods that
 * narrow it return another view, and nothing is ever deleted underneath one. Thread-safe.
 *
 * <p>Waiting is by signal: a waiting method returns as soon as the mail is there. A wait that fails tells what came
 * instead and why it did not match.
 */
public final class Inbox {
    /** How long a wait lasts unless told otherwise: 5 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    private final MailSource source;
    private final MessageQuery query;
    private final Mark mark;
    private final Duration timeout;

    private Inbox(MailSource source, MessageQuery query, Mark mark, Duration timeout) {
        this.source = source;
        this.query = query;
        this.mark = mark;
        this.timeout = timeout;
    }

    /** Returns a view of all messages of a source, also those that are there already. */
    public static Inbox of(MailSource source) {
        return new Inbox(source, MessageQuery.any(), Mark.START, DEFAULT_TIMEOUT);
    }

    /** Returns a view of the messages of this one that match the query, too. */
    public Inbox matching(MessageQuery query) {
        return new Inbox(source, this.query.and(query), mark, timeout);
    }

    /** Returns a view of the messages with this address among the recipients of the envelope. */
    public Inbox recipient(String address) {
        return matching(MessageQuery.any().recipient(address));
    }

    /** Returns a view of the messages with this address in the From header. */
    public Inbox from(String address) {
        return matching(MessageQuery.any().from(address));
    }

    /** Returns a view of the messages that came after the mark. */
    public Inbox since(Mark mark) {
        return new Inbox(source, query, mark, timeout);
    }

    /** Returns a view of the messages that come from now on. */
    public Inbox sinceNow() {
        return since(mark());
    }

    /**
     * Returns the same view with another time-out of its waits.
     *
     * @throws IllegalArgumentException if the time-out is negative
     */
    public Inbox within(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, but is " + timeout);
        }
        return new Inbox(source, query, mark, timeout);
    }

    /** Returns the mark after which everything is new from now on, for {@link #since}. */
    public Mark mark() {
        return source.mark();
    }

    /** Returns the messages that are there now, in the order of their arrival, without waiting. */
    public List<CapturedMessage> messages() {
        return await(query, 0, Duration.ZERO).matches();
    }

    /**
     * Waits for exactly one message and returns it.
     *
     * @throws AwaitFailedError if there is none when the time is over, or more than one
     */
    public CapturedMessage awaitOne() {
        return await(1).get(0);
    }

    /**
     * Waits for exactly one message of this view that matches the query, too, and returns it.
     *
     * @throws AwaitFailedError if there is none when the time is over, or more than one
     */
    public CapturedMessage awaitOne(MessageQuery query) {
        return matching(query).awaitOne();
    }

    /**
     * Waits for exactly so many messages and returns them in the order of their arrival.
     *
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if there are fewer when the time is over, or more
     */
    public List<CapturedMessage> await(int count) {
        AwaitResult result = awaitResult(count);
        if (result.matches().size() != count) {
            throw failure("exactly " + messages(count), result);
        }
        return result.matches();
    }

    /**
     * Waits for exactly so many messages of this view that match the query, too.
     *
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if there are fewer when the time is over, or more
     */
    public List<CapturedMessage> await(int count, MessageQuery query) {
        return matching(query).await(count);
    }

    /**
     * Waits for at least so many messages and returns all that are there then.
     *
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if there are fewer when the time is over
     */
    public List<CapturedMessage> awaitAtLeast(int count) {
        AwaitResult result = awaitResult(count);
        if (result.matches().size() < count) {
            throw failure("at least " + messages(count), result);
        }
        return result.matches();
    }

    private AwaitResult awaitResult(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "count must be at least 1, not " + count + "; messages() looks without waiting");
        }
        return await(query, count, timeout);
    }

    /** Interruption is unchecked and keeps the flag: a test that is cancelled must not have to declare it. */
    private AwaitResult await(MessageQuery query, int count, Duration timeout) {
        try {
            return source.await(query, mark, count, timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + query, e);
        }
    }

    private AwaitFailedError failure(String expected, AwaitResult result) {
        return new AwaitFailedError(AwaitReport.of(expected, query, timeout, result), result);
    }

    private static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    /** Returns what the view selects: {@code inbox of recipient is ada@example.org}. */
    @Override
    public String toString() {
        return "inbox of " + query;
    }
}

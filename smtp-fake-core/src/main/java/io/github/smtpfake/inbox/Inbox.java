package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    /** Of 36 characters each: enough for a billion addresses without a chance of two that are equal. */
    private static final int ADDRESS_LENGTH = 16;

    private static final int QUERY_LENGTH = 200;

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

    /** Returns a view of the mail of clients that gave this name with EHLO or HELO. */
    public Inbox helo(String name) {
        return matching(MessageQuery.any().helo(name));
    }

    /** Returns a view of the mail of clients that logged in with AUTH by this name. */
    public Inbox user(String name) {
        return matching(MessageQuery.any().user(name));
    }

    /**
     * Returns an address that nobody else uses, so that tests which run at the same time on one server see only their own
     * mail: let the application send to it, and look at {@link #recipient recipient(address)}.
     */
    public String uniqueAddress() {
        // Applications like to turn addresses into lower case, or shorten what is too long.
        return "to-" + Ids.next().substring(0, ADDRESS_LENGTH).toLowerCase(Locale.ROOT) + "@example.org";
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
    public Inbox withTimeout(Duration timeout) {
        requireNotNegative("timeout", timeout);
        return new Inbox(source, query, mark, timeout);
    }

    private static void requireNotNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + time);
        }
    }

    /** Returns the mark after which everything is new from now on, for {@link #since}. */
    public Mark mark() {
        return source.mark();
    }

    /** Returns the messages that are there now, in the order of their arrival, without waiting. */
    public List<CapturedMessage> messages() {
        return snapshot(0).matches();
    }

    /** Returns all that is to be told about this view now, without waiting: also what came and does not match, and why. */
    public AwaitResult snapshot() {
        return snapshot(Integer.MAX_VALUE);
    }

    private AwaitResult snapshot(int atLeast) {
        return uninterrupted(query.toString(), () -> source.await(query, mark, atLeast, Duration.ZERO));
    }

    /**
     * Returns the one message that is there now, without waiting; empty where there is none yet.
     *
     * @throws AwaitFailedError if there is more than one
     */
    public Optional<CapturedMessage> findOne() {
        List<CapturedMessage> messages = messages();
        if (messages.size() > 1) {
            AwaitResult result = snapshot();
            throw new AwaitFailedError(
                    result.report("Expected at most 1 message" + with() + ", but " + came(result) + "."), result);
        }
        return messages.stream().findFirst();
    }

    /**
     * Waits for exactly one message and returns it. Of a second one that comes later it knows nothing: then
     * {@link #awaitNoneFor} tells.
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
        try {
            return source.await(query, mark, count, timeout);
        } catch (InterruptedException e) {
            String headline = "Interrupted while waiting for " + messages(count) + with() + ".";
            throw interrupted(snapshot().report(headline), e);
        }
    }

    /**
     * Waits so long, and fails as soon as a message comes. When the time is over, a client may be in the middle of a mail
     * transaction, past MAIL; that is waited for, too, for the time-out of this view at most.
     *
     * @throws IllegalArgumentException if the time is negative
     * @throws AwaitFailedError if a message is there or comes, or may yet come as a client has not ended its transaction
     */
    public void awaitNoneFor(Duration quiet) {
        requireNotNegative("quiet", quiet);
        MailSource.Quiet silence =
                uninterrupted("silence of " + query, () -> source.awaitQuiet(query, mark, quiet, timeout));
        AwaitResult result = silence.result();
        String expected = "Expected no message" + with() + " within " + seconds(quiet) + ", but ";
        if (!result.matches().isEmpty()) {
            throw new AwaitFailedError(result.report(expected + came(result) + "."), result);
        }
        if (!silence.underWay().isEmpty()) {
            throw new AwaitFailedError(
                    result.report(expected + "one may yet come: " + seconds(timeout)
                            + " later, mail that was begun in that time was not ended."),
                    result);
        }
    }

    /** Waits for a session to end that began or did something after the mark, and returns the first. */
    public SmtpSession awaitSession() {
        return awaitSession(SessionQuery.any().ended());
    }

    /**
     * Waits for a session that matches, and that began or did something after the mark, and returns the first. Conditions
     * of this view on EHLO name and user hold for it, unless the client has not said them.
     *
     * @throws AwaitFailedError if there is none when the time is over
     */
    public SmtpSession awaitSession(SessionQuery session) {
        SessionQuery mine = session.matching("is of the " + this, query::mayComeFrom);
        List<SmtpSession> seen = uninterrupted(session.toString(), () -> source.awaitSessions(mine, mark, 1, timeout));
        return seen.stream().filter(mine::matches).findFirst().orElseThrow(() -> noSession(session, seen));
    }

    private AwaitFailedError noSession(SessionQuery session, List<SmtpSession> seen) {
        String headline = "Expected a session that " + session + " within " + seconds(timeout) + ", but "
                + (seen.isEmpty() ? "there was none." : "none of " + seen.size() + " is so.");
        return new AwaitFailedError(AwaitReport.ofSessions(headline, session, seen), snapshot());
    }

    /**
     * Returns the sessions that began or did something after the mark, in the order of their start, without waiting; those
     * are left out of which EHLO name, user or messages tell that they have nothing to do with this view.
     */
    public List<SmtpSession> sessions() {
        List<String> deliverers =
                messages().stream().map(message -> message.session().id()).toList();
        return uninterrupted("sessions", () -> source.awaitSessions(SessionQuery.any(), mark, 0, Duration.ZERO))
                .stream()
                .filter(query::mayComeFrom)
                .filter(session -> session.hasIncompleteDelivery() || deliverers.contains(session.id()))
                .toList();
    }

    private interface Wait<T> {
        T begin() throws InterruptedException;
    }

    /** Interruption is unchecked and keeps the flag: a test that is cancelled must not have to declare it. */
    private static <T> T uninterrupted(String what, Wait<T> wait) {
        try {
            return wait.begin();
        } catch (InterruptedException e) {
            throw interrupted("Interrupted while waiting for " + what, e);
        }
    }

    private static IllegalStateException interrupted(String message, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(message, e);
    }

    private AwaitFailedError failure(String expected, AwaitResult result) {
        String headline =
                "Expected " + expected + with() + " within " + seconds(timeout) + ", but " + came(result) + ".";
        return new AwaitFailedError(result.report(headline), result);
    }

    /** A long query must not push what came out of sight. */
    private String with() {
        return query.size() == 0 ? "" : " " + Printable.line(query.toString(), QUERY_LENGTH);
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static String came(AwaitResult result) {
        int count = result.matches().size();
        return count == 0 ? "none came" : count + " came";
    }

    private static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    /** Returns what the view selects: {@code inbox of recipient is ada@example.org}. */
    @Override
    public String toString() {
        return query.size() == 0 ? "inbox of all messages" : "inbox of messages " + query;
    }
}

package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A view of a {@link MailSource}: the messages after a {@link Mark} that match a query. Methods that narrow it
 * return another view. No view deletes a message. Immutable and thread-safe.
 *
 * <p>A waiting method returns as soon as the message is stored; it does not poll. If it times out, the error lists the
 * messages that arrived instead and why they did not match. If its thread is interrupted, it throws an {@link
 * IllegalStateException} and the thread keeps its interrupt status.
 */
public final class Inbox {
    /** The default timeout of waits: 5 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** With 36 different characters, even a billion addresses are unique. */
    private static final int ADDRESS_LENGTH = 16;

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

    /** Returns a view of all messages of a source, including those that have already arrived. */
    public static Inbox of(MailSource source) {
        return new Inbox(Objects.requireNonNull(source, "source"), MessageQuery.any(), Mark.START, DEFAULT_TIMEOUT);
    }

    /** Returns a view of the messages of this view that also match the query. */
    public Inbox matching(MessageQuery query) {
        return new Inbox(source, this.query.and(Objects.requireNonNull(query, "query")), mark, timeout);
    }

    /** Returns a view of the messages with this recipient in the envelope. */
    public Inbox recipient(String address) {
        return matching(MessageQuery.any().recipient(address));
    }

    /** Returns a view of the messages with this sender in the envelope; empty for the null path {@code <>}. */
    public Inbox sender(String address) {
        return matching(MessageQuery.any().sender(address));
    }

    /** Returns a view of the messages with this address in the To header. */
    public Inbox to(String address) {
        return matching(MessageQuery.any().to(address));
    }

    /** Returns a view of the messages with this address in the From header. */
    public Inbox from(String address) {
        return matching(MessageQuery.any().from(address));
    }

    /** Returns a view of the messages whose subject contains this text, ignoring case. */
    public Inbox subjectContains(String text) {
        return matching(MessageQuery.any().subjectContains(text));
    }

    /** Returns a view of the messages from clients that sent this name with EHLO or HELO. */
    public Inbox helo(String name) {
        return matching(MessageQuery.any().helo(name));
    }

    /** Returns a view of the messages from clients that logged in with AUTH as this user. */
    public Inbox user(String name) {
        return matching(MessageQuery.any().user(name));
    }

    /**
     * Returns an address that no other test uses, so that each of several concurrent tests on one server sees only its
     * messages. Let the application send to this address, and use {@link #recipient recipient(address)} as the inbox.
     */
    public String uniqueAddress() {
        // Applications often convert addresses to lower case, and truncate long addresses.
        return "to-" + Ids.next().substring(0, ADDRESS_LENGTH).toLowerCase(Locale.ROOT) + "@example.org";
    }

    /** Returns a view of the messages after the mark, that is, those whose MAIL command the server received after it. */
    public Inbox since(Mark mark) {
        return new Inbox(source, query, Objects.requireNonNull(mark, "mark"), timeout);
    }

    /**
     * Returns a view of the messages whose MAIL command the server receives after this call. A message that a client has already
     * begun to send is not among them.
     */
    public Inbox sinceNow() {
        return since(mark());
    }

    /**
     * Returns the same view with another timeout for its waits.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Inbox withTimeout(Duration timeout) {
        return new Inbox(source, query, mark, requireNotNegative("timeout", timeout));
    }

    private static Duration requireNotNegative(String name, Duration time) {
        if (Objects.requireNonNull(time, name).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + time);
        }
        return time;
    }

    /** Returns the current mark, for {@link #since}. */
    public Mark mark() {
        return source.mark();
    }

    /** Returns the messages that have arrived so far, in the order of their arrival, without waiting. */
    public List<CapturedMessage> messages() {
        return snapshot(0).matches();
    }

    /**
     * Returns the messages that have arrived so far and the messages that do not match, with the reasons, without
     * waiting.
     */
    public AwaitResult snapshot() {
        return snapshot(Integer.MAX_VALUE);
    }

    private AwaitResult snapshot(int atLeast) {
        return uninterrupted(
                "messages" + Wording.condition(query), () -> source.await(query, mark, atLeast, Duration.ZERO));
    }

    /**
     * Returns the only message that has arrived so far, without waiting; empty if there is none yet.
     *
     * @throws AwaitFailedError if more than one message has arrived
     */
    public Optional<CapturedMessage> findOne() {
        List<CapturedMessage> messages = messages();
        if (messages.size() > 1) {
            AwaitResult result = snapshot();
            throw failures().ofMany(result);
        }
        return messages.stream().findFirst();
    }

    /**
     * Waits for exactly one message and returns it. This method does not wait for further messages; {@link
     * #awaitNoneFor} does.
     *
     * @throws AwaitFailedError if it times out, or there is more than one message
     */
    public CapturedMessage awaitOne() {
        return await(1).get(0);
    }

    /**
     * Waits for exactly one message of this view that also matches the query, and returns it.
     *
     * @throws AwaitFailedError if it times out, or there is more than one message
     */
    public CapturedMessage awaitOne(MessageQuery query) {
        return matching(query).awaitOne();
    }

    /**
     * Waits for exactly one message, at most for the given time, and returns it.
     *
     * @throws IllegalArgumentException if the timeout is negative
     * @throws AwaitFailedError if it times out, or there is more than one message
     */
    public CapturedMessage awaitOne(Duration timeout) {
        return withTimeout(timeout).awaitOne();
    }

    /**
     * Waits for exactly the given number of messages and returns them in the order of their arrival.
     *
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if it times out, or there are more messages
     */
    public List<CapturedMessage> await(int count) {
        AwaitResult result = awaitResult(count);
        if (result.matches().size() != count) {
            throw failure("exactly ", count, result);
        }
        return result.matches();
    }

    /**
     * Waits for exactly the given number of messages of this view that also match the query.
     *
     * @return the messages in the order of their arrival
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if it times out, or there are more messages
     */
    public List<CapturedMessage> await(int count, MessageQuery query) {
        return matching(query).await(count);
    }

    /**
     * Waits for at least the given number of messages and returns all that have arrived by then.
     *
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if it times out
     */
    public List<CapturedMessage> awaitAtLeast(int count) {
        AwaitResult result = awaitResult(count);
        if (result.matches().size() < count) {
            throw failure("at least ", count, result);
        }
        return result.matches();
    }

    /**
     * Waits for at least the given number of messages of this view that also match the query.
     *
     * @return all that have arrived by then, in the order of their arrival
     * @throws IllegalArgumentException if the count is less than 1
     * @throws AwaitFailedError if it times out
     */
    public List<CapturedMessage> awaitAtLeast(int count, MessageQuery query) {
        return matching(query).awaitAtLeast(count);
    }

    private AwaitResult awaitResult(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "count must be at least 1, but is " + count + "; messages() returns without waiting");
        }
        try {
            return source.await(query, mark, count, timeout);
        } catch (InterruptedException e) {
            String headline =
                    "Interrupted while waiting for " + Wording.messages(count) + Wording.condition(query) + ".";
            throw interrupted(failures().report(headline, snapshot(), Duration.ZERO), e);
        }
    }

    /**
     * Waits for the given time, and fails as soon as a message arrives. If a client is in the middle of a mail
     * transaction at the end of that time, this method also waits for the end of the transaction, at most for the
     * timeout of this view.
     *
     * @throws IllegalArgumentException if the time is negative
     * @throws AwaitFailedError if a message has arrived or arrives, or may still arrive because a transaction is
     *     unfinished
     */
    public void awaitNoneFor(Duration time) {
        requireNotNegative("time", time);
        Instant begin = Instant.now();
        MailSource.Quiet quiet = uninterrupted(
                "no messages" + Wording.condition(query), () -> source.awaitQuiet(query, mark, time, timeout));
        AwaitResult result = quiet.result();
        int clients = quiet.underWay().size();
        if (!result.matches().isEmpty()) {
            throw failures().ofUnexpected(time, begin, result);
        }
        if (clients > 0) {
            throw failures().ofUnderWay(time, clients, result);
        }
    }

    /**
     * Waits for the end of a session that was active after the mark, and returns the first such session.
     *
     * @throws AwaitFailedError if it times out
     */
    public SmtpSession awaitSession() {
        return awaitSession(SessionQuery.any().ended());
    }

    /**
     * Waits for a session that matches the query and was active after the mark, and returns the first such session. The
     * conditions of this view on EHLO name and user also apply, but a session whose client has not sent them yet may
     * match.
     *
     * @throws AwaitFailedError if it times out
     */
    public SmtpSession awaitSession(SessionQuery query) {
        SessionQuery ours =
                Objects.requireNonNull(query, "query").matching("belongs to the " + this, this.query::mayComeFrom);
        List<SmtpSession> seen = uninterrupted(
                "a session" + Wording.condition(query), () -> source.awaitSessions(this.query, ours, mark, 1, timeout));
        return seen.stream()
                .filter(ours::matches)
                .findFirst()
                .orElseThrow(() -> failures().ofSession(query, ours, seen, snapshot()));
    }

    /**
     * Returns the sessions that were active after the mark, in the order of their start, without waiting. Excludes
     * sessions whose EHLO name, user or messages do not match this view.
     */
    public List<SmtpSession> sessions() {
        List<String> deliveringSessions =
                messages().stream().map(message -> message.session().id()).toList();
        return uninterrupted("sessions", () -> source.awaitSessions(SessionQuery.any(), mark, 0, Duration.ZERO))
                .stream()
                .filter(query::mayComeFrom)
                .filter(session -> session.hasIncompleteDelivery() || deliveringSessions.contains(session.id()))
                .toList();
    }

    private interface Wait<T> {
        T begin() throws InterruptedException;
    }

    /** Turns an interrupt into an unchecked exception, so that tests need not declare a checked one. */
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

    /**
     * Returns a failure message as the waits of this view write it: that of {@link AwaitResult#report}, with the
     * {@linkplain MailSource#notes facts} that the source adds.
     *
     * @param headline the expectation and the actual outcome; one line or a few
     * @param result a result of this view
     */
    public String report(String headline, AwaitResult result) {
        return failures()
                .report(
                        Objects.requireNonNull(headline, "headline"),
                        Objects.requireNonNull(result, "result"),
                        Duration.ZERO);
    }

    /**
     * Returns a failure message that ends with the {@linkplain MailSource#notes facts} that the source adds, and lists
     * no messages itself.
     *
     * @param message the message so far
     * @param result a result of this view
     */
    public String withNotes(String message, AwaitResult result) {
        Objects.requireNonNull(message, "message");
        return failures().withNotes(message, Objects.requireNonNull(result, "result"));
    }

    private AwaitFailedError failure(String comparison, int count, AwaitResult result) {
        AwaitFailedError error = failures().ofCount(comparison, count, result);
        if (result.matches().size() < count) {
            source.timedOut(query, timeout);
        }
        return error;
    }

    private InboxFailures failures() {
        return new InboxFailures(source, query, mark, timeout);
    }

    /** Returns the query of this view: {@code inbox of messages for recipient ada@example.org}. */
    @Override
    public String toString() {
        return query.size() == 0 ? "inbox of all messages" : "inbox of messages " + query;
    }
}

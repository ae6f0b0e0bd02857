package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.hints.Arrivals;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import java.time.Duration;
import java.time.Instant;

/** The words of the headlines of failed waits. */
final class Wording {
    /** Limits the length of a query in a failure message, so that the actual events stay on the screen. */
    private static final int QUERY_LENGTH = 200;

    private Wording() {}

    /** Returns a query as it reads after "messages". */
    static String condition(MessageQuery query) {
        return query.size() == 0 ? "" : " " + Printable.line(query.toString(), QUERY_LENGTH);
    }

    /** Returns a query as it reads after "a session". */
    static String condition(SessionQuery query) {
        return query.size() == 0 ? "" : " " + query;
    }

    static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /**
     * Returns what arrived, as it reads after "but".
     *
     * @param expected the expected number of messages
     */
    static String arrived(AwaitResult result, Mark since, int expected) {
        return arrivals(result, since).text(result.matches().size() < expected);
    }

    private static Arrivals arrivals(AwaitResult result, Mark since) {
        return new Arrivals(
                result.matches().size(),
                result.nearMisses().size(),
                result.late().size(),
                result.evicted() > 0 || result.mark().message() > since.message());
    }

    static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }

    /** Returns the number of matching messages that arrived before the given time. */
    static long earlier(AwaitResult result, Instant begin) {
        return result.matches().stream()
                .filter(message -> message.receivedAt().isBefore(begin))
                .count();
    }

    /**
     * Returns what arrived although nothing was expected.
     *
     * @param earlier how many of the messages arrived before the wait began
     */
    static String unexpected(AwaitResult result, Mark since, long earlier) {
        if (earlier == 0) {
            return arrived(result, since, 0) + ".";
        }
        boolean all = earlier == result.matches().size();
        return (all ? "" : arrived(result, since, 0) + ", and ") + earlier
                + " had already arrived when the wait began.";
    }

    /** Returns what to do about messages that arrived before a wait for no message. */
    static String adviceOnEarlier(long earlier) {
        return "If " + (earlier == 1 ? "this message belongs" : "these messages belong")
                + " to an earlier step, call inbox.sinceNow() before the action under test and wait on its result."
                + "\nOtherwise the application sent mail that it should not have sent.";
    }
}

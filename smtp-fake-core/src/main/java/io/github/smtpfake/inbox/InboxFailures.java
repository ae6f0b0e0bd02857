package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.hints.Arrivals;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The failures of the waits of an inbox. Immutable and thread-safe.
 *
 * @param query the query of the inbox
 * @param mark the mark after which the inbox begins
 * @param timeout how long its waits last at most
 */
record InboxFailures(MailSource source, MessageQuery query, Mark mark, Duration timeout) {

    /** Returns the failure of a wait for a number of messages. */
    AwaitFailedError ofCount(String comparison, int count, AwaitResult result) {
        String headline = "Expected " + comparison + Wording.messages(count) + Wording.condition(query) + " within "
                + Wording.seconds(timeout) + ", but " + arrived(result, count) + ".";
        return new AwaitFailedError(report(headline, result, timeout), query, result);
    }

    /** Returns the failure for several messages where at most one is allowed. */
    AwaitFailedError ofMany(AwaitResult result) {
        String headline = "Expected at most 1 message" + Wording.condition(query) + ", but " + arrived(result, 1) + ".";
        return failed(headline, result, List.of());
    }

    /**
     * Returns the failure for messages that arrived although none was expected.
     *
     * @param begin when the wait began
     */
    AwaitFailedError ofUnexpected(Duration time, Instant begin, AwaitResult result) {
        long earlier = earlier(result, begin);
        return failed(
                expectedNone(time) + unexpected(result, earlier),
                result,
                earlier == 0 ? List.of() : List.of(adviceOnEarlier(earlier)));
    }

    /** Returns the failure for clients that are still sending mail at the end of a wait for no message. */
    AwaitFailedError ofUnderWay(Duration time, int clients, AwaitResult result) {
        String still = clients == 1 ? "1 client was" : clients + " clients were";
        return failed(
                expectedNone(time) + still + " still sending mail " + Wording.seconds(timeout) + " later.",
                result,
                List.of());
    }

    private String expectedNone(Duration time) {
        return "Expected no message" + Wording.condition(query) + " within " + Wording.seconds(time) + ", but ";
    }

    /**
     * Returns the failure of a wait for a session.
     *
     * @param wanted the query of the wait
     * @param ours the same query with the conditions of the inbox
     * @param seen the active sessions, none of which matches
     * @param now the messages and sessions at the end of the wait
     */
    AwaitFailedError ofSession(SessionQuery wanted, SessionQuery ours, List<SmtpSession> seen, AwaitResult now) {
        String headline =
                "Expected a session" + Wording.condition(wanted) + " within " + Wording.seconds(timeout) + ", but "
                        + switch (seen.size()) {
                            case 0 -> "there was none.";
                            case 1 -> "the only one does not match.";
                            default -> "none of " + seen.size() + " matches.";
                        };
        return new AwaitFailedError(
                withNotes(AwaitReport.ofSessions(headline, ours, seen, now, context(timeout)), now), query, now);
    }

    private AwaitFailedError failed(String headline, AwaitResult result, List<String> advice) {
        String report = AwaitReport.withNotes(AwaitReport.of(headline, result, context(Duration.ZERO)), advice);
        return new AwaitFailedError(withNotes(report, result), query, result);
    }

    /**
     * Returns a failure message with the facts that the source adds.
     *
     * @param waited how long the wait lasted; zero if there was none
     */
    String report(String headline, AwaitResult result, Duration waited) {
        return withNotes(AwaitReport.of(headline, result, context(waited)), result);
    }

    /** Returns a message with the facts that the source adds. */
    String withNotes(String message, AwaitResult result) {
        return AwaitReport.withNotes(message, source.notes(query, result));
    }

    private AwaitReport.Context context(Duration waited) {
        return new AwaitReport.Context(
                Optional.of(mark),
                Optional.of(waited).filter(time -> !time.isZero()),
                source::remark,
                source::lateForEarlierWait);
    }

    /**
     * Returns what arrived, as it reads after "but".
     *
     * @param expected the expected number of messages
     */
    private String arrived(AwaitResult result, int expected) {
        return arrivals(result).text(result.matches().size() < expected);
    }

    private Arrivals arrivals(AwaitResult result) {
        return new Arrivals(
                result.matches().size(),
                result.nearMisses().size(),
                result.late().size(),
                result.evicted() > 0 || result.mark().message() > mark.message());
    }

    /** Returns the number of matching messages that arrived before the given time. */
    private static long earlier(AwaitResult result, Instant begin) {
        return result.matches().stream()
                .filter(message -> message.receivedAt().isBefore(begin))
                .count();
    }

    /**
     * Returns what arrived although nothing was expected.
     *
     * @param earlier how many of the messages arrived before the wait began
     */
    private String unexpected(AwaitResult result, long earlier) {
        if (earlier == 0) {
            return arrived(result, 0) + ".";
        }
        boolean all = earlier == result.matches().size();
        return (all ? "" : arrived(result, 0) + ", and ") + earlier + " had already arrived when the wait began.";
    }

    /** Returns what to do about messages that arrived before a wait for no message. */
    private static String adviceOnEarlier(long earlier) {
        return "If " + (earlier == 1 ? "this message belongs" : "these messages belong")
                + " to an earlier step, call inbox.sinceNow() before the action under test, and wait on the inbox that it returns."
                + "\nOtherwise the application sent mail that it should not have sent.";
    }
}

package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a wait. Immutable, with unmodifiable lists; the sessions in them are live views. Implementations of
 * {@link MailSource} create results, and tests read them.
 *
 * @param matches the messages that match, in the order of their arrival
 * @param nearMisses messages that arrived but do not match, fewest unmet conditions first; at most 100, and empty if
 *     enough messages match
 * @param late messages that arrived after the mark, but whose mail transaction began before it, in the order of their arrival;
 *     whether they match or not, at most 100, and empty if enough messages match
 * @param evicted how many messages after the mark the store has evicted because it was full
 * @param sessions sessions that were active after the mark and in which a command was rejected, a transaction is unfinished
 *     or nothing was delivered, and open sessions of clients that have only connected; in the order of their start, without
 *     sessions that cannot match the query
 * @param clients how many sessions have been open since the mark, including inactive ones
 * @param mark the mark at the end of the wait; later messages and sessions are not in this result
 * @param server host and port that clients of the server connect to, such as {@code 127.0.0.1:54321}; empty if the
 *     source does not know them
 */
public record AwaitResult(
        List<CapturedMessage> matches,
        List<NearMiss> nearMisses,
        List<CapturedMessage> late,
        long evicted,
        List<SmtpSession> sessions,
        long clients,
        Mark mark,
        Optional<String> server) {

    /** Creates a result with copies of the lists. */
    public AwaitResult {
        matches = List.copyOf(Objects.requireNonNull(matches, "matches"));
        nearMisses = List.copyOf(Objects.requireNonNull(nearMisses, "nearMisses"));
        late = List.copyOf(Objects.requireNonNull(late, "late"));
        sessions = List.copyOf(Objects.requireNonNull(sessions, "sessions"));
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(server, "server");
    }

    /** Creates the result of a source that knows neither late messages nor host and port of the server. */
    public AwaitResult(
            List<CapturedMessage> matches,
            List<NearMiss> nearMisses,
            long evicted,
            List<SmtpSession> sessions,
            long clients,
            Mark mark) {
        this(matches, nearMisses, List.of(), evicted, sessions, clients, mark, Optional.empty());
    }

    /** Returns a copy with this host and port of the server. */
    public AwaitResult withServer(String hostAndPort) {
        Optional<String> known = Optional.of(Objects.requireNonNull(hostAndPort, "hostAndPort"));
        return new AwaitResult(matches, nearMisses, late, evicted, sessions, clients, mark, known);
    }

    /**
     * Returns a failure message that fits on one screen: the headline, the messages that arrived and why they did not
     * match, and the sessions that failed or delivered nothing, and why.
     *
     * @param headline the expectation and the actual outcome; one line or a few
     */
    public String report(String headline) {
        return AwaitReport.of(Objects.requireNonNull(headline, "headline"), this, AwaitReport.Context.NONE);
    }

    /**
     * Returns the same failure message for a caller that has waited.
     *
     * @param headline the expectation and the actual outcome; one line or a few
     * @param source the source of this result, which says which messages were late for an earlier wait
     * @param since the mark that the wait began with
     * @param waited how long the caller has waited; zero if it did not wait
     */
    public String report(String headline, MailSource source, Mark since, Duration waited) {
        Objects.requireNonNull(headline, "headline");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(since, "since");
        Optional<Duration> time = Optional.of(Objects.requireNonNull(waited, "waited"));
        return AwaitReport.of(
                headline,
                this,
                new AwaitReport.Context(
                        Optional.of(since),
                        time.filter(any -> !any.isZero()),
                        source::remark,
                        source::lateForEarlierWait));
    }
}

package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a wait has seen. Immutable, with unmodifiable lists; the sessions in them are live views. Implementations of
 * {@link MailSource} create results, tests read them.
 *
 * @param matches the messages that match, in the order of their arrival
 * @param nearMisses messages that arrived but do not match, those with the fewest unmet conditions first; at most 100, and
 *     none if enough messages match
 * @param evicted how many messages after the mark the store has evicted because it was full
 * @param sessions sessions in which, since the mark, a command was rejected, a transaction stayed unfinished or nothing was
 *     delivered, in the order of their start; without those that evidently have nothing to do with the query
 * @param clients how many sessions were open since the mark, whatever they did
 * @param mark the point up to which the wait has seen everything; what arrives after it is new
 * @param server host and port to which clients of the server connect, such as {@code 127.0.0.1:54321}; empty if the source
 *     does not know them
 */
public record AwaitResult(
        List<CapturedMessage> matches,
        List<NearMiss> nearMisses,
        long evicted,
        List<SmtpSession> sessions,
        long clients,
        Mark mark,
        Optional<String> server) {

    /** Copies the lists. */
    public AwaitResult {
        matches = List.copyOf(Objects.requireNonNull(matches, "matches"));
        nearMisses = List.copyOf(Objects.requireNonNull(nearMisses, "nearMisses"));
        sessions = List.copyOf(Objects.requireNonNull(sessions, "sessions"));
        Objects.requireNonNull(mark, "mark");
        Objects.requireNonNull(server, "server");
    }

    /** Creates the result of a source that does not know host and port of the server. */
    public AwaitResult(
            List<CapturedMessage> matches,
            List<NearMiss> nearMisses,
            long evicted,
            List<SmtpSession> sessions,
            long clients,
            Mark mark) {
        this(matches, nearMisses, evicted, sessions, clients, mark, Optional.empty());
    }

    /** Returns a copy with this host and port of the server. */
    public AwaitResult withServer(String hostAndPort) {
        Optional<String> known = Optional.of(Objects.requireNonNull(hostAndPort, "hostAndPort"));
        return new AwaitResult(matches, nearMisses, evicted, sessions, clients, mark, known);
    }

    /**
     * Returns the text of a failure, no longer than a screen: the headline, the messages that arrived and why they did not
     * match, and the sessions that failed or delivered nothing, and why.
     *
     * @param headline what was expected, and what happened instead; one line or a few
     */
    public String report(String headline) {
        return AwaitReport.of(Objects.requireNonNull(headline, "headline"), this);
    }
}

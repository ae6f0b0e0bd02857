package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import java.util.List;

/**
 * What a wait has seen.
 *
 * @param matches the messages that match, in the order of their arrival
 * @param nearMisses messages that came and do not match, those with the fewest unmet conditions first; at
 *     most 100, and none where enough did match
 * @param evicted how many messages after the mark the store has dropped because it was full
 * @param sessions sessions that since the mark had a command refused, left a transaction unfinished or delivered nothing,
 *     in the order of their start; not those that can be seen to have nothing to do with the query
 * @param clients how many sessions were open since the mark, whatever they did
 * @param mark the point up to which the wait has seen everything; what comes after it is new
 */
public record AwaitResult(
        List<CapturedMessage> matches,
        List<NearMiss> nearMisses,
        long evicted,
        List<SmtpSession> sessions,
        long clients,
        Mark mark) {

    /** Copies the lists. */
    public AwaitResult {
        matches = List.copyOf(matches);
        nearMisses = List.copyOf(nearMisses);
        sessions = List.copyOf(sessions);
    }

    /**
     * Returns the text of a failure, no longer than a screen: what came, why it did not match, and which sessions
     * delivered nothing, and why.
     *
     * @param headline what was expected, and what is the case instead; one line or a few
     */
    public String report(String headline) {
        return AwaitReport.of(headline, this);
    }
}

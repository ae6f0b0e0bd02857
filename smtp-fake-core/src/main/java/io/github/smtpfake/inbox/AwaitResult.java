package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.SmtpSession;
import java.util.List;

/**
 * What a wait has seen.
 *
 * @param matches the messages that match, in the order of their arrival
 * @param nearMisses messages that came and do not match, those with the fewest unmet conditions first; at
 *     most 100, and none where enough did match
 * @param evicted how many messages after the mark the store has dropped because it was full
 * @param sessions sessions with a failed or unfinished transaction since the mark, in the order of their start
 * @param mark the point up to which the wait has seen everything; what comes after it is new
 */
public record AwaitResult(
        List<CapturedMessage> matches, List<NearMiss> nearMisses, long evicted, List<SmtpSession> sessions, Mark mark) {

    /** Copies the lists. */
    public AwaitResult {
        matches = List.copyOf(matches);
        nearMisses = List.copyOf(nearMisses);
        sessions = List.copyOf(sessions);
    }
}

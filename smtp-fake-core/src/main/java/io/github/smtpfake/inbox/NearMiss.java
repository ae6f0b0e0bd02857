package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.util.Comparator;
import java.util.List;

/**
 * A message that arrived but did not match.
 *
 * @param message the message
 * @param reasons one sentence for each condition that it did not meet
 */
public record NearMiss(CapturedMessage message, List<String> reasons) {
    private static final int EXAMINED = 1_000;
    private static final int SHOWN = 100;

    /** Copies the list. */
    public NearMiss {
        reasons = List.copyOf(reasons);
    }

    /**
     * Returns the messages that came closest to matching, those with the fewest reasons first. Examines the last 1,000
     * messages and returns at most 100 of them.
     *
     * @param others messages that do not match, oldest first
     */
    public static List<NearMiss> closest(MessageQuery query, List<CapturedMessage> others) {
        return others.subList(Math.max(0, others.size() - EXAMINED), others.size()).stream()
                .map(message -> new NearMiss(message, query.mismatches(message)))
                .sorted(Comparator.comparingInt(miss -> miss.reasons().size()))
                .limit(SHOWN)
                .toList();
    }
}

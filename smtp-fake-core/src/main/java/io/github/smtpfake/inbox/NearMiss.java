package io.github.smtpfake.inbox;

import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that arrived but did not match. Immutable.
 *
 * @param message the message
 * @param reasons one sentence for each condition that the message does not meet; unmodifiable
 */
public record NearMiss(CapturedMessage message, List<String> reasons) {
    /** How many of the last messages {@link #closest} examines. */
    public static final int EXAMINED = 1_000;

    private static final int RETURNED = 100;

    /** Creates a near miss with a copy of the list. */
    public NearMiss {
        Objects.requireNonNull(message, "message");
        reasons = List.copyOf(Objects.requireNonNull(reasons, "reasons"));
    }

    /**
     * Returns the messages that are closest to a match, fewest reasons first. Examines the last 1,000 messages and
     * returns at most 100 of them; omits those that a store has deleted meanwhile. Implementations of {@link MailSource} use this method.
     *
     * @param query the query that the messages do not match
     * @param others the messages, oldest first
     */
    public static List<NearMiss> closest(MessageQuery query, List<CapturedMessage> others) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(others, "others");
        return others.subList(Math.max(0, others.size() - EXAMINED), others.size()).stream()
                .flatMap(message -> of(query, message).stream())
                .sorted(Comparator.comparingInt(miss -> miss.reasons().size()))
                .limit(RETURNED)
                .toList();
    }

    /** Returns the near miss, or empty if the store has deleted the message, so that a failed wait still has its report. */
    private static Optional<NearMiss> of(MessageQuery query, CapturedMessage message) {
        try {
            return Optional.of(new NearMiss(message, query.mismatches(message)));
        } catch (DeletedMessageException e) {
            return Optional.empty();
        }
    }
}

package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.util.Comparator;
import java.util.List;

/** Finds out of the messages that did not match those that came nearest. */
final class NearMisses {
    private static final int EXAMINED = 1_000;
    private static final int SHOWN = 100;

    private NearMisses() {}

    static List<NearMiss> of(MessageQuery query, List<CapturedMessage> others) {
        return others.subList(Math.max(0, others.size() - EXAMINED), others.size()).stream()
                .map(message -> new NearMiss(message, query.mismatches(message)))
                .sorted(Comparator.comparingInt(miss -> miss.reasons().size()))
                .limit(SHOWN)
                .toList();
    }
}

package io.github.smtpfake;

import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest waits for messages that have timed out, shared by all inboxes of a server, so that a later failure can show
 * which message arrived too late for an earlier wait. Thread-safe.
 */
final class FailedWaits {
    private static final int KEPT = 20;
    private static final int WAITS_SHOWN = 3;
    private static final int DELAYS_SHOWN = 3;
    private static final int LONGEST_MESSAGE = 120;
    private static final int LONGEST_QUERY = 200;

    private final Deque<FailedWait> latest = new ArrayDeque<>();

    /**
     * A wait that has timed out.
     *
     * @param place where the test called it, such as {@code SignupTest.java:42}; empty if that is unknown, as for a wait over
     *     HTTP
     */
    private record FailedWait(MessageQuery query, Duration timeout, Instant endedAt, Optional<String> place) {

        boolean missed(CapturedMessage message) {
            try {
                return message.receivedAt().isAfter(endedAt) && query.matches(message);
            } catch (DeletedMessageException e) {
                return false;
            }
        }

        /** @param all the number of messages among which the late ones are */
        String describe(List<CapturedMessage> late, int all) {
            List<String> delays = late.stream()
                    .limit(DELAYS_SHOWN)
                    .map(message ->
                            Duration.between(endedAt, message.receivedAt()).toMillis() + " ms")
                    .toList();
            String wait = "an earlier wait" + place.map(at -> " at " + at).orElseGet(this::expected) + " had timed out";
            String advice = ". If that earlier wait expected " + (late.size() == 1 ? "this message" : "these messages")
                    + ", raise its timeout ("
                    + Durations.text(timeout).replaceAll("(?<=[0-9])(?=[a-z])", " ") + ").";
            if (late.size() == 1) {
                String which = all == 1 ? "it" : Printable.line(late.get(0).toString(), LONGEST_MESSAGE);
                return "Late: " + which + " arrived " + delays.get(0) + " after " + wait + advice;
            }
            String which = late.size() < all ? late.size() + " of them" : all == 2 ? "both" : "all " + all;
            String more = late.size() > DELAYS_SHOWN ? ", …" : "";
            return "Late: " + which + " arrived after " + wait + " (" + String.join(", ", delays) + more + " later)"
                    + advice;
        }

        private String expected() {
            return query.size() == 0 ? "" : " for messages " + Printable.line(query.toString(), LONGEST_QUERY);
        }
    }

    /**
     * Records a wait that has just timed out.
     *
     * @param place where the test called it; empty if that is unknown
     */
    void add(MessageQuery query, Duration timeout, Optional<String> place) {
        synchronized (latest) {
            if (latest.size() == KEPT) {
                latest.removeFirst();
            }
            latest.add(new FailedWait(query, timeout, Instant.now(), place));
        }
    }

    /** Returns a line for each wait that some of the messages were too late for. */
    List<String> late(List<CapturedMessage> messages) {
        Map<FailedWait, List<CapturedMessage>> late = new LinkedHashMap<>();
        for (CapturedMessage message : messages) {
            missedBy(message)
                    .ifPresent(wait ->
                            late.computeIfAbsent(wait, any -> new ArrayList<>()).add(message));
        }
        return late.entrySet().stream()
                .limit(WAITS_SHOWN)
                .map(entry -> entry.getKey().describe(entry.getValue(), messages.size()))
                .toList();
    }

    /** Returns the latest wait that the message was too late for; empty if there is none. */
    private Optional<FailedWait> missedBy(CapturedMessage message) {
        synchronized (latest) {
            FailedWait found = null;
            for (FailedWait wait : latest) {
                if (wait.missed(message)) {
                    found = wait;
                }
            }
            return Optional.ofNullable(found);
        }
    }
}

package io.github.smtpfake.store;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.inbox.NearMiss;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * A search for the messages after a mark that match a query. It examines each message only once, and outside the lock,
 * because a query may be slow. Not thread-safe.
 */
final class Search {
    private final GuardedLogs logs;
    private final MessageQuery query;
    private final Mark mark;
    private final List<CapturedMessage> matches = new ArrayList<>();
    private final List<CapturedMessage> others = new ArrayList<>();
    private long examined;

    Search(GuardedLogs logs, MessageQuery query, Mark mark) {
        this.logs = logs;
        this.query = query;
        this.mark = mark;
        this.examined = mark.message();
    }

    /** Waits until the given number of messages match or the deadline passes, and returns the result. */
    AwaitResult await(int atLeast, Deadline deadline) throws InterruptedException {
        while (logs.awaitMessageAfter(examined, matches.size() < atLeast ? deadline : Deadline.PASSED)) {
            examine();
            if (matches.size() >= atLeast) {
                break;
            }
        }
        return result(matches.size() >= atLeast ? List.of() : NearMiss.closest(query, others));
    }

    private record Arrived(List<CapturedMessage> messages, long lastPosition) {}

    private void examine() {
        Arrived arrived =
                logs.locked((messages, sessions) -> new Arrived(messages.after(examined), messages.lastPosition()));
        examined = arrived.lastPosition();
        for (CapturedMessage message : arrived.messages()) {
            (query.matches(message) ? matches : others).add(message);
        }
    }

    private AwaitResult result(List<NearMiss> nearMisses) {
        return logs.locked((messages, sessions) -> new AwaitResult(
                matches,
                nearMisses,
                messages.evictedAfter(mark.message()),
                sessions.incompleteAfter(mark.session()).stream()
                        .filter(query::mayComeFrom)
                        .toList(),
                sessions.countAfter(mark.session()),
                new Mark(examined, sessions.lastChange())));
    }
}

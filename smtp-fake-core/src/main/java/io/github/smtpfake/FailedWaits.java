package io.github.smtpfake;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * The latest waits for messages that have timed out, shared by all inboxes of a server, so that a later failure can show
 * which message arrived too late for an earlier wait. Thread-safe.
 */
final class FailedWaits {
    private static final int KEPT = 20;
    /** The classes between the test and the place where a wait times out. */
    private static final Set<String> OWN =
            Set.of(FailedWaits.class.getName(), ServerMail.class.getName(), Inbox.class.getName());

    private final Deque<FailedWait> latest = new ArrayDeque<>();

    /**
     * A wait that has timed out.
     *
     * @param place where the test called it, such as {@code SignupTest.java:42}; empty if that is unknown
     */
    private record FailedWait(MessageQuery query, Duration timeout, Instant endedAt, Optional<String> place) {

        boolean missed(CapturedMessage message) {
            try {
                return message.receivedAt().isAfter(endedAt) && query.matches(message);
            } catch (DeletedMessageException e) {
                return false;
            }
        }

        String describe(CapturedMessage late) {
            return "arrived " + Duration.between(endedAt, late.receivedAt()).toMillis() + " ms after the wait"
                    + place.map(at -> " at " + at).orElse("") + " had timed out; raise the timeout of that wait, "
                    + Durations.text(timeout).replaceAll("(?<=[0-9])(?=[a-z])", " ");
        }
    }

    /** Records a wait that has just timed out. */
    void add(MessageQuery query, Duration timeout) {
        Optional<String> place = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()));
        synchronized (latest) {
            if (latest.size() == KEPT) {
                latest.removeFirst();
            }
            latest.add(new FailedWait(query, timeout, Instant.now(), place));
        }
    }

    /** Returns the latest wait that the message was too late for, as it reads after the message; empty if there is none. */
    Optional<String> remark(CapturedMessage message) {
        synchronized (latest) {
            FailedWait found = null;
            for (FailedWait wait : latest) {
                if (wait.missed(message)) {
                    found = wait;
                }
            }
            return Optional.ofNullable(found).map(wait -> wait.describe(message));
        }
    }
}

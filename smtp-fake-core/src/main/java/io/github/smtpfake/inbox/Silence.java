package io.github.smtpfake.inbox;

import io.github.smtpfake.message.SmtpSession;
import java.util.List;

/**
 * What a wait for no mail has seen.
 *
 * @param result the messages that came all the same, and what else happened; the wait ended with the first of them
 * @param underWay open sessions that had begun a mail transaction before the time was over, and have neither ended nor
 *     dropped it since, so that its message may yet come; empty where a message has
 */
public record Silence(AwaitResult result, List<SmtpSession> underWay) {

    /** Copies the list. */
    public Silence {
        underWay = List.copyOf(underWay);
    }
}

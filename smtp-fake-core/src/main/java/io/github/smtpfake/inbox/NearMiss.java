package io.github.smtpfake.inbox;

import io.github.smtpfake.message.CapturedMessage;
import java.util.List;

/**
 * A message that came and did not match.
 *
 * @param message the message
 * @param reasons a sentence for each condition that it did not meet
 */
public record NearMiss(CapturedMessage message, List<String> reasons) {

    /** Copies the list. */
    public NearMiss {
        reasons = List.copyOf(reasons);
    }
}

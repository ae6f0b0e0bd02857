package io.github.smtpfake.internal.smtp.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The recipients that a server accepts.
 *
 * @param pattern finds a match in the address of each accepted recipient; null to accept all
 * @param ignoresOthers whether other recipients are ignored instead of rejected
 */
public record AcceptedRecipients(@Nullable Pattern pattern, boolean ignoresOthers) {
    /** Accepts every recipient. */
    public static final AcceptedRecipients ALL = new AcceptedRecipients(null, false);

    /** Returns whether a recipient is accepted. */
    boolean contain(String address) {
        return pattern == null || pattern.matcher(address).find();
    }
}

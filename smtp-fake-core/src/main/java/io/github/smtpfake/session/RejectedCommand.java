package io.github.smtpfake.session;

import java.util.Optional;

/**
 * A command that the server did not accept.
 *
 * @param command the command line as it was sent with secrets masked, cut after 200 characters; in parentheses what is no
 *     command, such as the text of a message
 * @param reply the last line of the reply, with its code; the reason where there was no reply
 * @param rule the rule that made the server refuse, if one did
 */
public record RejectedCommand(String command, String reply, Optional<String> rule) {

    /** Makes a refusal that no rule is the cause of. */
    public RejectedCommand(String command, String reply) {
        this(command, reply, Optional.empty());
    }

    @Override
    public String toString() {
        return command + " -> " + reply
                + rule.map(text -> " (rule: " + text + ")").orElse("");
    }
}

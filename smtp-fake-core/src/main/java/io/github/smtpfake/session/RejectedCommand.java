package io.github.smtpfake.session;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that the server did not accept. Immutable.
 *
 * @param command the command line as the client sent it, with secrets masked and cut after 200 characters; a rejected
 *     event that is not a command is in parentheses, such as {@code (TLS handshake)}
 * @param reply the last line of the reply, with its code; the reason if there was no reply
 * @param rule the rule that made the server reject the command, if a rule did
 */
public record RejectedCommand(String command, String reply, Optional<String> rule) {
    /** Matches a code of three digits and, unless the line ends there, a space (RFC 5321, section 4.2). */
    private static final Pattern REPLY = Pattern.compile("([2-5][0-9]{2})(?: .*)?", Pattern.DOTALL);

    /** Checks that nothing is null. */
    public RejectedCommand {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(rule, "rule");
    }

    /** Creates a command that the server rejected without a rule. */
    public RejectedCommand(String command, String reply) {
        this(command, reply, Optional.empty());
    }

    /** Returns the code of the reply, such as 550; empty if there was no reply. */
    public OptionalInt replyCode() {
        Matcher matcher = REPLY.matcher(reply);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Returns {@code <command> -> <reply>}, and the rule in parentheses if there is one. */
    @Override
    public String toString() {
        return command + " -> " + reply
                + rule.map(text -> " (rule: " + text + ")").orElse("");
    }
}

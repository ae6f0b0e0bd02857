package io.github.smtpfake.internal.delivery;

import java.util.Optional;

/**
 * A remark of the server in the transcript of a session, in parentheses. It records what the replies do not show, so that
 * failure messages can name the cause, whatever store keeps the session.
 */
public enum SessionRemark {
    /** The client tried to log in as a user that the server does not know. */
    UNKNOWN_USER("(unknown user)"),
    /** The client tried to log in with a wrong password or token. */
    WRONG_PASSWORD("(wrong password)"),
    /** The client tried to log in with a token of no user. */
    UNKNOWN_TOKEN("(unknown token)"),
    /** The client violated the protocol of the AUTH mechanism. */
    INVALID_EXCHANGE("(invalid nonce or channel binding)");

    private static final String RULE = "(rule: ";

    private final String line;

    SessionRemark(String line) {
        this.line = line;
    }

    /** Returns the line of the transcript. */
    public String line() {
        return line;
    }

    /** Returns the line of the transcript for a rule that fires. */
    public static String ofRule(String rule) {
        return RULE + rule + ")";
    }

    /** Returns the rule that a line of the server says has fired; empty if the line is something else. */
    public static Optional<String> rule(String line) {
        return line.startsWith(RULE)
                ? Optional.of(line.substring(RULE.length(), line.length() - (line.endsWith(")") ? 1 : 0)))
                : Optional.empty();
    }
}

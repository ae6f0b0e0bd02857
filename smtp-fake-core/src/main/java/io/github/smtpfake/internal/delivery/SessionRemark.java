package io.github.smtpfake.internal.delivery;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.util.List;
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

    /** The line of the transcript for a recipient that was accepted but is ignored. */
    public static final String IGNORED_RECIPIENT = "(recipient ignored)";

    private static final String RULE = "(rule: ";
    private static final String OF_USER = " of user ";
    private static final int LONGEST_USER = 100;

    private final String line;

    SessionRemark(String line) {
        this.line = line;
    }

    /** Returns the line of the transcript. */
    public String line() {
        return line;
    }

    /** Returns the line of the transcript that also names a user of the server. */
    public String line(String user) {
        return withoutEnd() + OF_USER + Printable.line(user, LONGEST_USER) + ")";
    }

    /** Returns whether this is the remark of a line of a transcript. */
    public boolean is(TranscriptLine said) {
        return said.speaker() == Speaker.SERVER
                && (said.line().equals(line) || said.line().startsWith(withoutEnd() + OF_USER));
    }

    /** Returns the user that a line with this remark names; empty if it names none. */
    public Optional<String> user(TranscriptLine said) {
        String start = withoutEnd() + OF_USER;
        return is(said) && said.line().startsWith(start)
                ? Optional.of(said.line().substring(start.length(), said.line().length() - 1))
                : Optional.empty();
    }

    private String withoutEnd() {
        return line.substring(0, line.length() - 1);
    }

    /** Returns the line of the transcript for a rule that fires. */
    public static String ofRule(String rule) {
        return RULE + rule + ")";
    }

    /** Returns the rule that has fired according to a line of a transcript; empty if the line says something else. */
    public static Optional<String> rule(TranscriptLine said) {
        String line = said.line();
        return said.speaker() == Speaker.SERVER && line.startsWith(RULE)
                ? Optional.of(line.substring(RULE.length(), line.length() - (line.endsWith(")") ? 1 : 0)))
                : Optional.empty();
    }

    /** Returns the rule after which a session has neither sent nor received anything; empty if there is none. */
    public static Optional<String> lastRule(SmtpSession session) {
        List<TranscriptLine> lines = session.transcript();
        return lines.isEmpty() ? Optional.empty() : rule(lines.get(lines.size() - 1));
    }
}

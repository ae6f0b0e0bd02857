package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import org.jspecify.annotations.Nullable;

/** Detects input that the client sent before a reply that it must wait for (RFC 5321, 2.1; RFC 2920, 3.1). */
final class Pipelining {
    private final Violations violations;

    /** The last command; null after a message, which may be followed by the next group. */
    private @Nullable Verb lastVerb;

    private boolean earlyLine;
    private boolean earlyMessage;

    Pipelining(Violations violations) {
        this.violations = violations;
    }

    /** Records that the next line was sent before the last reply. */
    void onEarlyLine() {
        earlyLine = true;
    }

    /** Records that the next message was sent before the reply to DATA. */
    void onEarlyMessage() {
        earlyMessage = true;
    }

    /** Records a command, whether or not it is accepted. */
    void onCommand(Verb verb) {
        lastVerb = verb;
    }

    /** Records that a line has been answered. */
    void onLineAnswered() {
        earlyLine = false;
    }

    /** Returns whether the client must receive the last answer before it sends the next line. */
    boolean mustWait(boolean offered) {
        return !offered || lastVerb != null && mustBeLast(lastVerb);
    }

    /** Reports, once per session, that a line was sent too early. */
    void requireLineInTurn(boolean offered) throws RejectedException {
        if (earlyLine && !offered) {
            violations.reportOnce(Problems.PIPELINED_WITHOUT_PIPELINING, Replies.TOO_EARLY);
        } else if (earlyLine && lastVerb != null && mustBeLast(lastVerb)) {
            violations.reportOnce(Problems.NOT_LAST_IN_GROUP, Replies.TOO_EARLY);
        }
    }

    /** Reports, once per session, that a message was sent too early; called when all of it has been read. */
    void requireMessageInTurn(boolean offered) throws RejectedException {
        boolean early = earlyMessage;
        earlyMessage = false;
        lastVerb = null;
        if (early) {
            Problem problem = offered ? Problems.NOT_LAST_IN_GROUP : Problems.PIPELINED_WITHOUT_PIPELINING;
            violations.reportOnce(problem, Replies.violation(problem));
        }
    }

    /** RFC 2920, 3.1 and, for BDAT, RFC 3030, 4.2. An unknown command says nothing about groups. */
    private static boolean mustBeLast(Verb verb) {
        return switch (verb) {
            case MAIL, RCPT, RSET, BDAT, SEND, SOML, SAML, UNKNOWN -> false;
            default -> true;
        };
    }
}

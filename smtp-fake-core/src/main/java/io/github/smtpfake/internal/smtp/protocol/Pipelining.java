package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.session.Problem;
import org.jspecify.annotations.Nullable;

/** Finds what a client sends before the reply that it has to wait for (RFC 5321, 2.1; RFC 2920, 3.1). */
final class Pipelining {
    private final SessionState talk;

    /** The last command; a text, too, may be followed by the next group. */
    private @Nullable Verb last;

    private boolean early;
    private boolean textEarly;

    Pipelining(SessionState talk) {
        this.talk = talk;
    }

    /** Takes note that the next line was sent before the last reply. */
    void nextLineIsEarly() {
        early = true;
    }

    /** Takes note that a line was answered, whether or not anybody has asked for its turn. */
    void lineIsOver() {
        early = false;
    }

    /** Takes note of a command, whatever its reply. */
    void commandWas(Verb verb) {
        last = verb;
    }

    /** Takes note that the text that follows was sent before the reply to DATA. */
    void textIsEarly() {
        textEarly = true;
    }

    /** Records, once, that a line did not wait as it has to; a strict server refuses it. */
    void requireInTurn() throws RefusedException {
        if (early && !offered()) {
            talk.violatedOnce(Problems.PIPELINED_WITHOUT_PIPELINING, Replies.TOO_EARLY);
        } else if (early && last != null && hasToBeLast(last)) {
            talk.violatedOnce(Problems.NOT_LAST_IN_GROUP, Replies.TOO_EARLY);
        }
    }

    /** As for a line, for a text that has ended. */
    void requireTextInTurn() throws RefusedException {
        boolean waited = !textEarly;
        textEarly = false;
        last = null;
        if (!waited) {
            Problem problem = offered() ? Problems.NOT_LAST_IN_GROUP : Problems.PIPELINED_WITHOUT_PIPELINING;
            talk.violatedOnce(problem, Replies.violation(problem));
        }
    }

    private boolean offered() {
        return talk.extended && talk.profile.offers(SmtpExtension.PIPELINING);
    }

    /** RFC 2920, 3.1 and, of BDAT, RFC 3030, 4.2. What follows no command that is known says nothing about groups. */
    private static boolean hasToBeLast(Verb verb) {
        return switch (verb) {
            case MAIL, RCPT, RSET, BDAT, SEND, SOML, SAML, UNKNOWN -> false;
            default -> true;
        };
    }
}

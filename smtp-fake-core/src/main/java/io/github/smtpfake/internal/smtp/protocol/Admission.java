package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.rules.Stage;

/** Decides whether a line may be taken as what it seems to be, before anybody looks at what it says. */
final class Admission {
    /** RFC 5321, 4.5.3.1.4, without the line's end. */
    private static final int LONGEST_COMMAND = 510;

    private final SessionState talk;

    Admission(SessionState talk) {
        this.talk = talk;
    }

    /** Refuses a command that no session, or not this one at this time, carries out. */
    void requireAcceptable(Line line, Command command) throws RefusedException {
        boolean isAuth = command.verb() == Verb.AUTH;
        switch (line.state()) {
            case TOO_LONG -> throw tooLong(isAuth);
            case NOT_UTF8 -> throw new RefusedException(Replies.NOT_UTF8, Problems.NOT_UTF8);
            case BARE_LF -> talk.violated(Problems.BARE_LF, Replies.BARE_LINE_FEED);
            case SOUND -> {}
        }
        if (command.verb() != Verb.BDAT) {
            // That of a chunk is announced once its octets are read, as a rule may want to answer it.
            talk.faults.announce(Stage.COMMAND);
        }
        Profile profile = talk.profile;
        if (line.isLongerThan(
                isAuth ? profile.limits().authLine() : profile.limits().commandLine())) {
            throw tooLong(isAuth);
        }
        if (line.isLongerThan(LONGEST_COMMAND) && !mayBeLonger(command.verb())) {
            talk.violatedOnce(Problems.LONG_COMMAND, Replies.LINE_TOO_LONG);
        }
        talk.pipelining.requireInTurn();
        if (profile.offers(SmtpExtension.STARTTLS)
                && profile.tlsMode() == TlsMode.STARTTLS_REQUIRED
                && !talk.encrypted) {
            requireTls(command.verb());
        }
        if (talk.turnedAway && command.verb() != Verb.QUIT) {
            throw new RefusedException(Replies.TURNED_AWAY, Problems.OUT_OF_ORDER);
        }
    }

    /** Refuses an answer to a challenge of AUTH that cannot be one. */
    void requireAcceptableResponse(Line line) throws RefusedException {
        if (line.isLongerThan(talk.profile.limits().authLine())) {
            throw tooLong(true);
        }
        talk.pipelining.requireInTurn();
        // What is not UTF-8 is not base64 either.
        if (line.state() == Line.State.BARE_LF) {
            talk.violated(Problems.BARE_LF, Replies.BARE_LINE_FEED);
        }
    }

    /** Extensions give these more room; of an address the parts are measured. What is no command may be of any length. */
    private static boolean mayBeLonger(Verb verb) {
        return switch (verb) {
            case MAIL, RCPT, AUTH, UNKNOWN -> true;
            default -> false;
        };
    }

    private static RefusedException tooLong(boolean isAuth) {
        return new RefusedException(
                isAuth ? Replies.AUTH_LINE_TOO_LONG : Replies.LINE_TOO_LONG, Problems.LINE_TOO_LONG);
    }

    /** RFC 3207, 4: what a client may say before it has changed to TLS. */
    private static void requireTls(Verb verb) throws RefusedException {
        switch (verb) {
            case EHLO, HELO, NOOP, STARTTLS, QUIT -> {}
            default -> throw new RefusedException(Replies.TLS_FIRST);
        }
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.rules.Stage;

/** Rejects lines that must not be executed, regardless of their arguments. */
final class LineValidator {
    /** RFC 5321, 4.5.3.1.4, without the line end. */
    private static final int LONGEST_COMMAND = 510;

    private final SessionState state;

    LineValidator(SessionState state) {
        this.state = state;
    }

    /** Rejects a command that is never acceptable, or not at this point of the session. */
    void requireAcceptable(Line line, Command command) throws RejectedException {
        boolean isAuth = command.verb() == Verb.AUTH;
        switch (line.state()) {
            case TOO_LONG -> throw tooLong(isAuth);
            case NOT_UTF8 -> {
                // Clients send the name of their machine in its own charset, and cannot send mail without it.
                if (!command.verb().isGreeting()) {
                    throw new RejectedException(Replies.NOT_UTF8, Problems.NOT_UTF8);
                }
            }
            case BARE_LF -> state.reportViolation(Problems.BARE_LF, Replies.BARE_LINE_FEED);
            case SOUND, TLS -> {}
        }
        if (command.verb() != Verb.BDAT) {
            // BDAT is announced once its chunk has been read, because a rule may answer it.
            state.rules().announce(Stage.COMMAND);
        }
        Profile profile = state.profile();
        if (line.isLongerThan(
                isAuth ? profile.limits().authLine() : profile.limits().commandLine())) {
            throw tooLong(isAuth);
        }
        if (line.isLongerThan(LONGEST_COMMAND) && !mayBeLonger(command.verb())) {
            state.reportViolationOnce(Problems.LONG_COMMAND, Replies.LINE_TOO_LONG);
        }
        state.pipelining().requireLineInTurn(state.mayPipeline());
        if (profile.offers(SmtpExtension.STARTTLS)
                && profile.tlsMode() == TlsMode.STARTTLS_REQUIRED
                && !state.isEncrypted()) {
            requireTls(command.verb());
        }
        if (state.isGreetingRejected() && command.verb() != Verb.QUIT) {
            throw new RejectedException(Replies.GREETING_REJECTED, Problems.OUT_OF_ORDER);
        }
        if (profile.requiresAuth() && !state.isAuthenticated() && mayLogIn()) {
            requireLogin(command.verb());
        }
    }

    /** Before EHLO, the client learns that EHLO is missing instead. */
    private boolean mayLogIn() {
        return state.isGreeted() || state.profile().allows(Leniency.MAIL_BEFORE_EHLO);
    }

    /** Rejects a line that cannot be a response to a challenge of AUTH. */
    void requireAcceptableResponse(Line line) throws RejectedException {
        if (line.isLongerThan(state.profile().limits().authLine())) {
            throw tooLong(true);
        }
        state.pipelining().requireLineInTurn(state.mayPipeline());
        // A line that is not UTF-8 is rejected later, because it is not base64 either.
        if (line.state() == Line.State.BARE_LF) {
            state.reportViolation(Problems.BARE_LF, Replies.BARE_LINE_FEED);
        }
    }

    /**
     * Returns whether longer lines are allowed: extensions extend some commands, and unknown commands have no limit.
     */
    private static boolean mayBeLonger(Verb verb) {
        return switch (verb) {
            case MAIL, RCPT, AUTH, UNKNOWN -> true;
            default -> false;
        };
    }

    private static RejectedException tooLong(boolean isAuth) {
        return new RejectedException(
                isAuth ? Replies.AUTH_LINE_TOO_LONG : Replies.LINE_TOO_LONG, Problems.LINE_TOO_LONG);
    }

    /** RFC 3207, 4: the commands that are allowed before TLS. */
    private static void requireTls(Verb verb) throws RejectedException {
        switch (verb) {
            case EHLO, HELO, NOOP, STARTTLS, QUIT -> {}
            default -> throw new RejectedException(Replies.TLS_FIRST);
        }
    }

    /**
     * RFC 4954, 6: 530 answers all commands but some "when server policy requires authentication in order to perform the
     * requested action". A login would not let a client perform a command that is not implemented, so this remains 500 or
     * 502, which says more. RFC 3207 allows STARTTLS at any time.
     */
    private static void requireLogin(Verb verb) throws RejectedException {
        switch (verb) {
            case MAIL, RCPT, DATA, BDAT, VRFY, HELP -> throw new RejectedException(Replies.AUTH_FIRST);
            case AUTH, EHLO, HELO, NOOP, RSET, QUIT, STARTTLS -> {}
            case EXPN, TURN, SEND, SOML, SAML, ETRN, UNKNOWN -> {}
        }
    }
}

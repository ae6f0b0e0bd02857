package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.Input;
import io.github.smtpfake.internal.smtp.wire.Line;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes each line, message and chunk to the class that handles it. */
final class CommandDispatcher {
    private final SessionState state;
    private final LineValidator validator;
    private final SessionCommands session;
    private final MailCommands mail;
    private final BdatCommand bdat;
    private final AuthCommand auth;

    CommandDispatcher(SessionState state) {
        this.state = state;
        this.validator = new LineValidator(state);
        this.session = new SessionCommands(state);
        this.mail = new MailCommands(state);
        this.bdat = new BdatCommand(state, mail);
        this.auth = new AuthCommand(state);
    }

    /** Returns whether the next line is a response to a challenge of AUTH, not a command. */
    boolean expectsAuthResponse() {
        return auth.isUnderWay();
    }

    /** Returns the mechanism of the AUTH command whose challenge the next line answers; empty if it answers none. */
    Optional<String> authMechanism() {
        return auth.mechanism();
    }

    /** Returns whether the next body is a chunk, not a message. */
    boolean expectsChunk() {
        return bdat.expectsChunk();
    }

    Step dispatch(Input input) throws RejectedException {
        if (input instanceof Body body) {
            return bdat.expectsChunk() ? bdat.onChunk(body) : mail.onMessage(body);
        }
        Line line = (Line) input;
        try {
            return auth.isUnderWay() && line.state() != Line.State.TLS ? authResponse(line) : command(line);
        } finally {
            state.pipelining().onLineAnswered();
        }
    }

    private Step authResponse(Line line) throws RejectedException {
        boolean acceptable = false;
        try {
            validator.requireAcceptableResponse(line);
            acceptable = true;
        } finally {
            if (!acceptable) {
                auth.cancel();
            }
        }
        return auth.response(line.text());
    }

    private Reply notTls() {
        String host = state.profile().hostName();
        return state.isEncrypted()
                ? Replies.tlsAlreadyActive(host)
                : Replies.notTls(host, state.profile().offers(SmtpExtension.STARTTLS));
    }

    private Step command(Line line) throws RejectedException {
        if (line.state() == Line.State.TLS) {
            throw new SessionRejectedException(notTls(), Problems.TLS_HANDSHAKE);
        }
        if (HttpGuard.isHttp(line.text())) {
            throw new SessionRejectedException(Replies.notHttp(state.profile().hostName()), Problems.HTTP_REQUEST);
        }
        Command command = Command.parse(line);
        RejectedException objection = objection(line, command);
        state.pipelining().onCommand(command.verb());
        if (command.verb() == Verb.BDAT) {
            return bdat.bdat(line, command, objection);
        }
        if (command.verb() == Verb.MAIL) {
            state.onMail();
        }
        if (objection != null) {
            throw objection;
        }
        return execute(command);
    }

    private @Nullable RejectedException objection(Line line, Command command) {
        try {
            validator.requireAcceptable(line, command);
            return null;
        } catch (RejectedException e) {
            return e;
        }
    }

    private Step execute(Command command) throws RejectedException {
        return switch (command.verb()) {
            case EHLO -> session.ehlo(command);
            case HELO -> session.helo(command);
            case MAIL -> mail.mail(command);
            case RCPT -> mail.rcpt(command);
            case DATA -> mail.data(command);
            case BDAT -> throw new IllegalStateException("BDAT is handled before, because bytes follow it");
            case RSET -> mail.rset(command);
            case NOOP -> new Step.Send(Replies.OK);
            case VRFY -> session.vrfy(command);
            case HELP -> session.help();
            case AUTH -> auth.auth(command);
            case STARTTLS -> session.startTls(command);
            case QUIT -> session.quit(command);
            case EXPN, TURN, SEND, SOML, SAML, ETRN -> throw new RejectedException(Replies.NOT_IMPLEMENTED);
            case UNKNOWN -> throw new RejectedException(Replies.UNKNOWN_COMMAND, Problems.UNKNOWN_COMMAND);
        };
    }

    /** Returns the rejection of input for which there is not enough memory. */
    RejectedException outOfMemory(Input input) {
        if (input instanceof Line line && BdatCommand.isBdat(line)) {
            // Without their number, the bytes that follow would be executed as commands.
            return new SessionRejectedException(
                    Replies.chunkWithoutMemory(state.profile().hostName()), null);
        }
        return new RejectedException(Replies.OUT_OF_MEMORY);
    }

    /** Stores the message that was set aside until the client had received its rejection. */
    void storeAfterAnswer() {
        mail.storeAfterAnswer();
    }
}

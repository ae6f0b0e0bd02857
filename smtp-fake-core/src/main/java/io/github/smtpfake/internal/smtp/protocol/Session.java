package io.github.smtpfake.internal.smtp.protocol;

import static io.github.smtpfake.internal.smtp.protocol.Commands.requireNoArgument;
import static io.github.smtpfake.internal.smtp.protocol.Commands.send;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.smtp.rules.RegisteredRule;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.TlsInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of an SMTP session: answers each line, message text and chunk with the next step. Used by one thread
 * at a time.
 */
public final class Session {
    private final Profile profile;
    private final SessionRecord record;
    private final SessionState talk;
    private final MailCommands mail;
    private final BdatCommand bdat;
    private final AuthCommand auth;
    private final Admission admission;
    private final Secrets secrets = new Secrets();
    private int badCommands;

    /** @param client address and port of the client, for the record of the session */
    public Session(Profile profile, String client) {
        this.profile = profile;
        this.record = new SessionRecord(client, profile.limits().transcriptLines());
        this.talk = new SessionState(profile, record);
        this.mail = new MailCommands(talk);
        this.bdat = new BdatCommand(talk, mail);
        this.auth = new AuthCommand(talk);
        this.admission = new Admission(talk);
        profile.store().add(record);
    }

    /** Returns the handshake, which comes before the greeting on a port that is encrypted from the first octet on. */
    public Step openEncrypted() {
        try {
            talk.faults.announce(Stage.SMTPS);
            return carriedOut(new Step.StartTls(Reply.NONE, talk.faults.tlsFault()));
        } catch (RefusedException e) {
            return turnedDown("(TLS handshake)", e);
        } finally {
            talk.stepIsOver();
        }
    }

    /** Returns the greeting, which comes before the client's first line. */
    public Step open() {
        try {
            talk.faults.announce(Stage.CONNECT);
            return carriedOut(send(Replies.greeting(profile.hostName())));
        } catch (RefusedException e) {
            return turnedDown("(connect)", e);
        } finally {
            talk.stepIsOver();
        }
    }

    /** Takes note that the line that comes next was sent before the last answer. */
    public void onEarlyLine() {
        talk.pipelining.nextLineIsEarly();
    }

    /** Takes note that the text that comes next was sent before the reply to DATA. */
    public void onEarlyText() {
        talk.pipelining.textIsEarly();
    }

    /** Answers a line: a command, or what a challenge of AUTH asked for. */
    public Step onLine(Line line) {
        boolean isResponse = auth.isUnderWay();
        String masked = isResponse ? secrets.response(line) : secrets.command(line);
        record.heard(masked);
        // Of a response nothing is left that would tell what it was.
        String shown = isResponse ? "(response of AUTH)" : masked;
        try {
            return carriedOut(isResponse ? response(line) : command(line));
        } catch (RefusedException e) {
            return turnedDown(shown, e);
        } catch (OutOfMemoryError e) {
            return !isResponse && BdatCommand.isMeantBy(line) ? outOfMemoryForChunk(shown) : outOfMemory(shown);
        } finally {
            talk.pipelining.lineIsOver();
            talk.stepIsOver();
        }
    }

    /** Answers the text of a message, which came after {@link Step.ReadData}. */
    public Step onBody(Body body) {
        String shown = heard("message", body);
        try {
            return carriedOut(mail.onText(body));
        } catch (RefusedException e) {
            return turnedDown(shown, e);
        } catch (OutOfMemoryError e) {
            return outOfMemory(shown);
        } finally {
            talk.stepIsOver();
        }
    }

    /** Answers the octets of a chunk, which came after {@link Step.ReadChunk}. */
    public Step onChunk(Body body) {
        String shown = heard("chunk", body);
        try {
            return carriedOut(bdat.onChunk(body));
        } catch (RefusedException e) {
            return turnedDown(shown, e);
        } catch (OutOfMemoryError e) {
            return outOfMemory(shown);
        } finally {
            talk.stepIsOver();
        }
    }

    private String heard(String what, Body body) {
        String shown = body instanceof Body.Complete complete
                ? "(" + what + " of " + complete.octets().size() + " octets)"
                : "(" + what + " that was not kept)";
        record.heard(shown);
        return shown;
    }

    /** What cannot be kept is not promised to be; with what was just dropped the next may fit. */
    private Step outOfMemory(String shown) {
        return turnedDown(shown, new RefusedException(Replies.OUT_OF_MEMORY));
    }

    /** The octets behind the command would be run as commands. */
    private Step outOfMemoryForChunk(String shown) {
        return turnedDown(shown, new LastRefusalException(Replies.chunkWithoutMemory(profile.hostName()), null));
    }

    private Step carriedOut(Step step) {
        return surrounded(step, false);
    }

    private Step turnedDown(String shown, RefusedException e) {
        return surrounded(e instanceof FaultException fault ? failed(shown, fault) : refused(shown, e), true);
    }

    /** Does to an answer what the rules want that have fired on the way to it. */
    private Step surrounded(Step step, boolean refusal) {
        return talk.faults.haveFired() ? talk.faults.around(step, refusal, this::answered) : answered(step);
    }

    /** What a rule does instead of what the client asked for. */
    private Step failed(String shown, FaultException e) {
        Step step = Faults.instead(e.rule());
        String reply =
                step instanceof Step.Spoken spoken ? visible(spoken.reply()).lastLine() : "(no reply)";
        if (e.rule().definition().stage() == Stage.CONNECT && reply.startsWith("5")) {
            talk.turnedAway = true;
        }
        record.refused(shown, reply, Optional.of(e.rule()));
        return e.afterwards().<Step>map(task -> new Step.Followed(step, task)).orElse(step);
    }

    /** Returns whether {@link #onContent} is to be told how much of a message has come. */
    public boolean watchesContent() {
        return talk.faults.watchesContent();
    }

    /**
     * Returns what is to be done after so many octets of a text or chunk, before more of it is read; null for nothing, or
     * nothing more. To be repeated until then.
     */
    public @Nullable Step onContent(long octets) {
        Transaction transaction = talk.transaction();
        long earlier = transaction == null ? 0 : transaction.chunkedSize();
        RegisteredRule rule = talk.faults.onContent(earlier + octets).orElse(null);
        if (rule == null) {
            return null;
        }
        if (rule.effects().rejects()) {
            record.refused("(message)", "(no reply)", Optional.of(rule));
            talk.stepIsOver();
        }
        return Faults.amid(rule, this::answered);
    }

    private Step response(Line line) throws RefusedException {
        try {
            admission.requireAcceptableResponse(line);
        } catch (RefusedException e) {
            auth.abandon();
            throw e;
        }
        return auth.response(line.text());
    }

    private Step command(Line line) throws RefusedException {
        if (HttpGuard.isHttp(line.text())) {
            throw new LastRefusalException(Replies.notHttp(profile.hostName()), Problems.HTTP_REQUEST);
        }
        Command command = Command.parse(line.text());
        talk.endedByLf = line.state() == Line.State.BARE_LF;
        RefusedException objection = objection(line, command);
        talk.pipelining.commandWas(command.verb());
        if (command.verb() == Verb.BDAT) {
            return bdat.bdat(line, command, objection);
        }
        try {
            if (objection != null) {
                throw objection;
            }
            return carryOut(command);
        } catch (RefusedException | OutOfMemoryError e) {
            talk.refused(command.verb());
            throw e;
        }
    }

    private @Nullable RefusedException objection(Line line, Command command) {
        try {
            admission.requireAcceptable(line, command);
            return null;
        } catch (RefusedException e) {
            return e;
        }
    }

    private Step carryOut(Command command) throws RefusedException {
        return switch (command.verb()) {
            case EHLO -> hello(command, Hello.extended(profile, talk.encrypted));
            case HELO -> hello(command, Replies.hello(profile.hostName()));
            case MAIL -> mail.mail(command);
            case RCPT -> mail.rcpt(command);
            case DATA -> mail.data(command);
            case BDAT -> throw new IllegalStateException("BDAT has octets behind it, and is carried out before");
            case RSET -> mail.rset(command);
            case NOOP -> send(Replies.OK);
            case VRFY -> vrfy(command);
            case HELP -> help();
            case AUTH -> auth.auth(command);
            case STARTTLS -> startTls(command);
            case QUIT -> quit(command);
            case EXPN, TURN, SEND, SOML, SAML, ETRN -> throw new RefusedException(Replies.NOT_IMPLEMENTED);
            case UNKNOWN -> throw new RefusedException(Replies.UNKNOWN_COMMAND, Problems.UNKNOWN_COMMAND);
        };
    }

    private Step hello(Command command, Reply reply) throws RefusedException {
        if (command.argument().isEmpty()) {
            throw new RefusedException(Replies.DOMAIN_EXPECTED, Problems.malformed("No name in EHLO or HELO"));
        }
        if (Hello.hasControls(command.argument())) {
            throw new RefusedException(
                    Replies.CONTROL_IN_DOMAIN, Problems.malformed("Control character in the name of EHLO or HELO"));
        }
        talk.faults.announceHello(command.verb() == Verb.EHLO ? Stage.EHLO : Stage.HELO, command.argument());
        talk.greeted = true;
        talk.extended = command.verb() == Verb.EHLO;
        record.hello(command.argument());
        // RFC 5321, 4.1.4: EHLO in mid-transaction is like RSET.
        talk.transaction(null);
        return send(reply);
    }

    private Step vrfy(Command command) throws RefusedException {
        if (command.argument().isEmpty()) {
            throw new RefusedException(Replies.STRING_EXPECTED, Problems.malformed("VRFY of nobody"));
        }
        return send(Replies.CANNOT_VERIFY);
    }

    private Step help() throws RefusedException {
        if (!profile.offers(SmtpExtension.HELP)) {
            throw new RefusedException(Replies.NOT_IMPLEMENTED);
        }
        return send(Replies.help(Verb.understoodBy(profile)));
    }

    private Step startTls(Command command) throws RefusedException {
        if (talk.encrypted) {
            throw new RefusedException(Replies.TLS_ALREADY, Problems.OUT_OF_ORDER);
        }
        if (!profile.offers(SmtpExtension.STARTTLS)) {
            throw new RefusedException(Replies.NOT_IMPLEMENTED);
        }
        requireNoArgument(command);
        if (talk.transaction() != null) {
            throw new RefusedException(Replies.TLS_IN_TRANSACTION, Problems.OUT_OF_ORDER);
        }
        talk.faults.announce(Stage.STARTTLS);
        return new Step.StartTls(Replies.READY_FOR_TLS, talk.faults.tlsFault());
    }

    /** Takes note that the connection is encrypted from now on, after STARTTLS or from its beginning. */
    public void onTls(TlsInfo tls) {
        talk.forgetAll();
        talk.encrypted = true;
        record.encrypted(tls);
        talk.stepIsOver();
    }

    /** Takes note that no encrypted connection came about; the connection is of no use any more. */
    public void onTlsFailed(String reason) {
        record.heard("(TLS handshake failed: " + reason + ")");
        record.refused("(TLS handshake)", reason, talk.faults.spoiler());
        onEnd(SessionEnd.TLS_FAILED);
    }

    /** Ends the session because octets came behind STARTTLS, which an attacker may have put there (CVE-2011-0411). */
    public Step.Spoken onPipelinedBehindStartTls() {
        record.problem(Problems.PIPELINED_BEHIND_STARTTLS);
        return answered(refuse("STARTTLS", Replies.pipelinedBehindStartTls(profile.hostName())));
    }

    private Step quit(Command command) throws RefusedException {
        requireNoArgument(command);
        talk.faults.announce(Stage.QUIT);
        return close(Replies.bye(profile.hostName()), SessionEnd.QUIT);
    }

    private Step refused(String command, RefusedException refusal) {
        refusal.problem().ifPresent(record::problem);
        Reply reply = refusal.reply();
        if (refusal instanceof LastRefusalException) {
            return refuse(command, reply);
        }
        if (refusal.isMistake() && ++badCommands > profile.limits().badCommands()) {
            return refuse(command, Replies.tooManyErrors(profile.hostName()));
        }
        record.refused(command, visible(reply).lastLine());
        return send(reply);
    }

    /** Ends the session with a 421 that answers a command. */
    private Step.Close refuse(String command, Reply reply) {
        record.refused(command, visible(reply).lastLine());
        return close(reply, SessionEnd.REJECTED);
    }

    /** Ends the session because there are too many of them. */
    public Step.Spoken onTooManyConnections() {
        return answered(refuse("(connect)", Replies.tooManyConnections(profile.hostName())));
    }

    /** Ends the session because the client was silent for too long. */
    public Step.Spoken onTimeout() {
        return answered(close(Replies.timeout(profile.hostName()), SessionEnd.TIMEOUT));
    }

    /** Ends the session because the server stops. */
    public Step.Spoken onStop() {
        return answered(close(Replies.stopping(profile.hostName()), SessionEnd.STOPPED));
    }

    /** Ends the session because the server has a fault of its own. */
    public Step.Spoken onInternalError() {
        return answered(close(Replies.internalError(profile.hostName()), SessionEnd.REJECTED));
    }

    /** Takes note that the connection is over. The first end counts: after a QUIT it is not a disconnect. */
    public void onEnd(SessionEnd end) {
        if (record.ended(end)) {
            profile.store().changed(record);
        }
    }

    private Step.Close close(Reply reply, SessionEnd end) {
        onEnd(end);
        return new Step.Close(reply);
    }

    /** The one way out for replies: with the status codes that were promised, and into the transcript. */
    private Step answered(Step step) {
        if (step instanceof Step.Followed followed) {
            return new Step.Followed(answered(followed.first()), followed.afterwards());
        }
        if (step instanceof Step.Disconnect) {
            onEnd(SessionEnd.ABORTED_BY_RULE);
        }
        return step instanceof Step.Spoken spoken ? answered(spoken) : step;
    }

    private Step.Spoken answered(Step.Spoken step) {
        Reply reply = visible(step.reply());
        record.said(reply);
        if (step instanceof Step.Close) {
            // Whoever decides to close for a reason of its own has said so before.
            onEnd(SessionEnd.REJECTED);
        }
        return reply == step.reply() ? step : step.with(reply);
    }

    private Reply visible(Reply reply) {
        return profile.offers(SmtpExtension.ENHANCED_STATUS_CODES) ? reply : reply.withoutStatus();
    }
}

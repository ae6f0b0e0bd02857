package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.memory.MemoryShortage;
import io.github.smtpfake.internal.smtp.rules.RegisteredRule;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.Input;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of an SMTP session: answers each line, message and chunk with the next {@link Step}. Used by one thread
 * at a time.
 */
public final class Session {
    private static final String NO_REPLY = "(no reply)";

    private final Profile profile;
    private final SessionRecord record;
    private final SessionState state;
    private final CommandDispatcher commands;
    private final SecretMasker masker = new SecretMasker();

    /** The steps that follow the current one; filled only by rules. */
    private final Queue<Step> pending = new ArrayDeque<>(0);

    private int badCommands;

    /** @param client address and port of the client, for the record of the session */
    public Session(Profile profile, String client) {
        this.profile = profile;
        this.record = new SessionRecord(client, profile.limits().transcriptLines(), profile.rejections());
        this.state = new SessionState(profile, record);
        this.commands = new CommandDispatcher(state);
        profile.store().add(record);
    }

    /** Opens the session on a port with implicit TLS: returns the handshake, which {@link #open} follows. */
    public Step openEncrypted() {
        try {
            state.rules().announce(Stage.SMTPS);
            return accept(new Step.StartTls(Reply.NONE, state.rules().tlsFault()));
        } catch (RejectedException e) {
            return reject("(TLS handshake)", e);
        } finally {
            state.publishChanges();
        }
    }

    /** Opens the session: returns the greeting. */
    public Step open() {
        try {
            state.rules().announce(Stage.CONNECT);
            return accept(new Step.Send(Replies.greeting(profile.hostName())));
        } catch (RejectedException e) {
            return reject("(connect)", e);
        } finally {
            state.publishChanges();
        }
    }

    /** Returns whether the client must not send its next line before it has received the last answer. */
    public boolean clientMustWait() {
        return state.pipelining().mustWait(state.mayPipeline());
    }

    /** Records that the client sent the next line before it received the last answer. */
    public void onEarlyLine() {
        state.pipelining().onEarlyLine();
    }

    /** Records that the client sent the next message before it received the reply to DATA. */
    public void onEarlyMessage() {
        state.pipelining().onEarlyMessage();
    }

    /** Answers a line: a command or, during AUTH, the response to a challenge. */
    public Step onLine(Line line) {
        boolean isResponse = commands.expectsAuthResponse();
        String response = commands.authMechanism()
                .map(name -> "(AUTH " + name + " response)")
                .orElse("");
        String shown = isResponse ? masker.maskResponse(line) : masker.maskCommand(line);
        record.received(shown);
        // The list of rejected commands does not even show whether a response was empty.
        return answer(line, isResponse ? response : shown);
    }

    /** Answers the message or chunk that was read for {@link Step.ReadData} or {@link Step.ReadChunk}. */
    public Step onBody(Body body) {
        String what = commands.expectsChunk() ? "chunk" : "message";
        String shown = body instanceof Body.Complete complete
                ? "(" + what + " of " + complete.bytes().size() + " bytes)"
                : "(" + what + ", not kept)";
        record.received(shown);
        return answer(body, shown);
    }

    private Step answer(Input input, String shown) {
        try {
            return accept(commands.dispatch(input));
        } catch (RejectedException e) {
            return reject(shown, e);
        } catch (StoreUnavailableException e) {
            return reject(shown, new RejectedException(Replies.storeUnavailable(e.reason())));
        } catch (OutOfMemoryError e) {
            MemoryShortage.report(e);
            return answerWithoutMemory(input, shown);
        } finally {
            state.forgetPromise();
            state.publishChanges();
        }
    }

    /** The memory that this input used is free again, so the next may fit. */
    private Step answerWithoutMemory(Input input, String shown) {
        Step promise;
        try {
            promise = state.keptPromise();
        } catch (StoreUnavailableException e) {
            return reject(shown, new RejectedException(Replies.storeUnavailable(e.reason())));
        } catch (OutOfMemoryError e) {
            // Whether the message is stored is unknown: rather twice than not at all.
            promise = null;
        }
        return promise == null ? reject(shown, commands.outOfMemory(input)) : keep(promise);
    }

    /** Answers a message that is stored, although memory ended meanwhile: another reply would make the client repeat it. */
    private Step keep(Step promise) {
        pending.clear();
        return accept(promise);
    }

    private Step accept(Step answer) {
        return applyRules(answer, true);
    }

    private Step reject(String shown, RejectedException rejection) {
        return applyRules(rejection(shown, rejection), false);
    }

    private Step rejection(String shown, RejectedException rejection) {
        rejection.problem().ifPresent(record::problem);
        if (rejection instanceof RejectedByRuleException byRule) {
            return rejectByRule(shown, byRule.rule());
        }
        if (rejection instanceof SessionRejectedException) {
            return rejectSession(shown, rejection.reply());
        }
        if (rejection.isBadCommand() && ++badCommands > profile.limits().badCommands()) {
            return rejectSession(shown, Replies.tooManyErrors(profile.hostName()));
        }
        record.rejected(shown, visible(rejection.reply()).lastLine());
        return new Step.Send(rejection.reply());
    }

    private Step rejectByRule(String shown, RegisteredRule rule) {
        Step answer = RuleSteps.rejection(rule);
        String reply = NO_REPLY;
        if (answer instanceof Step.WithReply withReply) {
            reply = visible(withReply.reply()).lastLine();
            if (rule.definition().stage() == Stage.CONNECT && withReply.reply().isPermanentFailure()) {
                state.rejectGreeting();
            }
        }
        record.rejected(shown, reply, Optional.of(rule));
        return answer;
    }

    /** Ends the session with a 421 that answers a command. */
    private Step.Close rejectSession(String shown, Reply reply) {
        record.rejected(shown, visible(reply).lastLine());
        return close(reply, SessionEnd.REJECTED);
    }

    private Step.Close close(Reply reply, SessionEnd end) {
        state.end(end);
        return new Step.Close(reply);
    }

    /** Applies the rules that have fired to an answer. Returns its first step; {@link #next} returns the others. */
    private Step applyRules(Step answer, boolean accepted) {
        if (!state.rules().haveFired()) {
            return issue(answer);
        }
        pending.addAll(state.rules().apply(answer, accepted));
        if (state.messageToStore() != null) {
            pending.add(new Step.ConfirmAnswer());
        }
        return issue(pending.remove());
    }

    /** Returns the step that follows the last one, or null if the next input is to be read. */
    public @Nullable Step next() {
        Step step = pending.poll();
        return step == null ? null : issue(step);
    }

    /** Records a step as it leaves the session, so that the transcript shows replies when they are sent. */
    private Step issue(Step step) {
        if (step instanceof Step.WithReply answer) {
            return issue(answer);
        }
        if (step instanceof Step.Disconnect) {
            state.end(SessionEnd.ABORTED_BY_RULE);
        }
        return step;
    }

    private Step.WithReply issue(Step.WithReply step) {
        Reply reply = visible(step.reply());
        record.sent(reply);
        if (step instanceof Step.Close) {
            // Has no effect if the session has already ended for another reason.
            state.end(SessionEnd.REJECTED);
        }
        return reply == step.reply() ? step : step.with(reply);
    }

    private Reply visible(Reply reply) {
        return profile.offers(SmtpExtension.ENHANCED_STATUS_CODES) ? reply : reply.withoutStatus();
    }

    /** Records that the client has received the last answer; called for {@link Step.ConfirmAnswer}. */
    public void onAnswered() {
        commands.storeAfterAnswer();
    }

    /** Returns whether {@link #onContent} is to be called while the current message is being read. */
    public boolean watchesContent() {
        return state.rules().watchesContent();
    }

    /**
     * Returns what to do before more of a message or chunk is read, or null if there is nothing to do. To be called again
     * until then.
     *
     * @param bytes how many bytes of the message or chunk have been read
     */
    public @Nullable Step onContent(long bytes) {
        Transaction transaction = state.transaction();
        long earlier = transaction == null ? 0 : transaction.chunkedSize();
        while (pending.isEmpty()) {
            RegisteredRule rule = state.rules().announceContent(earlier + bytes).orElse(null);
            if (rule == null) {
                return null;
            }
            if (rule.effects().rejects()) {
                record.rejected("(message)", NO_REPLY, Optional.of(rule));
                state.publishChanges();
            }
            pending.addAll(RuleSteps.duringContent(rule));
        }
        return next();
    }

    /** Records that the connection is now encrypted. */
    public void onTls(TlsInfo tls) {
        state.startTls(tls);
        state.publishChanges();
    }

    /** Ends the session because the TLS handshake failed. */
    public void onTlsFailed(String reason) {
        record.received("(TLS handshake failed: " + reason + ")");
        record.rejected("(TLS handshake)", reason, state.rules().tlsRule());
        onEnd(SessionEnd.TLS_FAILED);
    }

    /** Ends the session because the client sent more after STARTTLS, which an attacker may have injected (CVE-2011-0411). */
    public Step.WithReply onPipelinedAfterStartTls() {
        record.problem(Problems.PIPELINED_AFTER_STARTTLS);
        return issue(rejectSession("STARTTLS", Replies.pipelinedAfterStartTls(profile.hostName())));
    }

    /** Ends the session because there are too many. */
    public Step.WithReply onTooManyConnections() {
        return issue(rejectSession("(connect)", Replies.tooManyConnections(profile.hostName())));
    }

    /** Ends the session because there is not enough memory for another one. */
    public Step.WithReply onNoMemory() {
        return issue(rejectSession("(connect)", Replies.noMemoryForConnection(profile.hostName())));
    }

    /** Ends the session because the client sent nothing for too long. */
    public Step.WithReply onTimeout() {
        return issue(close(Replies.timeout(profile.hostName()), SessionEnd.TIMEOUT));
    }

    /** Ends the session because another client needs its connection. */
    public Step.WithReply onDisplaced() {
        return issue(close(Replies.displaced(profile.hostName()), SessionEnd.DISPLACED));
    }

    /** Ends the session because the server stops. */
    public Step.WithReply onStop() {
        return issue(close(Replies.stopping(profile.hostName()), SessionEnd.STOPPED));
    }

    /** Ends the session because of an error in the server. */
    public Step.WithReply onInternalError() {
        pending.clear();
        return issue(close(Replies.internalError(profile.hostName()), SessionEnd.REJECTED));
    }

    /** Records that the session has ended. Only the first end counts: a disconnect after QUIT changes nothing. */
    public void onEnd(SessionEnd end) {
        state.end(end);
    }
}

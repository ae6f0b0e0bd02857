package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.rules.ContentRules;
import io.github.smtpfake.internal.smtp.rules.RegisteredRule;
import io.github.smtpfake.internal.smtp.rules.RuleBook;
import io.github.smtpfake.internal.smtp.rules.RuleEffects;
import io.github.smtpfake.internal.smtp.rules.RuleEffects.Ending;
import io.github.smtpfake.internal.smtp.rules.RuleEffects.Storing;
import io.github.smtpfake.internal.smtp.rules.StageSituation;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rate;
import io.github.smtpfake.rules.ReplyText;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.rules.TlsFault;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a session announces its stages to the rules, and learns what they change. A rule that refuses ends the
 * command by an exception; what the others change is asked for when the command has been carried out.
 */
final class Faults {
    private final RuleBook book;
    private final SessionRecord record;

    /** The rules that have fired since the client was last answered. */
    private final List<RegisteredRule> fired = new ArrayList<>(0);

    /** The rule that has spoilt the handshake. */
    private @Nullable Rule spoiler;

    private @Nullable ContentRules content;

    Faults(RuleBook book, SessionRecord record) {
        this.book = book;
        this.record = record;
    }

    /** Announces a stage of which there is no more to know than what the record of the session has. */
    void announce(Stage stage) throws FaultException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(stage, record.info(), record.openTransaction()));
        }
    }

    void announceHello(Stage stage, String name) throws FaultException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(stage, record.info().withHelo(name), record.openTransaction()));
        }
    }

    void announceAuth(Authentication who) throws FaultException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.AUTH, record.info().withAuthentication(who), Optional.empty()));
        }
    }

    void announceMail(Transaction begun) throws FaultException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.MAIL, record.info(), Optional.of(begun.envelope())));
        }
    }

    void announceRcpt(String recipient, Transaction transaction) throws FaultException {
        int nth = transaction.nextRcpt();
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.RCPT, record.info(), Optional.of(transaction.envelope()))
                    .withRecipient(recipient, nth));
        }
    }

    void announceEndOfData(CapturedMessage message) throws FaultException {
        if (!book.isEmpty()) {
            fire(StageSituation.at(Stage.END_OF_DATA, record.info(), Optional.of(message.envelope()))
                    .withMessage(message));
        }
    }

    private void fire(Situation situation) throws FaultException {
        Optional<RegisteredRule> rule = book.fire(situation);
        if (rule.isPresent()) {
            record.fired(rule.get());
            fired.add(rule.get());
            if (rule.get().effects().rejects()) {
                throw new FaultException(rule.get());
            }
        }
    }

    /** Takes note that a new message begins. */
    void contentBegins() {
        content = book.isEmpty() ? null : book.contentRules();
    }

    /** Takes note that what is being read is of no message. */
    void contentIsOver() {
        content = null;
    }

    /** Returns whether {@link #onContent} is of any use for the message that is being read. */
    boolean watchesContent() {
        ContentRules rules = content;
        return rules != null && !rules.isEmpty();
    }

    /** Announces how many octets of the message have come; to be repeated until no rule fires. */
    Optional<RegisteredRule> onContent(long octets) {
        ContentRules rules = content;
        if (rules == null || rules.isEmpty()) {
            return Optional.empty();
        }
        SessionInfo session = record.info();
        Optional<Envelope> envelope = record.openTransaction();
        Optional<RegisteredRule> rule =
                rules.fire(StageSituation.at(Stage.CONTENT, session, envelope).withBytesReceived(octets));
        rule.ifPresent(record::fired);
        return rule;
    }

    /** Returns whether a message that the client is told was taken is stored. */
    boolean keepsMessage() {
        for (RegisteredRule rule : fired) {
            if (rule.effects().storing() == Storing.NEVER) {
                return false;
            }
        }
        return true;
    }

    /** Returns when a message is stored that this rule fails. */
    static Storing storing(RegisteredRule rule) {
        return rule.effects().storing();
    }

    /** Returns what is to be wrong with the handshake that comes next. */
    Optional<TlsFault> tlsFault() {
        for (RegisteredRule rule : fired) {
            Optional<TlsFault> fault = rule.effects().tlsFault();
            if (fault.isPresent()) {
                spoiler = rule;
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Returns the rule that {@link #tlsFault} came from. */
    Optional<Rule> spoiler() {
        return Optional.ofNullable(spoiler);
    }

    boolean haveFired() {
        return !fired.isEmpty();
    }

    /**
     * Returns an answer as the rules that have fired want it: with another reply or none, slowed down, held back.
     *
     * @param refusal whether the answer says that the command was not carried out
     * @param last what is done to each step in the moment in which it is taken
     */
    Step around(Step step, boolean refusal, UnaryOperator<Step> last) {
        Step given = step instanceof Step.Spoken spoken ? spoken.with(reworded(spoken.reply(), refusal)) : step;
        Optional<Rate> rate = effect(RuleEffects::rate);
        Duration delay = Duration.ZERO;
        for (RegisteredRule rule : fired) {
            delay = delay.plus(rule.effects().delay());
        }
        fired.clear();
        return pause(delay, () -> {
            Step taken = last.apply(given);
            return rate.<Step>map(limit -> new Step.Throttle(limit.bytesPerSecond(), taken))
                    .orElse(taken);
        });
    }

    private Reply reworded(Reply own, boolean refusal) {
        for (RegisteredRule rule : fired) {
            if (rule.effects().dropsReply()) {
                return Reply.NONE;
            }
        }
        Optional<ReplyText> scripted = refusal ? Optional.empty() : effect(RuleEffects::reply);
        return scripted.map(Faults::reply).orElse(own);
    }

    private static Step pause(Duration delay, Supplier<Step> next) {
        return delay.isZero() ? next.get() : new Step.Pause(delay, next);
    }

    /** Returns what a rule that refuses does instead. */
    static Step instead(RegisteredRule rule) {
        RuleEffects effects = rule.effects();
        if (effects.reply().isPresent()) {
            Reply reply = reply(effects.reply().get());
            // RFC 5321, 3.8: a server that sends 421 closes the connection.
            return reply.code() == 421 ? new Step.Close(reply) : new Step.Send(reply);
        }
        if (effects.malformedReply().isPresent()) {
            return new Step.Send(Reply.malformed(effects.malformedReply().get()));
        }
        return effects.ending() == Ending.STALL
                ? new Step.StaySilent()
                : new Step.Disconnect(effects.ending() == Ending.RESET);
    }

    /** Returns what a rule does while a message is read. */
    static Step amid(RegisteredRule rule, UnaryOperator<Step> last) {
        Optional<Rate> rate = rule.effects().rate();
        return pause(rule.effects().delay(), () -> {
            if (rule.effects().rejects()) {
                return last.apply(instead(rule));
            }
            return rate.<Step>map(limit -> new Step.ThrottleContent(limit.bytesPerSecond()))
                    .orElse(new Step.Send(Reply.NONE));
        });
    }

    private static Reply reply(ReplyText text) {
        return new Reply(text.code(), text.status(), text.lines());
    }

    private <T> Optional<T> effect(Function<RuleEffects, Optional<T>> kind) {
        for (RegisteredRule rule : fired) {
            Optional<T> effect = kind.apply(rule.effects());
            if (effect.isPresent()) {
                return effect;
            }
        }
        return Optional.empty();
    }
}

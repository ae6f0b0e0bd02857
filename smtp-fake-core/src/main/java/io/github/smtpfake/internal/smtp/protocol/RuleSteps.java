package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.rules.RegisteredRule;
import io.github.smtpfake.internal.smtp.rules.RuleEffects;
import io.github.smtpfake.internal.smtp.rules.RuleEffects.Ending;
import io.github.smtpfake.internal.smtp.rules.RuleEffects.ScriptedReply;
import io.github.smtpfake.rules.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Translates the effects of rules that have fired into steps. */
final class RuleSteps {

    private RuleSteps() {}

    /**
     * Returns the steps that answer the client: the given answer, delayed, throttled or with another reply, as the rules say.
     *
     * @param answer the server's answer, or that of the rule that rejects
     * @param accepted whether the answer accepts the command or message
     */
    static List<Step> around(Step answer, boolean accepted, List<RegisteredRule> fired) {
        List<Step> steps = new ArrayList<>();
        Duration delay = Duration.ZERO;
        for (RegisteredRule rule : fired) {
            delay = delay.plus(rule.effects().delay());
        }
        if (!delay.isZero()) {
            steps.add(new Step.Pause(delay));
        }
        Optional<Rate> rate = effect(RuleEffects::rate, fired);
        if (rate.isPresent()) {
            steps.add(new Step.Throttle(rate.get().bytesPerSecond()));
        }
        steps.add(answer instanceof Step.WithReply step ? step.with(reply(step.reply(), accepted, fired)) : answer);
        return steps;
    }

    private static Reply reply(Reply own, boolean accepted, List<RegisteredRule> fired) {
        for (RegisteredRule rule : fired) {
            if (rule.effects().dropsReply()) {
                return Reply.NONE;
            }
        }
        Optional<ScriptedReply> scripted = accepted ? effect(RuleEffects::reply, fired) : Optional.empty();
        return scripted.isPresent() ? reply(scripted.get()) : own;
    }

    /** Returns the answer of a rule that rejects a command or message. */
    static Step rejection(RegisteredRule rule) {
        RuleEffects effects = rule.effects();
        if (effects.reply().isPresent()) {
            Reply reply = reply(effects.reply().get());
            // RFC 5321, 3.8: a server that replies 421 closes the connection.
            return reply.code() == 421 ? new Step.Close(reply) : new Step.Send(reply);
        }
        if (effects.malformedReply().isPresent()) {
            return new Step.Send(Reply.malformed(effects.malformedReply().get()));
        }
        return effects.ending() == Ending.STALL
                ? new Step.Stall()
                : new Step.Disconnect(effects.ending() == Ending.RESET);
    }

    /** Returns the steps of a rule that fires while a message is being read; empty if there are none. */
    static List<Step> duringContent(RegisteredRule rule) {
        List<Step> steps = new ArrayList<>();
        RuleEffects effects = rule.effects();
        if (!effects.delay().isZero()) {
            steps.add(new Step.Pause(effects.delay()));
        }
        if (effects.rejects()) {
            steps.add(rejection(rule));
        } else if (effects.rate().isPresent()) {
            steps.add(new Step.ThrottleContent(effects.rate().get().bytesPerSecond()));
        }
        return steps;
    }

    private static Reply reply(ScriptedReply scripted) {
        return new Reply(scripted.code(), scripted.status(), scripted.lines());
    }

    /** Returns the effect of the first of these rules that has it. */
    private static <T> Optional<T> effect(Function<RuleEffects, Optional<T>> kind, List<RegisteredRule> rules) {
        for (RegisteredRule rule : rules) {
            Optional<T> effect = kind.apply(rule.effects());
            if (effect.isPresent()) {
                return effect;
            }
        }
        return Optional.empty();
    }
}

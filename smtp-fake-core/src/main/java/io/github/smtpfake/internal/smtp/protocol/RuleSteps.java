package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.rules.Rate;
import io.github.smtpfake.rules.ReplyText;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleAction.Disconnect.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates the actions of rules that have fired into steps. */
final class RuleSteps {

    private RuleSteps() {}

    /**
     * Returns the steps that answer the client: the given answer, delayed, throttled or with another reply, as the rules say.
     *
     * @param answer the server's answer, or that of the rule that rejects
     * @param accepted whether the answer accepts the command or message
     */
    static List<Step> around(Step answer, boolean accepted, List<Rule> fired) {
        List<Step> steps = new ArrayList<>();
        Duration delay = Duration.ZERO;
        for (Rule rule : fired) {
            delay = delay.plus(rule.definition().delay());
        }
        if (!delay.isZero()) {
            steps.add(new Step.Pause(delay));
        }
        Optional<Rate> rate = action(RuleAction.Throttle.class, fired).map(RuleAction.Throttle::rate);
        if (rate.isPresent()) {
            steps.add(new Step.Throttle(rate.get().bytesPerSecond()));
        }
        steps.add(answer instanceof Step.WithReply step ? step.with(reply(step.reply(), accepted, fired)) : answer);
        return steps;
    }

    private static Reply reply(Reply own, boolean accepted, List<Rule> fired) {
        if (action(RuleAction.DropReply.class, fired).isPresent()) {
            return Reply.NONE;
        }
        Optional<RuleAction.Reply> scripted = accepted ? action(RuleAction.Reply.class, fired) : Optional.empty();
        return scripted.isPresent() ? reply(scripted.get().text()) : own;
    }

    /** Returns the answer of a rule that rejects a command or message. */
    static Step rejection(Rule rule) {
        for (RuleAction action : rule.definition().actions()) {
            if (action instanceof RuleAction.Reply reply) {
                // RFC 5321, 3.8: a server that replies 421 closes the connection.
                return reply.text().code() == 421
                        ? new Step.Close(reply(reply.text()))
                        : new Step.Send(reply(reply.text()));
            }
            if (action instanceof RuleAction.MalformedReply malformed) {
                return new Step.Send(Reply.malformed(malformed.line()));
            }
            if (action instanceof RuleAction.Disconnect disconnect) {
                return new Step.Disconnect(disconnect.manner() == Manner.RESET);
            }
        }
        return new Step.Stall();
    }

    /** Returns the steps of a rule that fires while a message is being read; empty if there are none. */
    static List<Step> duringContent(Rule rule) {
        List<Step> steps = new ArrayList<>();
        Duration delay = rule.definition().delay();
        if (!delay.isZero()) {
            steps.add(new Step.Pause(delay));
        }
        Optional<RuleAction.Throttle> throttle = rule.definition().action(RuleAction.Throttle.class);
        if (rule.definition().refuses()) {
            steps.add(rejection(rule));
        } else if (throttle.isPresent()) {
            steps.add(new Step.ThrottleContent(throttle.get().rate().bytesPerSecond()));
        }
        return steps;
    }

    private static Reply reply(ReplyText text) {
        return new Reply(text.code(), text.status(), text.lines());
    }

    /** Returns the first action of this kind among the rules. */
    static <A extends RuleAction> Optional<A> action(Class<A> kind, List<Rule> rules) {
        for (Rule rule : rules) {
            Optional<A> action = rule.definition().action(kind);
            if (action.isPresent()) {
                return action;
            }
        }
        return Optional.empty();
    }
}

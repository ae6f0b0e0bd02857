package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.session.SessionInfo;
import java.util.stream.Collectors;

/** Why a rule did not fire although a session reached its stage. */
sealed interface RuleMiss {
    int LONGEST = 120;

    /** Returns the reason as a sentence. */
    String describe(RuleDefinition rule);

    /** A condition of the rule did not hold. */
    record Unmet(Situation situation) implements RuleMiss {

        @Override
        public String describe(RuleDefinition rule) {
            String unmet = rule.conditions().stream()
                    .filter(condition -> !condition.holds(situation))
                    .map(RuleCondition::describe)
                    .collect(Collectors.joining(" and "));
            return "The last session at this stage had " + Printable.line(seen(), LONGEST) + ", which does not meet "
                    + Printable.line(unmet, LONGEST) + ".";
        }

        private String seen() {
            if (situation.recipient().isPresent()) {
                return "recipient " + situation.recipient().get();
            }
            if (situation.envelope().isPresent()) {
                return "the envelope " + situation.envelope().get();
            }
            SessionInfo session = situation.session();
            return "the client " + session.client()
                    + session.helo().map(name -> ", EHLO " + name).orElse("")
                    + session.authentication()
                            .map(login -> ", user " + login.user())
                            .orElse("");
        }
    }

    /** The conditions held, but a limit of the rule did not allow it to fire. */
    record Limited() implements RuleMiss {
        @Override
        public String describe(RuleDefinition rule) {
            return "The last session at this stage met its conditions, but "
                    + rule.limits().toString().substring(1) + " did not let it fire.";
        }
    }

    /** Another rule fired. */
    record Overtaken(Rule other) implements RuleMiss {
        @Override
        public String describe(RuleDefinition rule) {
            return "A rule that takes precedence fired instead: " + Printable.line(other.toString(), LONGEST) + ".";
        }
    }
}

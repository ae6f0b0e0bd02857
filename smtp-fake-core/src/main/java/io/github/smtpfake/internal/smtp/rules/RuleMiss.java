package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.SessionInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a rule did not fire. */
sealed interface RuleMiss {
    int LONGEST = 120;

    /** Returns the reason as a sentence. */
    String describe(RuleDefinition rule);

    /** A condition of the rule did not hold. */
    record Unmet(Situation situation) implements RuleMiss {

        @Override
        public String describe(RuleDefinition rule) {
            List<RuleCondition> unmet = rule.conditions().stream()
                    .filter(condition -> !condition.holds(situation))
                    .toList();
            return "The last " + Printable.line(seen(unmet), LONGEST) + ", which does not match "
                    + Printable.line(named(rule.stage(), unmet), LONGEST)
                    + ". Change the rule, or what the application sends.";
        }

        /** Returns the conditions as the description of the rule names them. */
        private static String named(Stage stage, List<RuleCondition> conditions) {
            String whole = new RuleDefinition(stage, conditions, RuleLimits.NONE, List.of()).toString();
            String trigger = whole.substring(0, whole.lastIndexOf(" -> "));
            return trigger.contains("()")
                    ? conditions.stream().map(RuleCondition::describe).collect(Collectors.joining(" and "))
                    : trigger;
        }

        private String seen(List<RuleCondition> unmet) {
            boolean isAboutRecipient =
                    unmet.stream().allMatch(condition -> condition.describe().startsWith("recipient("));
            if (isAboutRecipient && situation.recipient().isPresent()) {
                return "RCPT TO was for " + situation.recipient().get();
            }
            if (situation.envelope().isPresent()) {
                return "session at this stage had the envelope "
                        + situation.envelope().get();
            }
            SessionInfo session = situation.session();
            return "session at this stage had the client " + session.client()
                    + session.helo().map(name -> ", EHLO " + name).orElse("")
                    + session.authentication()
                            .map(login -> ", user " + login.user())
                            .orElse("");
        }
    }

    /**
     * No session reached the stage of the rule.
     *
     * @param furthest the furthest stage that a session reached since the rule was added; null if no client connected
     */
    record NotReached(@Nullable Stage furthest) implements RuleMiss {

        @Override
        public String describe(RuleDefinition rule) {
            if (furthest == null) {
                return "No client has connected since the rule was added. Add the rule before the application sends, and check"
                        + " the host and port that it sends to.";
            }
            String name = name(rule.stage());
            return (isProgress(rule.stage()) ? "No session got as far as " + name : "No client sent " + name)
                    + "; the furthest session got to " + name(furthest) + ". See its transcript for the reason.";
        }

        /** Returns whether every session that delivers a message reaches the stage, after all such stages before it. */
        static boolean isProgress(Stage stage) {
            return switch (stage) {
                case CONNECT, EHLO, MAIL, RCPT, DATA, CONTENT, END_OF_DATA -> true;
                default -> false;
            };
        }

        private static String name(Stage stage) {
            return switch (stage) {
                case SMTPS -> "a connection with implicit TLS";
                case CONNECT -> "the connection";
                case MAIL -> "MAIL FROM";
                case RCPT -> "RCPT TO";
                case CONTENT -> "the content of a message";
                case END_OF_DATA -> "the end of DATA";
                case COMMAND -> "a command";
                default -> stage.name();
            };
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

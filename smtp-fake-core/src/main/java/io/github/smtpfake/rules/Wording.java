package io.github.smtpfake.rules;

import io.github.smtpfake.rules.RuleAction.Disconnect.Manner;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How rules read in transcripts and failures: as they were written in Java, nearly. */
final class Wording {

    private Wording() {}

    static String of(RuleDefinition definition) {
        StringBuilder text = new StringBuilder(trigger(definition.stage(), definition.conditions()));
        RuleLimits limits = definition.limits();
        if (limits.skip() > 0) {
            text.append(".skip(").append(limits.skip()).append(')');
        }
        limits.times().ifPresent(times -> text.append(".times(").append(times).append(')'));
        limits.chance()
                .ifPresent(chance -> text.append(
                        String.format(Locale.ROOT, ".withProbability(%s, %d)", chance.probability(), chance.seed())));
        limits.above()
                .ifPresent(above -> text.append(".above(")
                        .append(above.count())
                        .append(" per ")
                        .append(above.window().toSeconds())
                        .append(" s)"));
        return text.append(" -> ").append(actions(definition.actions())).toString();
    }

    /** The first condition of a stage that has an argument of its own is that argument. */
    private static String trigger(Stage stage, List<RuleCondition> conditions) {
        boolean hasArgument = !conditions.isEmpty() && isArgument(stage, conditions.get(0));
        String argument = hasArgument ? pattern(conditions.get(0)) : "";
        String others = conditions.stream()
                .skip(hasArgument ? 1 : 0)
                .map(condition -> "." + of(condition))
                .collect(Collectors.joining());
        return name(stage) + "(" + argument + ")" + others;
    }

    private static boolean isArgument(Stage stage, RuleCondition condition) {
        return stage == Stage.MAIL && condition instanceof RuleCondition.Sender
                || stage == Stage.RCPT && condition instanceof RuleCondition.Recipient
                || stage == Stage.AUTH && condition instanceof RuleCondition.User;
    }

    private static String pattern(RuleCondition condition) {
        String text = of(condition);
        return text.substring(text.indexOf('(') + 1, text.length() - 1);
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case MAIL -> "mailFrom";
            case RCPT -> "rcptTo";
            case STARTTLS -> "startTls";
            case COMMAND -> "anyCommand";
            default -> stage.jsonName();
        };
    }

    static String of(RuleCondition condition) {
        if (condition instanceof RuleCondition.Sender sender) {
            return "sender(" + sender.pattern() + ")";
        }
        if (condition instanceof RuleCondition.Recipient recipient) {
            return "recipient(" + recipient.pattern() + ")";
        }
        if (condition instanceof RuleCondition.Helo helo) {
            return "helo(" + helo.pattern() + ")";
        }
        if (condition instanceof RuleCondition.User user) {
            return "user(" + user.pattern() + ")";
        }
        if (condition instanceof RuleCondition.Client client) {
            return "client(" + client.pattern() + ")";
        }
        if (condition instanceof RuleCondition.Tls tls) {
            return tls.encrypted() ? "encrypted()" : "unencrypted()";
        }
        if (condition instanceof RuleCondition.Header header) {
            return "header(" + header.name() + ": " + header.text() + ")";
        }
        if (condition instanceof RuleCondition.LargerThan larger) {
            return "largerThan(" + larger.octets() + ")";
        }
        if (condition instanceof RuleCondition.AfterBytes after) {
            return "afterBytes(" + after.octets() + ")";
        }
        if (condition instanceof RuleCondition.Nth nth) {
            return "nth(" + nth.n() + ")";
        }
        if (condition instanceof RuleCondition.Not not) {
            return "not(" + not.all().stream().map(Wording::of).collect(Collectors.joining(", ")) + ")";
        }
        return "matching(" + ((RuleCondition.Satisfies) condition).description() + ")";
    }

    private static String actions(List<RuleAction> actions) {
        return actions.isEmpty() ? "proceed" : actions.stream().map(Wording::of).collect(Collectors.joining(", "));
    }

    static String of(RuleAction action) {
        if (action instanceof RuleAction.Delay delay) {
            return "delay " + delay.duration().toMillis() + " ms";
        }
        if (action instanceof RuleAction.Reply reply) {
            String text = reply.text().toString().replace("\n", " / ");
            return reply.refuses() ? text : text + " (carried out)";
        }
        if (action instanceof RuleAction.Disconnect disconnect) {
            return disconnect.manner() == Manner.RESET ? "reset" : "disconnect";
        }
        if (action instanceof RuleAction.Stall) {
            return "stop answering";
        }
        if (action instanceof RuleAction.Throttle throttle) {
            return "throttle " + throttle.rate();
        }
        if (action instanceof RuleAction.Store store) {
            return switch (store.when()) {
                case BEFORE_FAILING -> "store before failing";
                case AFTER_FAILING -> "store after failing";
                case NO -> "lose";
            };
        }
        if (action instanceof RuleAction.MalformedReply malformed) {
            return "malformed reply \"" + malformed.line() + "\"";
        }
        if (action instanceof RuleAction.DropReply) {
            return "drop the reply";
        }
        return "present " + ((RuleAction.Present) action).fault().jsonName();
    }
}

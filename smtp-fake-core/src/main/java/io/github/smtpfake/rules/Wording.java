package io.github.smtpfake.rules;

import io.github.smtpfake.rules.Action.Disconnect.Manner;
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
    private static String trigger(Stage stage, List<Condition> conditions) {
        boolean hasArgument = !conditions.isEmpty() && isArgument(stage, conditions.get(0));
        String argument = hasArgument ? pattern(conditions.get(0)) : "";
        String others = conditions.stream()
                .skip(hasArgument ? 1 : 0)
                .map(condition -> "." + of(condition))
                .collect(Collectors.joining());
        return name(stage) + "(" + argument + ")" + others;
    }

    private static boolean isArgument(Stage stage, Condition condition) {
        return stage == Stage.MAIL && condition instanceof Condition.Sender
                || stage == Stage.RCPT && condition instanceof Condition.Recipient
                || stage == Stage.AUTH && condition instanceof Condition.User;
    }

    private static String pattern(Condition condition) {
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

    static String of(Condition condition) {
        if (condition instanceof Condition.Sender sender) {
            return "sender(" + sender.pattern() + ")";
        }
        if (condition instanceof Condition.Recipient recipient) {
            return "recipient(" + recipient.pattern() + ")";
        }
        if (condition instanceof Condition.Helo helo) {
            return "helo(" + helo.pattern() + ")";
        }
        if (condition instanceof Condition.User user) {
            return "user(" + user.pattern() + ")";
        }
        if (condition instanceof Condition.Client client) {
            return "client(" + client.pattern() + ")";
        }
        if (condition instanceof Condition.Tls tls) {
            return tls.encrypted() ? "encrypted()" : "unencrypted()";
        }
        if (condition instanceof Condition.Header header) {
            return "header(" + header.name() + ": " + header.text() + ")";
        }
        if (condition instanceof Condition.LargerThan larger) {
            return "largerThan(" + larger.octets() + ")";
        }
        if (condition instanceof Condition.AfterBytes after) {
            return "afterBytes(" + after.octets() + ")";
        }
        if (condition instanceof Condition.Nth nth) {
            return "nth(" + nth.n() + ")";
        }
        if (condition instanceof Condition.Not not) {
            return "not(" + not.all().stream().map(Wording::of).collect(Collectors.joining(", ")) + ")";
        }
        return "matching(" + ((Condition.Satisfies) condition).description() + ")";
    }

    private static String actions(List<Action> actions) {
        return actions.isEmpty() ? "proceed" : actions.stream().map(Wording::of).collect(Collectors.joining(", "));
    }

    static String of(Action action) {
        if (action instanceof Action.Delay delay) {
            return "delay " + delay.duration().toMillis() + " ms";
        }
        if (action instanceof Action.Reply reply) {
            String text = reply.text().toString().replace("\n", " / ");
            return reply.refuses() ? text : text + " (carried out)";
        }
        if (action instanceof Action.Disconnect disconnect) {
            return disconnect.manner() == Manner.RESET ? "reset" : "disconnect";
        }
        if (action instanceof Action.Silence) {
            return "stop answering";
        }
        if (action instanceof Action.Throttle throttle) {
            return "throttle " + throttle.rate();
        }
        if (action instanceof Action.Store store) {
            return switch (store.when()) {
                case BEFORE_FAILING -> "store before failing";
                case AFTER_FAILING -> "store after failing";
                case NO -> "lose";
            };
        }
        if (action instanceof Action.MalformedReply malformed) {
            return "malformed reply \"" + malformed.line() + "\"";
        }
        if (action instanceof Action.DropReply) {
            return "drop the reply";
        }
        return "present " + ((Action.Present) action).fault().jsonName();
    }
}

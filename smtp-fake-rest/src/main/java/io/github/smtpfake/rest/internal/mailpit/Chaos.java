package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rest.internal.mailpit.ChaosJson.Trigger;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Mailpit's chaos: the server has a rule for each active trigger. Thread-safe. */
final class Chaos {
    private final SmtpFakeServer smtp;
    private final Map<Kind, Trigger> triggers = new EnumMap<>(Kind.class);
    private final Map<Kind, Rule> rules = new EnumMap<>(Kind.class);

    /** The commands that can fail. */
    enum Kind {
        SENDER("Sender", Stage.MAIL, 451),
        RECIPIENT("Recipient", Stage.RCPT, 451),
        AUTHENTICATION("Authentication", Stage.AUTH, 535);

        private final String jsonName;
        private final Stage stage;
        private final int defaultCode;

        Kind(String jsonName, Stage stage, int defaultCode) {
            this.jsonName = jsonName;
            this.stage = stage;
            this.defaultCode = defaultCode;
        }

        String jsonName() {
            return jsonName;
        }

        /** Returns the trigger that never fires. */
        Trigger off() {
            return new Trigger(defaultCode, 0);
        }

        private RuleDefinition rule(Trigger trigger) {
            RuleLimits limits = trigger.probability() == 100
                    ? RuleLimits.NONE
                    : RuleLimits.NONE.withProbability(
                            trigger.probability() / 100.0,
                            ThreadLocalRandom.current().nextLong());
            String reply = trigger.errorCode() + " Chaos " + name().toLowerCase(Locale.ROOT) + " error";
            return new RuleDefinition(stage, List.of(), limits, List.of(RuleAction.reply(reply)));
        }
    }

    Chaos(SmtpFakeServer smtp) {
        this.smtp = smtp;
    }

    /** Returns the current triggers. A trigger whose rule was removed is off. */
    synchronized ChaosJson current() {
        return new ChaosJson(current(Kind.SENDER), current(Kind.RECIPIENT), current(Kind.AUTHENTICATION));
    }

    private Trigger current(Kind kind) {
        Trigger trigger = triggers.getOrDefault(kind, kind.off());
        return trigger.probability() == 0 || smtp.rules().contains(rules.get(kind))
                ? trigger
                : new Trigger(trigger.errorCode(), 0);
    }

    /**
     * Replaces all triggers.
     *
     * @throws IllegalArgumentException if the server never reaches the stage of a trigger; then nothing changes
     */
    synchronized void set(Map<Kind, Trigger> next) {
        Map<Kind, Rule> added = new EnumMap<>(Kind.class);
        try {
            next.forEach((kind, trigger) -> {
                if (trigger.probability() > 0) {
                    added.put(kind, ServerAccess.addRule(smtp, kind.rule(trigger)));
                }
            });
        } catch (IllegalArgumentException e) {
            added.values().forEach(Rule::remove);
            throw e;
        }
        rules.values().forEach(Rule::remove);
        rules.clear();
        rules.putAll(added);
        triggers.clear();
        triggers.putAll(next);
    }
}

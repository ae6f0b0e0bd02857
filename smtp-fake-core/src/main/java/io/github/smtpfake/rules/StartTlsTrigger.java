package io.github.smtpfake.rules;

import java.util.List;

/** STARTTLS comes. */
public final class StartTlsTrigger extends SessionTrigger<StartTlsTrigger, StartTlsDraft> {

    StartTlsTrigger(List<RuleCondition> conditions) {
        super(Stage.STARTTLS, conditions);
    }

    @Override
    StartTlsTrigger with(List<RuleCondition> all) {
        return new StartTlsTrigger(all);
    }

    @Override
    StartTlsDraft draft(Draft draft) {
        return new StartTlsDraft(draft);
    }
}

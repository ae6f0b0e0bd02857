package io.github.smtpfake.rules;

import java.util.List;

/** A client connects. */
public final class ConnectTrigger extends Trigger<ConnectTrigger, ConnectDraft> {

    ConnectTrigger(List<RuleCondition> conditions) {
        super(Stage.CONNECT, conditions);
    }

    @Override
    ConnectTrigger with(List<RuleCondition> all) {
        return new ConnectTrigger(all);
    }

    @Override
    ConnectDraft draft(Draft draft) {
        return new ConnectDraft(draft);
    }
}

package io.github.smtpfake.rules;

import java.util.List;

/** A command comes that is not about mail. */
public final class SessionCommandTrigger extends SessionTrigger<SessionCommandTrigger, CommandDraft> {

    SessionCommandTrigger(Stage stage, List<RuleCondition> conditions) {
        super(stage, conditions);
    }

    @Override
    SessionCommandTrigger with(List<RuleCondition> all) {
        return new SessionCommandTrigger(stage, all);
    }

    @Override
    CommandDraft draft(Draft draft) {
        return new CommandDraft(draft);
    }
}

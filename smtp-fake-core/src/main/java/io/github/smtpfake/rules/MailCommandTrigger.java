package io.github.smtpfake.rules;

import java.util.List;

/** A command comes that may be about mail. */
public final class MailCommandTrigger extends TransactionTrigger<MailCommandTrigger, CommandDraft> {

    MailCommandTrigger(Stage stage, List<RuleCondition> conditions) {
        super(stage, conditions);
    }

    @Override
    MailCommandTrigger with(List<RuleCondition> all) {
        return new MailCommandTrigger(stage, all);
    }

    @Override
    CommandDraft draft(Draft draft) {
        return new CommandDraft(draft);
    }
}

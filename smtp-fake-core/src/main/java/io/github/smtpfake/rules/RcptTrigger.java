package io.github.smtpfake.rules;

import java.util.List;

/** RCPT comes. */
public final class RcptTrigger extends TransactionTrigger<RcptTrigger, CommandDraft> {

    RcptTrigger(List<RuleCondition> conditions) {
        super(Stage.RCPT, conditions);
    }

    @Override
    RcptTrigger with(List<RuleCondition> all) {
        return new RcptTrigger(all);
    }

    @Override
    CommandDraft draft(Draft draft) {
        return new CommandDraft(draft);
    }

    /** It is the n-th RCPT of its mail transaction, from 1 on, refused ones included. */
    public RcptTrigger nth(int n) {
        return and(new RuleCondition.Nth(n));
    }
}

package io.github.smtpfake.rules;

import java.util.List;

/** A client connects to the port that is encrypted from the first octet on. */
public final class SmtpsTrigger extends Trigger<SmtpsTrigger, SmtpsDraft> {

    SmtpsTrigger(List<RuleCondition> conditions) {
        super(Stage.SMTPS, conditions);
    }

    @Override
    SmtpsTrigger with(List<RuleCondition> all) {
        return new SmtpsTrigger(all);
    }

    @Override
    SmtpsDraft draft(Draft draft) {
        return new SmtpsDraft(draft);
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.rules.RegisteredRule;

/** Thrown if a rule rejects a command or message; the rule also defines the answer. */
final class RejectedByRuleException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final transient RegisteredRule rule;

    RejectedByRuleException(RegisteredRule rule) {
        super(Reply.NONE);
        this.rule = rule;
    }

    RegisteredRule rule() {
        return rule;
    }
}

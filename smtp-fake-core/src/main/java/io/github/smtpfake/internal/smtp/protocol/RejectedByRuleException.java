package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.rules.Rule;

/** A rule rejects a command or message; the rule also defines the answer. */
final class RejectedByRuleException extends RejectedException {
    private static final long serialVersionUID = 1L;

    private final transient Rule rule;

    RejectedByRuleException(Rule rule) {
        super(Reply.NONE);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.rules.Rule;
import java.util.Optional;

/** A command that is not carried out because a rule says so; the rule also says what is done instead. */
final class FaultException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient Rule rule;
    private transient Optional<Runnable> afterwards = Optional.empty();

    FaultException(Rule rule) {
        super(Reply.NONE);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    /** Sets what is done once the client has been told. */
    void afterwards(Runnable task) {
        afterwards = Optional.of(task);
    }

    Optional<Runnable> afterwards() {
        return afterwards;
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.rules.RegisteredRule;
import java.util.Optional;

/** A command that is not carried out because a rule says so; the rule also says what is done instead. */
final class FaultException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final transient RegisteredRule rule;
    private transient Optional<Runnable> afterwards = Optional.empty();

    FaultException(RegisteredRule rule) {
        super(Reply.NONE);
        this.rule = rule;
    }

    RegisteredRule rule() {
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

package io.github.smtpfake.rules;

import java.util.List;

/**
 * A trigger of a stage at which the client has said something.
 *
 * @param <T> the trigger itself
 * @param <D> what the stage can be made to do
 */
public abstract class SessionTrigger<T extends SessionTrigger<T, D>, D> extends Trigger<T, D> {

    SessionTrigger(Stage stage, List<RuleCondition> conditions) {
        super(stage, conditions);
    }

    /** The client has called itself so with EHLO or HELO. */
    public T helo(String name) {
        return and(new RuleCondition.Helo(name));
    }

    /** This user has logged in. */
    public T user(String name) {
        return and(new RuleCondition.User(name));
    }
}

package io.github.smtpfake.rules;

import java.util.List;

/**
 * A trigger of a stage that a mail transaction leads to.
 *
 * @param <T> the trigger itself
 * @param <D> what the stage can be made to do
 */
public abstract class TransactionTrigger<T extends TransactionTrigger<T, D>, D> extends SessionTrigger<T, D> {

    TransactionTrigger(Stage stage, List<RuleCondition> conditions) {
        super(stage, conditions);
    }

    /** The envelope's sender is this address; empty for the null path. */
    public T sender(String address) {
        return and(new RuleCondition.Sender(address));
    }

    /** One of the envelope's recipients is this address. */
    public T recipient(String address) {
        return and(new RuleCondition.Recipient(address));
    }
}

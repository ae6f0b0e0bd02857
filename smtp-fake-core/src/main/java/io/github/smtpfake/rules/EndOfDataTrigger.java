package io.github.smtpfake.rules;

import io.github.smtpfake.message.MessageQuery;
import java.util.List;

/** A message is complete, and not yet stored. */
public final class EndOfDataTrigger extends TransactionTrigger<EndOfDataTrigger, EndOfDataDraft> {

    EndOfDataTrigger(List<RuleCondition> conditions) {
        super(Stage.END_OF_DATA, conditions);
    }

    @Override
    EndOfDataTrigger with(List<RuleCondition> all) {
        return new EndOfDataTrigger(all);
    }

    @Override
    EndOfDataDraft draft(Draft draft) {
        return new EndOfDataDraft(draft);
    }

    /** The message has more octets than this. */
    public EndOfDataTrigger largerThan(long octets) {
        return and(new RuleCondition.LargerThan(octets));
    }

    /** A header field with this name contains this text, both without regard to case. */
    public EndOfDataTrigger header(String name, String text) {
        return and(new RuleCondition.Header(name, text));
    }

    /** The message matches the query, as an {@code Inbox} would show it. */
    public EndOfDataTrigger matching(MessageQuery query) {
        return matching(
                query.toString(),
                situation -> situation.message().filter(query::matches).isPresent());
    }
}

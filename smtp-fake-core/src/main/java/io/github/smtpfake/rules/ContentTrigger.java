package io.github.smtpfake.rules;

import java.util.List;

/** The text of a message is being read. */
public final class ContentTrigger extends TransactionTrigger<ContentTrigger, ContentDraft> {

    ContentTrigger(List<RuleCondition> conditions) {
        super(Stage.CONTENT, conditions);
    }

    @Override
    ContentTrigger with(List<RuleCondition> all) {
        return new ContentTrigger(all);
    }

    @Override
    ContentDraft draft(Draft draft) {
        return new ContentDraft(draft);
    }

    /** So many octets of it have come; without this the rule fires before the first. */
    public ContentTrigger afterBytes(long octets) {
        return and(new RuleCondition.AfterBytes(octets));
    }
}

package io.github.smtpfake.rules;

/** What the reading of a message can be made to do. */
public final class ContentDraft extends RuleDraft<ContentDraft> {

    ContentDraft(Draft draft) {
        super(draft);
    }

    @Override
    ContentDraft with(Draft other) {
        return new ContentDraft(other);
    }

    /** Reads the rest of the message no faster than this. */
    public Rule throttle(Rate rate) {
        return register(new RuleAction.Throttle(rate));
    }
}

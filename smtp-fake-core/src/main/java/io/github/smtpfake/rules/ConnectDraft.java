package io.github.smtpfake.rules;

/** What a new connection can be made to do. */
public final class ConnectDraft extends ReplyDraft<ConnectDraft> {

    ConnectDraft(Draft draft) {
        super(draft);
    }

    @Override
    ConnectDraft with(Draft other) {
        return new ConnectDraft(other);
    }

    /** Slows the connection down in both directions, until its end. */
    public Rule throttle(Rate rate) {
        return register(new RuleAction.Throttle(rate));
    }
}

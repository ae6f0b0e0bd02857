package io.github.smtpfake.rules;

import io.github.smtpfake.rules.RuleAction.Disconnect.Manner;
import io.github.smtpfake.rules.RuleAction.Store.When;

/** What the end of a message can be made to do. Unless said otherwise, a message that is refused is not stored. */
public final class EndOfDataDraft extends ReplyDraft<EndOfDataDraft> {
    private static final RuleAction STORE_BEFORE = new RuleAction.Store(When.BEFORE_FAILING);

    EndOfDataDraft(Draft draft) {
        super(draft);
    }

    @Override
    EndOfDataDraft with(Draft other) {
        return new EndOfDataDraft(other);
    }

    /** Stores the message, and closes the connection in order without a reply: the client cannot know that it arrived. */
    public Rule storeThenDisconnect() {
        return register(STORE_BEFORE, new RuleAction.Disconnect(Manner.CLOSE));
    }

    /** Stores the message, and closes the connection by RST without a reply. */
    public Rule storeThenReset() {
        return register(STORE_BEFORE, new RuleAction.Disconnect(Manner.RESET));
    }

    /** Stores the message, and answers nothing any more. */
    public Rule storeThenStall() {
        return register(STORE_BEFORE, new RuleAction.Stall());
    }

    /**
     * Stores the message, and tells the client that it failed.
     *
     * @throws IllegalArgumentException if it is no reply of 400 to 599; the message names the fix
     */
    public Rule storeThenFail(String reply) {
        return register(STORE_BEFORE, new RuleAction.Reply(ReplyText.parse(reply)));
    }

    /**
     * Tells the client that the message failed, and stores it all the same once the client was told.
     *
     * @throws IllegalArgumentException if it is no reply of 400 to 599; the message names the fix
     */
    public Rule failThenStore(String reply) {
        return register(new RuleAction.Store(When.AFTER_FAILING), new RuleAction.Reply(ReplyText.parse(reply)));
    }

    /** Tells the client that the message was taken, and loses it. */
    public Rule acceptAndDiscard() {
        return register(new RuleAction.Store(When.NO));
    }
}

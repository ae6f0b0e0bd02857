package io.github.smtpfake.rules;

/**
 * A rule of a stage that ends with a reply.
 *
 * @param <D> the draft itself
 */
public abstract class ReplyDraft<D extends ReplyDraft<D>> extends RuleDraft<D> {

    ReplyDraft(Draft draft) {
        super(draft);
    }

    /**
     * Gives this reply instead of the server's own: {@code "452 4.2.2 mailbox full"}; {@code \n} separates lines. A code of
     * 400 to 599 refuses: what was asked for is not done. 421 closes the connection, too; a greeting of 5xx leaves the client
     * nothing but QUIT (RFC 5321, section 3.1). A positive code, where one fits the stage, only replaces the text: what was
     * asked for is done, and the rule's description says so.
     *
     * @throws IllegalArgumentException if it is no reply, or does not fit the stage; the message names the fix
     */
    public Rule reply(String text) {
        return register(new RuleAction.Reply(ReplyText.parse(text)));
    }

    /**
     * Sends a line that is no reply, and does not do what was asked for.
     *
     * @throws IllegalArgumentException if it begins like a reply, has a line end or is longer than 2,000 characters
     */
    public Rule malformedReply(String line) {
        return register(new RuleAction.MalformedReply(line));
    }

    /** Does what was asked for, and leaves the reply out. */
    public Rule dropReply() {
        return register(new RuleAction.DropReply());
    }
}

package io.github.smtpfake.rules;

/** What a command can be made to do. */
public final class CommandDraft extends ReplyDraft<CommandDraft> {

    CommandDraft(Draft draft) {
        super(draft);
    }

    @Override
    CommandDraft with(Draft other) {
        return new CommandDraft(other);
    }
}

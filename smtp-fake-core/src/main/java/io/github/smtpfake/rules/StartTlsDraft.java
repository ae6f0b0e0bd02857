package io.github.smtpfake.rules;

/** What STARTTLS can be made to do. */
public final class StartTlsDraft extends ReplyDraft<StartTlsDraft> {

    StartTlsDraft(Draft draft) {
        super(draft);
    }

    @Override
    StartTlsDraft with(Draft other) {
        return new StartTlsDraft(other);
    }

    /** Accepts the command, and spoils the handshake. */
    public Rule present(TlsFault fault) {
        return register(new RuleAction.Present(fault));
    }
}

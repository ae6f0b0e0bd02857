package io.github.smtpfake.rules;

/** What a new connection to the encrypted port can be made to do before its handshake. */
public final class SmtpsDraft extends RuleDraft<SmtpsDraft> {

    SmtpsDraft(Draft draft) {
        super(draft);
    }

    @Override
    SmtpsDraft with(Draft other) {
        return new SmtpsDraft(other);
    }

    /** Spoils the handshake. */
    public Rule present(TlsFault fault) {
        return register(new RuleAction.Present(fault));
    }
}

package io.github.smtpfake.internal.protocol;

/** A command that must be answered with this reply instead of being carried out. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedException(Reply reply) {
        // No stack trace: a refused command is a thing of every day, and only its reply is of use.
        super(reply.lastLine(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.Body;

/** What commands have in common. */
final class Commands {

    private Commands() {}

    static void requireNoArgument(Command command) throws RefusedException {
        if (!command.argument().isEmpty()) {
            throw new RefusedException(Replies.NO_ARGUMENT, Problems.malformed("Argument where there is none"));
        }
    }

    static Step send(Reply reply) {
        return new Step.Send(reply);
    }

    /** Returns the refusal of a text or chunk that was read and not kept. */
    static RefusedException notKept(Body body) {
        return new RefusedException(body instanceof Body.OutOfMemory ? Replies.OUT_OF_MEMORY : Replies.TOO_BIG);
    }
}

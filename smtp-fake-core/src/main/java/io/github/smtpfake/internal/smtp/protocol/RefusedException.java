package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command that must be answered with this reply instead of being carried out. */
class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;
    private final transient @Nullable Problem problem;

    RefusedException(Reply reply) {
        this(reply, null);
    }

    /** @param problem what the client did against an RFC */
    RefusedException(Reply reply, @Nullable Problem problem) {
        // No stack trace: a refused command is a thing of every day, and only its reply is of use.
        super(reply.lastLine(), null, false, false);
        this.reply = reply;
        this.problem = problem;
    }

    /** Returns the refusal of a command of which a part is not what it has to be. */
    static RefusedException malformed(String reason) {
        return new RefusedException(Replies.badArgument(reason), Problems.malformed(reason));
    }

    /** Returns the refusal of a parameter that no extension defines, or none that is offered. */
    static RefusedException unknownParameter(String keyword) {
        return new RefusedException(Replies.unknownParameter(keyword), Problems.UNKNOWN_PARAMETER);
    }

    Reply reply() {
        return reply;
    }

    /** Returns whether a client that keeps on doing this is to be sent away. */
    boolean isMistake() {
        return reply.isBadCommand();
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}

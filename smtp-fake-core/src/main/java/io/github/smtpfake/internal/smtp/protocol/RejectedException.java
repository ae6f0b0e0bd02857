package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if the server rejects a command, message or chunk with a reply. */
class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;
    private final transient @Nullable Problem problem;
    private final boolean consequential;

    RejectedException(Reply reply) {
        this(reply, null);
    }

    /** @param problem the client's violation of an RFC */
    RejectedException(Reply reply, @Nullable Problem problem) {
        this(reply, problem, false);
    }

    private RejectedException(Reply reply, @Nullable Problem problem, boolean consequential) {
        // No stack trace: rejected commands are frequent, and only the reply is used.
        super(reply.lastLine(), null, false, false);
        this.reply = reply;
        this.problem = problem;
        this.consequential = consequential;
    }

    /**
     * Returns the rejection of a command that fails only because an earlier command was rejected. A client that sends
     * its commands in groups could not know that (RFC 2920, 3.1), so this does not count as a client error.
     */
    static RejectedException consequential(Reply reply) {
        return new RejectedException(reply, null, true);
    }

    /** Returns the rejection of a command with a syntax error. */
    static RejectedException malformed(String reason) {
        return new RejectedException(Replies.badArgument(reason), Problems.malformed(reason));
    }

    Reply reply() {
        return reply;
    }

    /** Returns whether this counts toward the limit of bad commands, after which the session ends. */
    boolean isBadCommand() {
        return !consequential && reply.isBadCommand();
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}

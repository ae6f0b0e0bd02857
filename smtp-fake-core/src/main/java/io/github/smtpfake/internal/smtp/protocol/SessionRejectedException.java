package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the server rejects a command and ends the session, because the bytes after the command cannot be read as
 * commands.
 */
final class SessionRejectedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    SessionRejectedException(Reply reply, @Nullable Problem problem) {
        super(reply, problem);
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import org.jspecify.annotations.Nullable;

/** A command is rejected and the session ends, because the bytes after it cannot be read as commands. */
final class SessionRejectedException extends RejectedException {
    private static final long serialVersionUID = 1L;

    SessionRejectedException(Reply reply, @Nullable Problem problem) {
        super(reply, problem);
    }
}

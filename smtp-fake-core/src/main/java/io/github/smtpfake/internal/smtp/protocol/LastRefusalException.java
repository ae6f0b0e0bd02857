package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import org.jspecify.annotations.Nullable;

/** A command that is refused and ends the session, as nothing behind it can be taken for a command. */
final class LastRefusalException extends RefusedException {
    private static final long serialVersionUID = 1L;

    LastRefusalException(Reply reply, @Nullable Problem problem) {
        super(reply, problem);
    }
}

package io.github.smtpfake.internal.smtp.protocol;

/**
 * A command that is refused only because an earlier one was, which a client that sends its commands in groups could not
 * know (RFC 2920, 3.1): no mistake of its own.
 */
final class KnockOnException extends RefusedException {
    private static final long serialVersionUID = 1L;

    KnockOnException(Reply reply) {
        super(reply);
    }

    @Override
    boolean isMistake() {
        return false;
    }
}

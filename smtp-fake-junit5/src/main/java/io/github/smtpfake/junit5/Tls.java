package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.StartTls;

/** How a server can be spoken to in secret; {@link io.github.smtpfake.SmtpFakeServer#tls()} has what a client must trust. */
public enum Tls {
    /** Not at all. */
    OFF,
    /** By STARTTLS, if the client wants to. */
    OFFERED,
    /** By STARTTLS, before anything else. */
    REQUIRED,
    /** On a second port, {@link io.github.smtpfake.SmtpFakeServer#smtpsPort()}, from the first octet on. */
    IMPLICIT;

    void applyTo(SmtpFakeServerBuilder builder) {
        switch (this) {
            case OFF -> {}
            case OFFERED -> builder.startTls(StartTls.OFFERED);
            case REQUIRED -> builder.startTls(StartTls.REQUIRED);
            case IMPLICIT -> builder.smtpsPort(0);
        }
    }
}

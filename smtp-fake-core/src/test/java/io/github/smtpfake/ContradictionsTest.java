package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import org.junit.jupiter.api.Test;

/** A server that is told what cannot be both says so, instead of doing either. */
class ContradictionsTest {

    @Test
    void authCannotBeRequiredAndSwitchedOff() {
        refuses(
                SmtpFakeServer.builder().disable(SmtpExtension.AUTH).requireAuth(),
                "authRequired()",
                "without(Extension.AUTH)");
    }

    @Test
    void startTlsCannotBeRequiredAndSwitchedOff() {
        refuses(
                SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED).disable(SmtpExtension.STARTTLS),
                "tls(TlsMode.STARTTLS_REQUIRED)",
                "without(Extension.STARTTLS)");
    }

    @Test
    void aStrictServerToleratesNothing() {
        refuses(SmtpFakeServer.builder().strict().allowMailBeforeEhlo(), "strict()", "allowMailBeforeEhlo()");
        refuses(SmtpFakeServer.builder().allowBareLf().strict(), "strict()", "lenientLf()");
    }

    private static void refuses(SmtpFakeServerBuilder builder, String one, String other) {
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(one + " contradicts " + other + ": leave out one of them");
    }
}

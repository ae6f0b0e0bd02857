package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpFakeServerBuilderTest {

    @Test
    void rejectsRequiredAuthThatIsDisabled() {
        assertContradiction(
                SmtpFakeServer.builder().disable(SmtpExtension.AUTH).requireAuth(),
                "requireAuth() needs AUTH, which is disabled; remove disable(SmtpExtension.AUTH) from the builder");
    }

    @Test
    void rejectsRequiredStartTlsThatIsDisabled() {
        assertContradiction(
                SmtpFakeServer.builder().tls(TlsMode.STARTTLS_REQUIRED).disable(SmtpExtension.STARTTLS),
                "tls(TlsMode.STARTTLS_REQUIRED) needs STARTTLS, which is disabled; remove"
                        + " disable(SmtpExtension.STARTTLS) from the builder");
    }

    @Test
    void rejectsAStrictServerThatIsLenient() {
        assertContradiction(
                SmtpFakeServer.builder().strict().allowMailBeforeEhlo(),
                "strict() contradicts allowMailBeforeEhlo(); remove one of them from the builder");
        assertContradiction(
                SmtpFakeServer.builder().allowBareLf().strict(),
                "strict() contradicts allowBareLf(); remove one of them from the builder");
        assertContradiction(
                SmtpFakeServer.builder().allowUnbracketedPaths().strict(),
                "strict() contradicts allowUnbracketedPaths(); remove one of them from the builder");
        assertContradiction(
                SmtpFakeServer.builder().allowUnknownParameters().strict(),
                "strict() contradicts allowUnknownParameters(); remove one of them from the builder");
        assertContradiction(
                SmtpFakeServer.builder().allowUnpaddedBase64().strict(),
                "strict() contradicts allowUnpaddedBase64(); remove one of them from the builder");
    }

    private static void assertContradiction(SmtpFakeServerBuilder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
        assertThatIllegalArgumentException().isThrownBy(builder::start).withMessage(message);
    }

    /** By the name of the argument that is null. */
    static Stream<Map.Entry<String, Function<SmtpFakeServerBuilder, Object>>> settersWithoutTheirArgument() {
        return Stream.of(
                Map.entry("address", builder -> builder.bind((String) null)),
                Map.entry("address", builder -> builder.bind((InetAddress) null)),
                Map.entry("mode", builder -> builder.tls(null)),
                Map.entry("identity", builder -> builder.tlsIdentity(null)),
                Map.entry("hosts", builder -> builder.certificateHosts((String[]) null)),
                Map.entry("hosts", builder -> builder.certificateHosts("mx.test", null)),
                Map.entry("users", builder -> builder.users(null)),
                Map.entry("pattern", builder -> builder.allowedRecipients(null)),
                Map.entry("name", builder -> builder.hostName(null)),
                Map.entry("limits", builder -> builder.limits(null)),
                Map.entry("extension", builder -> builder.disable(null)),
                Map.entry("store", builder -> builder.store(null)));
    }

    @ParameterizedTest
    @MethodSource("settersWithoutTheirArgument")
    void rejectsNullAndNamesTheArgument(Map.Entry<String, Function<SmtpFakeServerBuilder, Object>> setter) {
        assertThatNullPointerException()
                .isThrownBy(() -> setter.getValue().apply(SmtpFakeServer.builder()))
                .withMessage(setter.getKey());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE})
    void rejectsAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().port(port))
                .withMessage("port must be between 0 and 65535, not " + port);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().smtpsPort(port))
                .withMessage("smtpsPort must be between 0 and 65535, not " + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nb", "ü"})
    void rejectsAHostNameThatWouldBreakTheGreeting(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmtpFakeServer.builder().hostName(name))
                .withMessage("hostName must be printable ASCII without spaces, of 1 to 255 characters, not \"" + name
                        + "\"");
    }
}

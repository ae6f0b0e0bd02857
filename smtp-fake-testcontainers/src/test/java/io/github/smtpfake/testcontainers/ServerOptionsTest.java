package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.TlsMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOptionsTest {
    private final ServerOptions options = new ServerOptions();

    @Test
    void addsNothingByDefault() {
        assertThat(options.before(null, "localhost", List.of("mail"))).isEmpty();
        assertThat(options.before(new String[] {"--label=x"}, "localhost", List.of()))
                .containsExactly("--label=x");
    }

    @Test
    void precedesTheArgumentsOfTheContainer() {
        options.user("app", "a,b:c");
        options.strict();
        options.maxMessages(5);
        options.logSessions();
        String file = options.rules();

        assertThat(options.before(new String[] {"--max-messages=7"}, "localhost", List.of()))
                .containsExactly(
                        "--user=app:a,b:c",
                        "--strict",
                        "--rules=" + file,
                        "--log-level=info",
                        "--max-messages=5",
                        "--max-messages=7");
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, starttls", "STARTTLS_REQUIRED, starttls-required", "IMPLICIT, implicit"})
    void namesTheModeOfTls(TlsMode mode, String name) {
        options.tls(mode);

        assertThat(options.before(null, "localhost", List.of())).contains("--tls=" + name);
    }

    @Test
    void certificateNamesTheHostAndTheAliasesButNotTheRandomOne() {
        options.tls(TlsMode.STARTTLS);

        assertThat(options.before(null, "docker.example.org", List.of("tc-Ab12Cd34", "mail")))
                .containsExactly("--tls=starttls", "--certificate-host=mail", "--certificate-host=docker.example.org");
    }
}

package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void readsValuesAfterASpaceOrAnEqualsSign() throws UsageException {
        CommandLine line = parse("--smtp-port", "2525", "--http-port=8080");

        assertThat(line.value(Option.SMTP_PORT)).isEqualTo(new Given("--smtp-port", "2525"));
        assertThat(line.value(Option.HTTP_PORT)).isEqualTo(new Given("--http-port", "8080"));
        assertThat(line.value(Option.HOST)).isNull();
    }

    @Test
    void readsOptionsWithoutAValue() throws UsageException {
        assertThat(parse("--help").has(Option.HELP)).isTrue();
        assertThat(parse("--help").has(Option.VERSION)).isFalse();
    }

    @Test
    void collectsRepeatedOptions() throws UsageException {
        assertThat(parse("--allowed-host", "a.example.org", "--allowed-host=b.example.org")
                        .all(Option.ALLOWED_HOST))
                .extracting(Given::text)
                .containsExactly("a.example.org", "b.example.org");
    }

    @Test
    void readsVariables() throws UsageException {
        CommandLine line = parse(Map.of("SMTP_FAKE_SMTP_PORT", "2525", "SMTP_FAKE_ALLOWED_HOST", "a.example.org, b"));

        assertThat(line.value(Option.SMTP_PORT)).isEqualTo(new Given("SMTP_FAKE_SMTP_PORT", "2525"));
        assertThat(line.all(Option.ALLOWED_HOST)).extracting(Given::text).containsExactly("a.example.org", "b");
    }

    @Test
    void readsSwitchesFromVariables() throws UsageException {
        CommandLine line = parse(Map.of("SMTP_FAKE_STRICT", "true", "SMTP_FAKE_REQUIRE_AUTH", "0"));

        assertThat(line.has(Option.STRICT)).isTrue();
        assertThat(line.has(Option.REQUIRE_AUTH)).isFalse();
        assertThatThrownBy(() -> parse(Map.of("SMTP_FAKE_STRICT", "very")))
                .isInstanceOf(UsageException.class)
                .hasMessage("SMTP_FAKE_STRICT must be true or false, not \"very\"");
    }

    @Test
    void prefersAnArgumentToAVariable() throws UsageException {
        CommandLine line = CommandLine.parse(
                new String[] {"--smtp-port", "1"}, Map.of("SMTP_FAKE_SMTP_PORT", "2", "SMTP_FAKE_HTTP_PORT", "3"));

        assertThat(line.value(Option.SMTP_PORT)).isEqualTo(new Given("--smtp-port", "1"));
        assertThat(line.value(Option.HTTP_PORT)).isEqualTo(new Given("SMTP_FAKE_HTTP_PORT", "3"));
    }

    @Test
    void collectsUnknownVariablesAndSuggestsTheNearestName() throws UsageException {
        CommandLine line = parse(Map.of("SMTP_FAKE_SMTP_PROT", "1", "SMTP_FAKE_HELP", "1", "PATH", "/bin"));

        assertThat(line.ignored())
                .containsExactlyInAnyOrder("SMTP_FAKE_SMTP_PROT (did you mean SMTP_FAKE_SMTP_PORT?)", "SMTP_FAKE_HELP");
    }

    @Test
    void suggestsTheNearestNameForAnUnknownOption() {
        assertThatThrownBy(() -> parse("--smpt-port", "1"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Unknown option --smpt-port. Did you mean --smtp-port?");
        assertThatThrownBy(() -> parse("2525"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Unknown option 2525");
    }

    @Test
    void rejectsMissingAndSurplusValues() {
        assertThatThrownBy(() -> parse("--smtp-port"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--smtp-port requires a value: --smtp-port PORT");
        assertThatThrownBy(() -> parse("--help=yes"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--help does not accept a value");
        assertThatThrownBy(() -> parse("--smtp-port", "1", "--smtp-port", "2"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--smtp-port may be given only once");
    }

    @Test
    void prefersItsOwnVariablesToThoseOfMailpit() throws UsageException {
        CommandLine line = parse(Map.of(
                "MP_SMTP_BIND_ADDR", "0.0.0.0:2525", "SMTP_FAKE_SMTP_PORT", "1", "MP_TAG", "x", "SMTP_FAKE_X", "y"));

        assertThat(line.value(Option.SMTP_PORT)).isEqualTo(new Given("SMTP_FAKE_SMTP_PORT", "1"));
        assertThat(line.value(Option.SMTP_HOST)).isEqualTo(new Given("MP_SMTP_BIND_ADDR", "0.0.0.0"));
        assertThat(line.ignored()).containsExactlyInAnyOrder("MP_TAG", "SMTP_FAKE_X");
    }

    /** Otherwise Mailpit's variable would open a server that an option restricts to one address. */
    @Test
    void prefersItsOwnHostToThoseOfMailpit() throws UsageException {
        Map<String, String> mailpit = Map.of("MP_SMTP_BIND_ADDR", "0.0.0.0:2525", "MP_UI_BIND_ADDR", "0.0.0.0:8080");

        CommandLine line = CommandLine.parse(new String[] {"--host", "127.0.0.1"}, mailpit);

        assertThat(line.value(Option.HOST)).isEqualTo(new Given("--host", "127.0.0.1"));
        assertThat(line.has(Option.SMTP_HOST)).isFalse();
        assertThat(line.has(Option.HTTP_HOST)).isFalse();
        assertThat(line.value(Option.SMTP_PORT)).isEqualTo(new Given("MP_SMTP_BIND_ADDR", "2525"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--smtps-port", "--smtps-port=4567", "--help", "--tsl"})
    void reportsThatAnOptionFollowsInsteadOfTheValue(String next) {
        assertThatThrownBy(() -> parse("--tls", next, "4567"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--tls requires a value: --tls MODE, but " + next
                        + " follows. If that is the value, write --tls=" + next);
    }

    @Test
    void acceptsValuesThatBeginWithDashes() throws UsageException {
        assertThat(parse("--user=--strict:x").value(Option.USER).text()).isEqualTo("--strict:x");
        assertThat(parse("--host-name", "-").value(Option.HOST_NAME).text()).isEqualTo("-");
        assertThat(parse("--http-token", "--T0ken").value(Option.HTTP_TOKEN).text())
                .isEqualTo("--T0ken");
    }

    private static CommandLine parse(String... arguments) throws UsageException {
        return CommandLine.parse(arguments, Map.of());
    }

    private static CommandLine parse(Map<String, String> environment) throws UsageException {
        return CommandLine.parse(new String[0], environment);
    }
}

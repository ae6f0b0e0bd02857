package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailpitFlagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"--max 7", "--max=7", "-m 7", "-m=7", "-m7", "-qm7", "-qm 7", "-qm=7", "--max 5 --max=7"})
    void readsAFlagInEachFormOfMailpit(String arguments) throws Exception {
        CommandLine line = parse(Map.of(), arguments.split(" "));

        assertThat(text(line, Option.MAX_MESSAGES)).isEqualTo("7");
        assertThat(line.ignored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--verbose", "-v", "--verbose=true", "--verbose=1", "-v=true", "-vq", "-q -v", "-v -q"})
    void isVerboseAsMailpitIs(String arguments) throws Exception {
        assertThat(text(parse(Map.of(), arguments.split(" ")), Option.LOG_LEVEL))
                .isEqualTo("debug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quiet=false", "-q=false", "-q=0", "-q -q=F"})
    void switchesOffASwitch(String arguments) throws Exception {
        assertThat(parse(Map.of("MP_QUIET", "true"), arguments.split(" ")).has(Option.LOG_LEVEL))
                .isFalse();
    }

    @Test
    void translatesAFlagLikeItsVariable() throws Exception {
        CommandLine line = parse(
                Map.of(),
                ("--smtp [::1]:2525 -l :8080 --webroot mail --allowed-hosts https://a.test:8025,b,[::1]:1,,10.0.0.1 --api-cors"
                                + " c.test --smtp-tls-cert sans:d.test --smtp-require-starttls --smtp-allowed-recipients a@b"
                                + " --smtp-ignore-rejected-recipients --label L --db-file x.db --ui-tls-key k")
                        .split(" "));

        assertThat(text(line, Option.SMTP_HOST)).isEqualTo("[::1]");
        assertThat(line.value(Option.SMTP_PORT)).isEqualTo(new Given("--smtp", "2525"));
        assertThat(line.value(Option.HTTP_HOST)).isEqualTo(new Given("-l", "0.0.0.0"));
        assertThat(text(line, Option.HTTP_PORT)).isEqualTo("8080");
        assertThat(text(line, Option.WEB_ROOT)).isEqualTo("mail");
        assertThat(line.all(Option.ALLOWED_HOST)).extracting(Given::text).containsExactly("a.test", "b", "10.0.0.1");
        assertThat(line.all(Option.CORS_ORIGIN))
                .extracting(Given::text)
                .containsExactly("http://c.test", "https://c.test");
        assertThat(text(line, Option.CERTIFICATE_HOST)).isEqualTo("d.test");
        assertThat(text(line, Option.TLS)).isEqualTo("starttls-required");
        assertThat(text(line, Option.TLS_KEY)).isEqualTo("k");
        assertThat(text(line, Option.ALLOWED_RECIPIENTS)).isEqualTo("a@b");
        assertThat(line.has(Option.IGNORE_REJECTED_RECIPIENTS)).isTrue();
        assertThat(text(line, Option.LABEL)).isEqualTo("L");
        assertThat(text(line, Option.STORE)).isEqualTo("sqlite:x.db");
        assertThat(line.ignored()).isEmpty();
    }

    @Test
    void acceptsEveryFlagWithoutAnEquivalentAndNamesEachOnce() throws Exception {
        List<String> arguments = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (MailpitSetting setting : MailpitSetting.values()) {
            boolean isIgnored = setting.support() == MailpitSetting.Support.NONE;
            if (!setting.flags().isEmpty() && setting.options().isEmpty() && isIgnored) {
                setting.flags().forEach(flag -> arguments.add(flag + "=true"));
                expected.add(setting.flags().get(0));
            }
        }

        CommandLine line = parse(Map.of(), arguments.toArray(String[]::new));

        assertThat(line.ignored()).containsExactlyElementsOf(expected);
        assertThat(Option.values()).noneMatch(line::has);
    }

    @Test
    void ignoresSwitchesThatAreOffAndWhatIsNotNeeded() throws Exception {
        CommandLine line = parse(
                Map.of("MP_TAGS_USERNAME", "false", "MP_DISABLE_WAL", "true", "MP_COMPRESSION", "3"),
                "--use-message-dates=false",
                "--smtp-auth-accept-any",
                "--smtp-auth-allow-insecure=true",
                "--enable-chaos",
                "--enable-prometheus=true",
                "--label=",
                "--webhook-url=");

        assertThat(line.ignored()).isEmpty();
        assertThat(Option.values()).filteredOn(line::has).containsExactly(Option.LABEL);
    }

    @Test
    void ranksOptionsFlagsVariablesAndVariablesOfMailpit() throws Exception {
        Map<String, String> environment = Map.of(
                "MP_MAX_MESSAGES",
                "1",
                "SMTP_FAKE_MAX_MESSAGES",
                "2",
                "MP_SMTP_BIND_ADDR",
                "127.0.0.9:9",
                "MP_LABEL",
                "m");

        assertThat(text(parse(environment), Option.MAX_MESSAGES)).isEqualTo("2");
        assertThat(text(parse(environment, "--max", "3"), Option.MAX_MESSAGES)).isEqualTo("3");
        assertThat(text(parse(environment, "--max", "3", "--max-messages", "4"), Option.MAX_MESSAGES))
                .isEqualTo("4");
        assertThat(text(parse(environment, "-s", ":7"), Option.SMTP_PORT)).isEqualTo("7");
        assertThat(text(parse(environment, "--label=ours"), Option.LABEL)).isEqualTo("ours");
    }

    /** The image sets SMTP_FAKE_HOST, and a flag must restrict the server nevertheless. */
    @Test
    void prefersAFlagToTheHostOfAVariableButNotToThatOfAnOption() throws Exception {
        Map<String, String> image = Map.of("SMTP_FAKE_HOST", "0.0.0.0");

        Options flag = Options.of(parse(image, "--smtp", "127.0.0.1:0", "--listen", "127.0.0.1:0"));
        assertThat(flag.smtpAddress().isLoopbackAddress()).isTrue();
        assertThat(flag.httpAddress().isLoopbackAddress()).isTrue();

        Options option = Options.of(parse(image, "--smtp", "0.0.0.0:0", "--host", "127.0.0.1"));
        assertThat(option.smtpAddress().isLoopbackAddress()).isTrue();
    }

    /** Mailpit reads both from one configuration, so a flag must not hide what a variable says about another setting. */
    @Test
    void combinesFlagsAndVariables() throws Exception {
        CommandLine line =
                parse(Map.of("MP_SMTP_REQUIRE_TLS", "true", "MP_SMTP_TLS_KEY", "k.pem"), "--smtp-tls-cert", "c.pem");

        assertThat(text(line, Option.TLS)).isEqualTo("implicit");
        assertThat(text(line, Option.TLS_CERTIFICATE)).isEqualTo("c.pem");
        assertThat(text(line, Option.TLS_KEY)).isEqualTo("k.pem");
    }

    @Test
    void acceptsFormerVariables() throws Exception {
        CommandLine line = parse(Map.of(
                "MP_SMTP_SSL_CERT",
                "old.pem",
                "MP_SMTP_TLS_CERT",
                "new.pem",
                "MP_UI_SSL_KEY",
                "key.pem",
                "MP_SMTP_TLS_REQUIRED",
                "yes"));

        assertThat(text(line, Option.TLS_CERTIFICATE)).isEqualTo("new.pem");
        assertThat(text(line, Option.TLS_KEY)).isEqualTo("key.pem");
        assertThat(text(line, Option.TLS)).isEqualTo("starttls-required");
        assertThat(line.ignored()).isEmpty();
    }

    @Test
    void namesVariablesOfARelayAndUnknownOnesInOrder() throws Exception {
        assertThat(parse(Map.of("MP_SMTP_RELAY_HOST", "a", "MP_NEW", "b", "MP_TAG", "c"))
                        .ignored())
                .containsExactly("MP_NEW", "MP_SMTP_RELAY_HOST", "MP_TAG");
    }

    @Test
    void rejectsInvalidFlags() {
        assertThatThrownBy(() -> parse(Map.of(), "--smtp"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--smtp requires a value");
        assertThatThrownBy(() -> parse(Map.of(), "--smtp", "--verbose"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--smtp requires a value, but --verbose follows. If that is the value, write --smtp=--verbose");
        assertThatThrownBy(() -> parse(Map.of(), "-s", "1025"))
                .isInstanceOf(UsageException.class)
                .hasMessage("-s must be an address and a port such as 0.0.0.0:1025, not \"1025\"");
        assertThatThrownBy(() -> parse(Map.of(), "--listen", "8025"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--listen must be an address and a port such as 0.0.0.0:8025, not \"8025\"");
        assertThatThrownBy(() -> parse(Map.of(), "--quiet=maybe"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--quiet must be true or false, not \"maybe\"");
        assertThatThrownBy(() -> parse(Map.of(), "-vx"))
                .isInstanceOf(UsageException.class)
                .hasMessage("Unknown option -vx");
        assertThatThrownBy(() -> parse(Map.of(), "--ui-tls-cert=a", "--smtp-tls-cert=b"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--ui-tls-cert and --smtp-tls-cert must name the same certificate, which SMTP and HTTP share; or"
                                + " set --tls-certificate");
    }

    /** A small number is in MiB, as in Mailpit. */
    @ParameterizedTest
    @CsvSource({"0, 1024", "1, 1", "50, 50", "999, 999", "3MiB, 3", "1048576, 1"})
    void readsTheMaximumSizeOfAMessageAsMailpitDoes(String text, int mebibytes) throws Exception {
        assertThat(messageSize(parse(Map.of(), "--max-message-size", text))).isEqualTo((long) mebibytes << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1024",
        "50, 50",
        "0050, 50",
        "999, 999",
        "1000, 1000",
        "1023, 1023",
        "1024, 1024",
        "1025, 1024",
        "1030, 1024",
        "1100, 1024",
        "2000, 1024",
        "99999999999999999999, 1024"
    })
    void readsTheVariableOfTheMaximumSizeInMebibytes(String text, int mebibytes) throws Exception {
        assertThat(messageSize(parse(Map.of("MP_MAX_MESSAGE_SIZE", text)))).isEqualTo((long) mebibytes << 20);
    }

    private static long messageSize(CommandLine line) throws UsageException {
        return Options.of(line).smtp().build().limits().messageSize();
    }

    @Test
    void usesTheLastValueOfAFlagThatThisServerSharesWithMailpit() throws Exception {
        Options options = Options.of(parse(
                Map.of("MP_MAX_AGE", "1d"),
                "--max-age=2h",
                "--max-age",
                "3h",
                "--max-message-size=1",
                "--max-message-size=2",
                "--label=a",
                "--label=b"));

        assertThat(options.smtp().build().limits().storedAge()).isEqualTo(Duration.ofHours(3));
        assertThat(options.smtp().build().limits().messageSize()).isEqualTo(2 << 20);
        assertThat(options.label()).isEqualTo("b");
    }

    @Test
    void ignoresEmptyFlagsThatThisServerSharesWithMailpit() throws Exception {
        Options none = Options.of(parse(Map.of()));
        Options empty =
                Options.of(parse(Map.of("MP_MAX_AGE", "1d"), "--max-age", "", "--max-message-size=", "--label="));

        assertThat(empty.smtp().build().limits()).isEqualTo(none.smtp().build().limits());
        assertThat(empty.label()).isEmpty();
    }

    @Test
    void namesAllowedHostsWithAWildcardAndIgnoresThem() throws Exception {
        CommandLine line = parse(Map.of("MP_ALLOWED_HOSTS", "*,a.example.org,*.example.org", "MP_API_CORS", "*"));

        assertThat(line.all(Option.ALLOWED_HOST)).extracting(Given::text).containsExactly("a.example.org");
        assertThat(line.ignored())
                .containsExactlyInAnyOrder("MP_ALLOWED_HOSTS=*", "MP_ALLOWED_HOSTS=*.example.org", "MP_API_CORS=*");
        assertThat(parse(Map.of("MP_ALLOWED_HOSTS", "*")).has(Option.ALLOWED_HOST))
                .isFalse();
    }

    /** Mailpit offers AUTH only over TLS, unless a setting allows it in plain text. */
    @ParameterizedTest
    @CsvSource({
        "--smtp-auth-file=u, starttls-required",
        "--smtp-auth-file=u --smtp-auth-allow-insecure, starttls",
        "--smtp-auth-file=u --smtp-auth-allow-insecure=false, starttls-required",
        "--smtp-auth-file=, starttls",
        "--smtp-auth-accept-any, starttls"
    })
    void requiresTlsIfUsersMustLogIn(String arguments, String mode) throws Exception {
        List<String> all = new ArrayList<>(List.of("--smtp-tls-cert=c.pem"));
        all.addAll(List.of(arguments.split(" ")));

        assertThat(text(parse(Map.of(), all.toArray(String[]::new)), Option.TLS))
                .isEqualTo(mode);
    }

    /** Every constant of the table is translated or named. */
    @ParameterizedTest
    @EnumSource(MailpitSetting.class)
    void handlesEverySetting(MailpitSetting setting) throws Exception {
        String value = setting.isSwitch() ? "true" : "a:1";
        String variable = setting.variables().get(0).replace("*", "HOST");
        CommandLine line = parse(Map.of(variable, value));

        switch (setting.support()) {
            case OPTIONS -> assertThat(line.ignored()).isEmpty();
            case NONE -> assertThat(line.ignored()).containsExactly(variable);
            case NOT_NEEDED -> assertThat(line.ignored()).isEmpty();
            case WITHOUT_OPTION -> assertThat(Option.values()).noneMatch(line::has);
        }
    }

    /** As in Mailpit, an empty flag replaces the variable of the same setting only. */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void requiresTheUsersOfTheVariableIfTheFlagOfTheFileIsEmpty(String empty) throws Exception {
        Map<String, String> variables = Map.of(
                "MP_UI_AUTH",
                "a:b",
                "MP_SMTP_AUTH",
                "c:d",
                "MP_UI_AUTH_FILE",
                "missing",
                "MP_SMTP_AUTH_FILE",
                "missing");
        CommandLine line = parse(variables, "--ui-auth-file=" + empty, "--smtp-auth-file=" + empty);

        assertThat(line.all(Option.HTTP_USER)).extracting(Given::text).containsExactly("a:b");
        assertThat(line.all(Option.USER)).extracting(Given::text).containsExactly("c:d");
        assertThat(line.has(Option.REQUIRE_AUTH)).isTrue();
        assertThat(line.has(Option.HTTP_USER_FILE)).isFalse();
        assertThat(line.has(Option.USER_FILE)).isFalse();
    }

    @Test
    void ignoresEmptyCertificates() throws Exception {
        CommandLine line = parse(Map.of("MP_UI_TLS_CERT", "x.pem"), "--smtp-tls-cert=", "--ui-tls-cert=");

        assertThat(Option.values()).noneMatch(line::has);
    }

    @Test
    void startsWithTheCommandLineOfMailpit() throws Exception {
        Options options = Options.of(parse(
                Map.of(),
                "-s=[::]:0",
                "-l",
                "[::]:0",
                "--label",
                "Team A",
                "--smtp-allowed-recipients=@example\\.org$",
                "--chaos-triggers=Sender:451:0"));

        try (Application application = Application.start(options);
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.com>", "550");
            client.command("RCPT TO:<b@example.org>", "250");

            assertThat(http.get("/api/info").get("label").asText()).isEqualTo("Team A");
            assertThat(http.get("/api/v1/webui").get("Label").asText()).isEqualTo("Team A");
        }
    }

    private static CommandLine parse(Map<String, String> environment, String... arguments) throws UsageException {
        return CommandLine.parse(arguments, environment);
    }

    private static String text(CommandLine line, Option option) {
        assertThat(line.has(option)).as(option.flag()).isTrue();
        return line.all(option).get(0).text();
    }
}

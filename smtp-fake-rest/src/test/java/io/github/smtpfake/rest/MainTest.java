package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.Option;
import io.github.smtpfake.rest.testing.FailingMain;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsEveryOptionOnOneScreen() {
        assertThat(run("--help")).isZero();

        for (Option option : Option.values()) {
            assertThat(text(out)).containsPattern(" " + option.flag() + "\\s").contains(option.description());
        }
        assertThat(text(out))
                .contains("smtp-fake wait ", "smtp-fake export ", "smtp-fake import ", "smtp-fake health ");
        assertThat(text(out).lines().count()).isLessThanOrEqualTo(48);
        assertThat(text(out).lines()).allMatch(line -> line.length() <= 100);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void exitsWithThreeAndAMessageIfAServerCanNeverServeAgain() {
        try (JarProcess process =
                JarProcess.runClass(FailingMain.class.getName(), List.of(), "--smtp-port=0", "--http-port=0")) {
            assertThat(process.lines())
                    .contains(
                            "smtp-fake: The server can no longer serve SMTP clients on port 25: java.lang.LinkageError: a test");
            assertThat(process.exitCode()).isEqualTo(Main.CANNOT_CONTINUE);
        }
    }

    @Test
    void printsTheVersion() {
        assertThat(run("--version")).isZero();

        assertThat(text(out)).startsWith("smtp-fake ").endsWith(System.lineSeparator());
    }

    @Test
    void exitsWithTwoAndASuggestionForAnUnknownOption() {
        assertThat(run("--smtp-prt", "1025")).isEqualTo(2);

        assertThat(text(err).lines())
                .containsExactly(
                        "smtp-fake: Unknown option --smtp-prt. Did you mean --smtp-port?",
                        "See --help for all options.");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void exitsWithTwoAndASuggestionForAnUnknownCommand() {
        assertThat(run("wit", "--to", "a@example.org")).isEqualTo(2);
        assertThat(run("serve")).isEqualTo(2);

        assertThat(text(err))
                .contains(
                        "smtp-fake: Unknown command wit. Did you mean wait?",
                        "smtp-fake: Unknown command serve. The commands are wait, export, import, health, readyz, help, version."
                                + " Without a command, the server starts.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "help", "-h --smtp-port 1"})
    void printsTheHelpOfTheServer(String arguments) {
        run("--help");
        String help = text(out);
        out.reset();

        int exitCode = run(arguments.split(" "));

        assertThat(exitCode).isZero();
        assertThat(text(out)).isEqualTo(help).contains("--smtp-port");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void printsTheHelpOfVersion() {
        assertThat(run("help", "version")).isZero();

        assertThat(text(out)).isEqualTo("Usage: smtp-fake version" + System.lineSeparator());
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"help wait", "wait -h", "wait --help"})
    void printsTheHelpOfACommand(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();

        assertThat(text(out)).startsWith("Usage: smtp-fake wait ").contains("--recipient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "version --no-release-check"})
    void printsTheVersionAsMailpitDoes(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(text(out)).startsWith("smtp-fake ");

        assertThat(run("version", "-u")).isEqualTo(2);
        assertThat(text(err)).contains("version accepts no options, not -u: smtp-fake neither looks for releases");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 2525 | Unknown option --port. Did you mean --smtp-port, --http-port or --smtps-port?",
                "--certificate=x | Unknown option --certificate. Did you mean --tls-certificate or --certificate-host?",
                "--max-messagess 1 | Unknown option --max-messagess. Did you mean --max-messages?",
                "--max-sise 1 | Unknown option --max-sise. Did you mean --max-message-size, --max-envelope-size, --max-store-size or --max-session-log-size?",
                "--hots x | Unknown option --hots. Did you mean --host?",
            })
    void suggestsTheOptionsThatResembleTheTypedOne(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(text(err)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"ingest,import", "dump,export", "reindex,not needed", "sendmail,SMTP"})
    void saysWhatReplacesACommandOfMailpit(String command, String instead) {
        assertThat(run(command, "--help")).isEqualTo(2);

        assertThat(text(err))
                .startsWith("smtp-fake: The command " + command + " of Mailpit is not supported. ")
                .contains(instead);
    }

    /** Without IPv6, a JVM cannot listen on the address ::, which is the default of Mailpit. */
    @Test
    void listensOnAllAddressesWhereIpv6IsOff() throws Exception {
        try (JarProcess server = JarProcess.runClasses(
                List.of("-Djava.net.preferIPv4Stack=true"), "--smtp", "[::]:0", "--listen", "[::]:0")) {
            int smtpPort = server.smtpPort();
            HttpApi http = new HttpApi("127.0.0.1", server.httpPort());

            SmtpClient.connect(smtpPort).close();
            assertThat(http.send("GET", "/readyz").statusCode()).isEqualTo(200);
        }
    }

    /** The names of the machine are then resolved to addresses of IPv6, but 127.0.0.1 is no name. */
    @Test
    void listensOnALiteralAddressAlsoWhereIpv6IsPreferred() throws Exception {
        try (JarProcess server = JarProcess.runClasses(
                List.of("-Djava.net.preferIPv6Addresses=true"), "--host=127.0.0.1", "--smtp-port=0", "--http-port=0")) {
            SmtpClient.connect("127.0.0.1", server.smtpPort()).close();
            int httpPort = server.httpPort();

            try (JarProcess health = JarProcess.runClasses(
                    List.of("-Djava.net.preferIPv6Addresses=true"), "health", "--url=http://127.0.0.1:" + httpPort)) {
                assertThat(health.lines()).containsExactly("ready");
                assertThat(health.exitCode()).isZero();
            }
        }
    }

    @Test
    void warnsOnceOfEverythingThatItIgnores() throws Exception {
        try (JarProcess server = JarProcess.runClasses(
                List.of(), "--smtp=127.0.0.1:0", "--listen=127.0.0.1:0", "--webhook-url=http://a.test", "-t=a=b")) {
            assertThat(server.readLine()).isEqualTo("smtp-fake: Ignoring unsupported settings: --tag, --webhook-url");
            assertThat(server.smtpPort()).isPositive();
        }
    }

    @Test
    void exitsWithTwoForAnInvalidValue() {
        assertThat(run("--smtp-port", "none")).isEqualTo(2);

        assertThat(text(err)).startsWith("smtp-fake: --smtp-port must be a number from 0 to 65535, not \"none\"");
    }

    @Test
    void exitsWithTwoAndNamesFileAndFieldOfAnInvalidRule(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.json"), "[{\"on\":\"mail\",\"times\":\"two\"}]");

        assertThat(run("--rules", file.toString())).isEqualTo(2);
        assertThat(text(err))
                .startsWith("smtp-fake: --rules " + file + ": [0].times: must be an integer of at most 32 bits");
    }

    @Test
    void exitsWithOneAndNamesTheOptionIfTheSmtpPortIsInUse() throws IOException {
        try (ServerSocket occupied = new ServerSocket(0, 1, LoopbackAddress.get())) {
            assertThat(run("--smtp-port", "" + occupied.getLocalPort(), "--http-port", "0"))
                    .isEqualTo(1);

            assertThat(text(err))
                    .startsWith("smtp-fake: SMTP: Cannot listen on 127.0.0.1:" + occupied.getLocalPort() + " (")
                    .contains("--smtp-port", "--smtps-port");
        }
    }

    @Test
    void exitsWithOneAndNamesTheOptionIfTheHttpPortIsInUse() throws IOException {
        int smtpPort = UnassignedPort.next();
        try (ServerSocket occupied = new ServerSocket(0, 1, LoopbackAddress.get())) {
            assertThat(run("--smtp-port", "" + smtpPort, "--http-port", "" + occupied.getLocalPort()))
                    .isEqualTo(1);

            assertThat(text(err))
                    .startsWith("smtp-fake: HTTP: Cannot listen on 127.0.0.1:" + occupied.getLocalPort() + " (")
                    .contains("--http-port");
            assertThat(text(out)).isEmpty();
        }
        assertThat(UnassignedPort.isFree(smtpPort))
                .as("the SMTP port is free again")
                .isTrue();
    }

    private int run(String... arguments) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(arguments, Map.of());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}

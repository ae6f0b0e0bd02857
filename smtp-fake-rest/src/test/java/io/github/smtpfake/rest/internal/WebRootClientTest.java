package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.client.ClientCommand;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the web root as an option and a variable, and the commands with a server that has one. */
class WebRootClientTest {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(UTF_8);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    private static Application start(Map<String, String> variables, String... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of("--smtp-port=0", "--http-port=0"), Stream.of(arguments))
                .toArray(String[]::new);
        return Application.start(Options.of(CommandLine.parse(all, variables)));
    }

    private int run(Map<String, String> variables, String... arguments) throws UsageException {
        out.reset();
        return ClientCommand.run(
                arguments, variables, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"SMTP_FAKE_WEB_ROOT, mail", "MP_WEBROOT, /mail/", "--web-root, //mail", "--webroot, x/../mail"})
    void answersBelowTheWebRoot(String source, String path) throws Exception {
        try (Application application =
                source.startsWith("--") ? start(Map.of(), source, path) : start(Map.of(source, path))) {
            HttpApi host = new HttpApi("127.0.0.1", application.httpPort());

            assertThat(host.send("GET", "/mail/readyz").statusCode()).isEqualTo(200);
            assertThat(host.send("GET", "/readyz").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ma il", "/mail?x", "https://example.org/mail"})
    void rejectsAnInvalidWebRoot(String path) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> start(Map.of("MP_WEBROOT", path)))
                .withMessage("MP_WEBROOT must be a path such as /mail, of at most 200 letters, digits and characters"
                        + " / . _ @ -, not \"" + path + "\"");
    }

    @Test
    void reachesTheServerByAUrlWithAPath() throws Exception {
        try (Application application = start(Map.of(), "--web-root=/team/mail")) {
            String url = "http://127.0.0.1:" + application.httpPort() + "/team/mail";
            checkCommands(application, Map.of(), "--url", url);
            checkCommands(application, Map.of(), "--url", url + "/");
            assertThat(run(Map.of(), "health", "--url", "http://127.0.0.1:" + application.httpPort()))
                    .as("without the web root")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMTP_FAKE_WEB_ROOT", "MP_WEBROOT"})
    void reachesTheServerByItsVariables(String variable) throws Exception {
        Map<String, String> variables = Map.of(variable, "mail");
        try (Application application = start(variables)) {
            checkCommands(application, Map.of(variable, "mail", "SMTP_FAKE_HTTP_PORT", "" + application.httpPort()));
        }
    }

    private void checkCommands(Application application, Map<String, String> variables, String... url) throws Exception {
        String exported = directory.resolve("exported").toString();
        SmtpClient.sendMessage(application.smtpPort(), "app@example.org", MESSAGE, "ada@example.org");

        for (String[] command : new String[][] {
            {"health"}, {"wait", "--raw"}, {"export", exported}, {"import", exported},
        }) {
            String[] all = Stream.concat(Stream.of(command), Stream.of(url)).toArray(String[]::new);
            assertThat(run(variables, all)).as(err.toString(UTF_8)).isZero();
        }
        assertThat(out.toString(UTF_8)).contains("0 messages imported", " already stored");
    }
}

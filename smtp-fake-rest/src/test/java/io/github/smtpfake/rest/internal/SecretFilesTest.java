package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.client.ClientCommand;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.SmtpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the options that name files with passwords and tokens. */
class SecretFilesTest {
    private static final String HASHED =
            "ada:$2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK\nbob:{SHA}/vNB+F2HQ559kaLUZbmHHvZrXpg=\n";

    @TempDir
    Path directory;

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "secret", ""), content)
                .toString();
    }

    private static Application start(Map<String, String> variables, String... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of("--smtp-port=0", "--http-port=0"), Stream.of(arguments))
                .toArray(String[]::new);
        return Application.start(Options.of(CommandLine.parse(all, variables)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static int status(Application application, String authorization) {
        return new HttpApi("127.0.0.1", application.httpPort())
                .send("GET", "/api/info", "Authorization", authorization)
                .statusCode();
    }

    private static void assertLogsIn(Application application, String user, String password, String reply)
            throws IOException {
        try (SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("AUTH PLAIN " + base64("\0" + user + "\0" + password), reply);
        }
    }

    private static String ehlo(Application application) throws IOException {
        try (SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.expect("220");
            return String.join("\n", client.say("EHLO client.test").replyLines());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--user-file", "SMTP_FAKE_USER_FILE", "MP_SMTP_AUTH_FILE", "--smtp-auth-file"})
    void letsTheUsersOfAFileLogIn(String source) throws Exception {
        String users = file(HASHED + "eve:plain\n");
        try (Application application =
                source.startsWith("--") ? start(Map.of(), source, users) : start(Map.of(source, users))) {
            assertThat(ehlo(application)).contains("AUTH PLAIN LOGIN").doesNotContain("CRAM", "SCRAM", "OAUTH");
            for (String user : List.of("ada", "bob")) {
                assertLogsIn(application, user, "s3cret", "235");
                assertLogsIn(application, user, "s3cret", "235");
                assertLogsIn(application, user, "wrong", "535");
            }
            assertLogsIn(application, "eve", "plain", "235");
            assertLogsIn(application, "eve", "s3cret", "535");
            assertLogsIn(application, "mallory", "s3cret", "535");
            try (SmtpClient client = SmtpClient.connect(application.smtpPort())) {
                client.expect("220");
                client.command("EHLO client.test", "250");
                client.command("AUTH CRAM-MD5", "504");
                client.command("AUTH LOGIN " + base64("ada"), "334");
                client.command(base64("s3cret"), "235");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MP_SMTP_AUTH_FILE", "SMTP_FAKE_USER_FILE"})
    void requiresALoginOnlyAsMailpitDoes(String variable) throws Exception {
        try (Application application = start(Map.of(variable, file(HASHED)));
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", variable.startsWith("MP_") ? "530" : "250");
        }
    }

    @Test
    void offersEveryMechanismIfAFileContainsOnlyPlainText() throws Exception {
        try (Application application = start(Map.of(), "--user-file", file("ada:secret\n"), "--user", "bob:word")) {
            assertThat(ehlo(application)).contains("CRAM-MD5", "SCRAM-SHA-256");
            assertLogsIn(application, "ada", "secret", "235");
            assertLogsIn(application, "bob", "word", "235");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http-user-file", "SMTP_FAKE_HTTP_USER_FILE", "MP_UI_AUTH_FILE", "--ui-auth-file"})
    void requiresAUserOfAFileOverHttp(String source) throws Exception {
        String users = file(HASHED + "eve:plain\n");
        try (Application application =
                source.startsWith("--") ? start(Map.of(), source, users) : start(Map.of(source, users))) {
            for (String pair : List.of("ada:s3cret", "bob:s3cret", "eve:plain", "ada:s3cret")) {
                assertThat(status(application, "Basic " + base64(pair)))
                        .as(pair)
                        .isEqualTo(200);
            }
            for (String pair : List.of("ada:wrong", "bob:plain", "eve:s3cret", "ad:a:s3cret", "ada", ":s3cret", "")) {
                assertThat(status(application, "Basic " + base64(pair)))
                        .as(pair)
                        .isEqualTo(401);
            }
            assertThat(status(application, "Bearer s3cret")).isEqualTo(401);
            assertThat(status(application, "Basic !")).isEqualTo(401);
            assertThat(status(application, "Basic " + HASHED.lines().findFirst().orElseThrow()))
                    .isEqualTo(401);
        }
    }

    @Test
    void acceptsHashesInTheVariablesOfMailpit() throws Exception {
        String users = HASHED.replace('\n', ' ');
        try (Application application = start(Map.of("MP_SMTP_AUTH", users, "MP_UI_AUTH", users))) {
            assertLogsIn(application, "ada", "s3cret", "235");
            assertThat(status(application, "Basic " + base64("bob:s3cret"))).isEqualTo(200);
        }
    }

    @Test
    void replacesTheUsersOfAVariableByThoseOfAFileAsMailpitDoes() throws Exception {
        try (Application application = start(Map.of(
                "MP_SMTP_AUTH",
                "eve:plain",
                "MP_SMTP_AUTH_FILE",
                file(HASHED),
                "MP_UI_AUTH",
                "eve:plain",
                "MP_UI_AUTH_FILE",
                file(HASHED)))) {
            assertLogsIn(application, "eve", "plain", "535");
            assertThat(status(application, "Basic " + base64("eve:plain"))).isEqualTo(401);
            assertThat(status(application, "Basic " + base64("bob:s3cret"))).isEqualTo(200);
        }
    }

    @Test
    void readsAFileOnlyAtTheStart() throws Exception {
        Path tokens = Path.of(file("first\n"));
        try (Application application = start(Map.of("SMTP_FAKE_HTTP_TOKEN_FILE", tokens.toString()))) {
            Files.writeString(tokens, "second\n");
            assertThat(status(application, "Bearer first")).isEqualTo(200);
            Files.delete(tokens);
            assertThat(status(application, "Bearer first")).isEqualTo(200);
            assertThat(status(application, "Bearer second")).isEqualTo(401);
        }
    }

    @Test
    void acceptsTheTokensOfAFile() throws Exception {
        String tokens = file("# for CI\nt0ken\r\n\n  other.token== \n");
        try (Application application = start(Map.of(), "--http-token-file", tokens, "--http-token", "third")) {
            for (String token : List.of("t0ken", "other.token==", "third")) {
                assertThat(status(application, "Bearer " + token)).isEqualTo(200);
            }
            assertThat(status(application, "Bearer # for CI")).isEqualTo(401);
        }
    }

    @Test
    void namesTheLineOfAnInvalidTokenAndDoesNotShowIt() throws Exception {
        String tokens = file("t0ken\nnot a token\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> start(Map.of("SMTP_FAKE_HTTP_TOKEN_FILE", tokens)))
                .withMessage("SMTP_FAKE_HTTP_TOKEN_FILE: line 2 of " + tokens
                        + " must consist of letters, digits and the characters -._~+/= (RFC 6750)");
    }

    @Test
    void readsThePasswordOfAKeystoreFromAFile() throws Exception {
        String keystore = directory.resolve("server.p12").toString();
        Program.ofJdk("keytool")
                .run(
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keystore)
                .succeeded();
        try (Application application =
                start(Map.of(), "--tls-keystore", keystore, "--tls-keystore-password-file", file("changeit\n"))) {
            assertThat(application.tls().pem()).startsWith("-----BEGIN CERTIFICATE-----");
        }
        String two = file("changeit\nother\n");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> start(Map.of(), "--tls-keystore", keystore, "--tls-keystore-password-file", two))
                .withMessage("--tls-keystore-password-file: the file " + two + " must contain only one line");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> start(
                        Map.of("SMTP_FAKE_TLS_KEYSTORE_PASSWORD_FILE", two),
                        "--tls-keystore",
                        keystore,
                        "--tls-keystore-password",
                        "changeit"))
                .withMessage("Use either --tls-keystore-password or SMTP_FAKE_TLS_KEYSTORE_PASSWORD_FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SMTP_FAKE_USER_FILE", "SMTP_FAKE_HTTP_USER_FILE", "SMTP_FAKE_HTTP_TOKEN_FILE", "MP_UI_AUTH_FILE"
            })
    void namesTheOptionWhoseFileCannotBeRead(String variable) throws Exception {
        Map<String, String> problems = new TreeMap<>(Map.of(
                directory.resolve("missing").toString(),
                "cannot be read: no such file",
                directory.toString(),
                "cannot be read: it is a directory",
                file(""),
                "is empty"));
        problems.forEach((path, problem) -> assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> start(Map.of(variable, path)))
                .withMessage(variable + ": the file " + path + " " + problem));
    }

    @Test
    void sendsTheFirstCredentialsOfAFileFromTheCommandLine() throws Exception {
        String tokens = file("t0ken\n");
        String users = file(HASHED + "eve:plain\n");
        try (Application application = start(Map.of(), "--http-token-file", tokens, "--http-user-file", users)) {
            String url = "http://127.0.0.1:" + application.httpPort();
            String target = directory.resolve("export").toString();

            assertThat(run(Map.of("SMTP_FAKE_HTTP_TOKEN_FILE", tokens), "export", target, "--url", url))
                    .isZero();
            assertThat(run(Map.of("SMTP_FAKE_HTTP_USER_FILE", users), "export", target, "--url", url))
                    .isZero();
            assertThat(run(Map.of("MP_UI_AUTH_FILE", users, "MP_UI_AUTH", "x:y"), "export", target, "--url", url))
                    .isZero();
            assertThat(run(Map.of(), "export", target, "--url", url, "--token-file", tokens))
                    .isZero();
            assertThat(run(Map.of("SMTP_FAKE_HTTP_USER_FILE", file(HASHED)), "export", target, "--url", url))
                    .as("only hashes")
                    .isEqualTo(1);
            assertThat(run(Map.of("SMTP_FAKE_HTTP_TOKEN_FILE", target + "/missing"), "health", "--url", url))
                    .as("needs no credentials")
                    .isZero();
        }
    }

    private static int run(Map<String, String> variables, String... arguments) throws UsageException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return ClientCommand.run(arguments, variables, nowhere, nowhere);
    }
}

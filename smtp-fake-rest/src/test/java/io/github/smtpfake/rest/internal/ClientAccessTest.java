package io.github.smtpfake.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.client.ClientCommand;
import io.github.smtpfake.testing.SmtpClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands with a server that uses HTTPS and requires credentials. */
class ClientAccessTest {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Application application;
    private String url;

    @BeforeEach
    void start() throws Exception {
        application = Application.start(Options.of(CommandLine.parse(
                new String[] {
                    "--smtp-port=0", "--http-port=0", "--http-tls", "--http-token=t0ken", "--http-user=ada:secret"
                },
                Map.of())));
        url = "https://127.0.0.1:" + application.httpPort();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void checksTheHealthWithoutCredentialsAndCertificate() throws UsageException {
        assertThat(run(Map.of(), "health", "--url", url))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(run(
                        Map.of("SMTP_FAKE_HTTP_PORT", "" + application.httpPort(), "SMTP_FAKE_HTTP_TLS", "true"),
                        "health"))
                .as(err.toString(UTF_8))
                .isZero();
    }

    @Test
    void readsMessagesWithCredentialsAndCertificate(@TempDir Path folder) throws Exception {
        Path authority =
                Files.writeString(folder.resolve("ca.pem"), application.tls().pem());
        SmtpClient.sendMessage(application.smtpPort(), "app@example.org", MESSAGE, "ada@example.org");
        String[] wait = {"wait", "--raw", "--url", url, "--ca", authority.toString()};

        assertThat(run(Map.of("SMTP_FAKE_HTTP_TOKEN", "t0ken, other"), wait))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(run(Map.of("SMTP_FAKE_HTTP_USER", "ada:secret"), wait))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(run(Map.of("MP_UI_AUTH", "ada:secret bob:word"), wait))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(run(Map.of(), "wait", "--raw", "--url", url, "--ca", authority.toString(), "--token=t0ken"))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(run(Map.of("SMTP_FAKE_HTTP_TOKEN", "wrong"), wait)).isEqualTo(1);
    }

    @Test
    void doesNotSendItsTokenToAnUntrustedServer(@TempDir Path folder) throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "none");

        assertThat(run(Map.of(), "wait", "--url", url, "--token=t0ken")).isEqualTo(1);
        assertThat(run(Map.of(), "wait", "--url", url, "--token=t0ken", "--ca", none.toString()))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("No answer from " + url, none + " does not contain a PEM certificate");
    }

    private int run(Map<String, String> environment, String... arguments) throws UsageException {
        return ClientCommand.run(
                arguments,
                environment,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}

package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.testing.SmtpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTest {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void showsMessagesOverHttp() throws Exception {
        try (Application application = start()) {
            String id = SmtpClient.sendMessage(application.smtpPort(), "app@example.org", MESSAGE, "ada@example.org");

            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            assertThat(http.get("/api/messages/" + id).get("subject").asText()).isEqualTo("Hello");
        }
    }

    @Test
    void appliesTheOptionsToTheSmtpServer() throws Exception {
        try (Application application = start("--tls=starttls", "--user=ada:secret", "--require-auth", "--strict");
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "530");
            client.command("AUTH PLAIN AGFkYQB3cm9uZw==", "535");
            client.command("AUTH PLAIN AGFkYQBzZWNyZXQ=", "235");
            client.command("MAIL FROM: <a@example.org>", "501");
            client.command("STARTTLS", "220");
        }
    }

    @Test
    void usesImplicitTlsOnTheSmtpPort() throws Exception {
        try (Application application = start("--tls=implicit");
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.encrypt(application.tls().sslContext()).expect("220");
            assertThat(application.tlsMode()).isEqualTo(TlsMode.IMPLICIT);
        }
    }

    @Test
    void opensAnAdditionalPortWithImplicitTls() throws Exception {
        try (Application application = start("--smtps-port=0")) {
            assertThat(application.smtpsPort())
                    .isNotEqualTo(application.smtpPort())
                    .isPositive();
        }
    }

    @Test
    void namesTheFileThatKeepsMail(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mail.db");
        try (Application application = start("--store=sqlite:" + file)) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            assertThat(http.get("/api/v1/info").get("Database").asText()).isEqualTo(file.toString());
        }
        try (Application application = start()) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            assertThat(http.get("/api/v1/info").get("Database").asText()).isEqualTo("(in memory)");
        }
    }

    @Test
    void keepsTheHeaderAndTheSizeOfAMessageInAFile(@TempDir Path folder) throws Exception {
        String store = "--store=sqlite:" + folder.resolve("mail.db");
        String id;
        try (Application application = start(store, "--discard-content")) {
            id = SmtpClient.sendMessage(application.smtpPort(), "app@example.org", MESSAGE, "ada@example.org");
        }
        try (Application application = start(store)) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            assertThat(http.get("/api/messages/" + id).get("size").asInt()).isEqualTo(MESSAGE.length);
            assertThat(http.bytes("/api/messages/" + id + "/raw"))
                    .isEqualTo("Subject: Hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void keepsMailInAFile(@TempDir Path folder) throws Exception {
        String store = "--store=sqlite:" + folder.resolve("mail.db");
        String id;
        try (Application application = start(store)) {
            id = SmtpClient.sendMessage(application.smtpPort(), "app@example.org", MESSAGE, "ada@example.org");
        }
        try (Application application = start(store, "--log-level=info")) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            assertThat(http.bytes("/api/messages/" + id + "/raw")).isEqualTo(MESSAGE);
            assertThat(http.get("/api/info").at("/limits/storedBytes").asLong()).isEqualTo(4L << 30);
        }
    }

    @Test
    void closesTheFileIfItCannotListen(@TempDir Path folder) throws Exception {
        String store = "--store=sqlite:" + folder.resolve("mail.db");
        try (Application running = start()) {
            String[] arguments = {store, "--smtp-port=0", "--http-port=" + running.httpPort()};
            assertThatThrownBy(() -> Application.start(Options.of(CommandLine.parse(arguments, Map.of()))))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Cannot listen");
        }
        start(store).close();
    }

    @Test
    void rejectsAFileThatIsInUse(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("mail.db");
        try (Application running = start("--store=sqlite:" + file)) {
            assertThat(running.smtpPort()).isPositive();
            assertThatThrownBy(() -> start("--store=sqlite:" + file))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith("Cannot store mail in " + file + ": ")
                    .hasMessageContaining("is used by another store");
        }
    }

    @Test
    void acceptsAllowedHosts() throws Exception {
        try (Application application = start("--allowed-host", "mail.example.org")) {
            assertThat(RawClient.http(application.httpPort(), "GET /livez HTTP/1.1", "Host: mail.example.org"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(RawClient.http(application.httpPort(), "GET /livez HTTP/1.1", "Host: www.example.org"))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void requiresTheGivenCredentials() throws Exception {
        try (Application application = start("--http-user=ada:secret", "--http-token=t0ken")) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());

            assertThat(http.send("GET", "/api/info").statusCode()).isEqualTo(401);
            assertThat(http.send("GET", "/api/info", "Authorization", "Bearer t0ken")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.send("GET", "/api/info", "Authorization", "Basic YWRhOnNlY3JldA==")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.send("GET", "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void usesTheCertificateOfSmtpForHttps() throws Exception {
        try (Application application = start("--http-tls", "--tls=starttls")) {
            HttpsURLConnection connection =
                    (HttpsURLConnection) URI.create("https://localhost:" + application.httpPort() + "/api/info")
                            .toURL()
                            .openConnection();
            connection.setSSLSocketFactory(application.tls().sslContext().getSocketFactory());

            assertThat(connection.getResponseCode()).isEqualTo(200);
        }
    }

    @Test
    void acceptsRequestsOfAllowedOrigins() throws Exception {
        try (Application application = start("--cors-origin=http://app.test:3000")) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());

            assertThat(http.send("GET", "/api/info", "Origin", "http://app.test:3000")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .contains("http://app.test:3000");
        }
    }

    @Test
    void addsTheRulesOfAFileInTheirOrder(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("rules.json"),
                "[{\"on\":\"mail\",\"then\":[{\"reply\":\"451 4.3.0 first\"}],\"times\":1},"
                        + "{\"on\":\"mail\",\"then\":[{\"reply\":\"452 4.3.1 second\"}]}]");
        try (Application application = start("--rules", file.toString());
                SmtpClient client = SmtpClient.connect(application.smtpPort())) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "451 4.3.0 first");
            client.command("MAIL FROM:<a@example.org>", "452 4.3.1 second");
        }
    }

    @Test
    void doesNotStartWithARuleForADisabledExtension(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.json"), "[{\"on\":\"starttls\"}]");

        assertThatThrownBy(() -> start("--rules", file.toString()).close())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--rules: A rule for the stage starttls can never fire");
        start("--rules", file.toString(), "--tls=starttls").close();
    }

    /** The test cannot check that the ports are free: servers of other tests may use them by then. */
    @Test
    void stopsBothServersWhenClosed() throws Exception {
        Application application = start();
        try (SmtpClient smtp = SmtpClient.connect(application.smtpPort());
                RawClient http = new RawClient(application.httpPort())) {
            smtp.expect("220");
            http.command("GET /livez HTTP/1.1\r\nHost: localhost\r\n", "HTTP/1.1 200 ");
            http.readHead();
            http.expect("alive");

            application.close();

            smtp.expect("421");
            assertThat(smtp.reply()).isEmpty();
            assertThat(http.readToEnd()).isEmpty();
        }
    }

    @Test
    void answersWaitingRequestsWhenItStops() throws Exception {
        Application application = start();
        try (RawClient waiting = new RawClient(application.httpPort())) {
            HttpApi http = new HttpApi("127.0.0.1", application.httpPort());
            waiting.send("GET /api/messages?wait=1m HTTP/1.1\r\nHost: localhost\r\n\r\n");
            http.awaitWaiting(1);

            application.close();

            assertThat(waiting.readToEnd()).startsWith("HTTP/1.1 503 ").contains("The server is stopping.");
        }
    }

    private static Application start(String... more) throws UsageException, StartException {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "--smtp-port=0";
        arguments[1] = "--http-port=0";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Application.start(Options.of(CommandLine.parse(arguments, Map.of())));
    }
}

package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.HealthCheck;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.ServerImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitAllStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/**
 * Tests the image in the place of Mailpit's: the commands of others' health checks, and the sequences in which tools start the
 * image. The sequences are reproduced from the sources of the tools; QuarkusMailpitIT runs a tool itself.
 */
@Execution(ExecutionMode.CONCURRENT)
class MailpitImageIT {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII);

    private static GenericContainer<?> container;

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void start() {
        container = ServerImage.newContainer();
        container.start();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    /** Each command is the health check of a Compose file, a task definition of ECS, or an option of a service in GitHub Actions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mailpit readyz",
                "mailpit readyz",
                "/mailpit readyz --wait",
                "/mailpit readyz --wait --timeout 10s",
                "/mailpit readyz --wait=true --timeout=1m30s",
                "/mailpit readyz --listen 127.0.0.1:8025 --webroot /",
                "/mailpit readyz -l [::]:8025",
                "wget -q --spider http://localhost:8025/readyz",
                "wget -q --spider http://localhost:8025/livez || exit 1",
                "wget -qO- http://localhost:8025/readyz",
                "wget --no-verbose --tries=1 --spider http://127.0.0.1:8025/readyz || exit 1",
                "wget --quiet --tries=1 --spider http://localhost:8025/api/v1/info"
            })
    void isHealthyForTheChecksOfUsers(String command) throws Exception {
        assertSucceeds(container.execInContainer("sh", "-c", command));
        if (!command.contains("||")) {
            assertSucceeds(container.execInContainer(command.split(" ")));
        }
    }

    private static void assertSucceeds(ExecResult result) {
        assertThat(result.getExitCode()).as(result.toString()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, /mailpit readyz --listen 127.0.0.1:9, Connection refused",
        "1, /mailpit readyz --https, no answer from https://127.0.0.1:8025",
        "1, /mailpit readyz --webroot /none, 404",
        "1, /mailpit readyz --wait --timeout 300ms -l 127.0.0.1:9, the server at 127.0.0.1:9 was not ready within 300ms",
        "2, /mailpit readyz --timeout soon, '--timeout must be a duration such as 30s or 1m30s, not soon'",
        "2, /mailpit readyz --listen, mailpit readyz: the option --listen needs a value",
        "2, /mailpit readyz --prot, mailpit readyz: unknown option --prot",
        "2, smtp-fake-readyz, Usage: mailpit readyz"
    })
    void failsWithAReason(int exitCode, String command, String reason) throws Exception {
        ExecResult result = container.execInContainer(command.split(" "));

        assertThat(result.getExitCode()).as(result.toString()).isEqualTo(exitCode);
        assertThat(result.getStderr()).contains(reason);
    }

    static List<Arguments> configurations() {
        return List.of(
                Arguments.of(Map.of("MP_UI_TLS_CERT", "sans:localhost", "SMTP_FAKE_HTTP_PORT", "9025"), List.of()),
                Arguments.of(
                        Map.of("MP_WEBROOT", "mail"),
                        List.of("--http-port", "9025", "--http-host=127.0.0.1", "--listen", "10.0.0.1:8025")),
                Arguments.of(Map.of("SMTP_FAKE_HTTP_PORT", "8025"), List.of("--webroot=x/../box/", "-vl:9025")));
    }

    /** The health check of the image knows the server without options. ReadyzScriptTest has more configurations. */
    @ParameterizedTest
    @MethodSource("configurations")
    void findsTheServerByItsVariablesAndArguments(Map<String, String> variables, List<String> arguments)
            throws Exception {
        try (GenericContainer<?> server = ServerImage.newContainer()
                .withEnv(variables)
                .withCommand(arguments.toArray(new String[0]))
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(ServerImage.PATIENCE))) {
            server.start();

            assertThat(server.execInContainer("/mailpit", "readyz").getStdout()).isEqualTo("ready\n");
            if (!variables.containsKey("MP_UI_TLS_CERT")) {
                assertSucceeds(server.execInContainer("smtp-fake", "health"));
                assertSucceeds(server.execInContainer("smtp-fake", "export", "/dev/shm/mail"));
            }
        }
    }

    /** As {@code --health-cmd} of {@code docker run}, {@code options:} of a service in GitHub Actions, and Compose set it. */
    @Test
    void becomesHealthyWithAHealthCheckOfTheUser() {
        HealthCheck check = new HealthCheck()
                .withTest(List.of("CMD-SHELL", "wget -q --spider http://localhost:8025/readyz || exit 1"))
                .withInterval(Duration.ofMillis(500).toNanos())
                .withTimeout(Duration.ofSeconds(10).toNanos())
                .withRetries(20);
        try (GenericContainer<?> server = ServerImage.newContainer()
                .withCreateContainerCmdModifier(create -> create.withHealthcheck(check))
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(ServerImage.PATIENCE))) {
            server.start();
            assertThat(server.isHealthy()).isTrue();
        }
    }

    /** A tool that starts the image with these variables and arguments, and waits for it like this. */
    private enum Tool {
        /** MailpitContainer of io.quarkiverse.mailpit:quarkus-mailpit-deployment 2.0, with the defaults of its settings. */
        QUARKUS_DEV_SERVICE(
                Map.of(
                        "MP_WEBROOT", "/q/mailpit",
                        "MP_MAX_MESSAGES", "500",
                        "MP_VERBOSE", "true",
                        "MP_ENABLE_CHAOS", "true",
                        "MP_SMTP_RELAY_PORT", "25",
                        "MP_SMTP_RELAY_STARTTLS", "false",
                        "MP_SMTP_RELAY_AUTH", "none",
                        "MP_SMTP_RELAY_ALL", "false"),
                List.of(),
                Wait.forLogMessage(".*\\[http\\] accessible via.*\n", 1)),
        /** MailpitTestResourceProvider of io.micronaut.testresources:micronaut-test-resources-mailpit. */
        MICRONAUT_TEST_RESOURCES(
                Map.of(),
                List.of("--smtp", "[::]:1025", "--listen", "[::]:8025"),
                Wait.forHttp("/").forPort(8025)),
        /**
         * MailpitContainer of ch.martinelli.oss:testcontainers-mailpit 1.3, and test containers of n8n; then
         * CommunityToolkit.Aspire.Hosting.MailPit, which asks for /livez and /readyz. Supabase starts /mailpit readyz.
         */
        TESTCONTAINERS_MAILPIT_AND_ASPIRE(
                Map.of(),
                List.of(),
                new WaitAllStrategy()
                        .withStrategy(Wait.forHttp("/").forPort(8025))
                        .withStrategy(Wait.forHttp("/livez").forPort(8025))
                        .withStrategy(Wait.forHttp("/readyz").forPort(8025))),
        /** MailpitContainer of Testcontainers for Python, and of many applications with Spring Boot. */
        TESTCONTAINERS_WITH_LOG(
                Map.of("MP_MAX_MESSAGES", "5000"), List.of(), Wait.forLogMessage(".*accessible via.*8025.*", 1)),
        /** The Compose file of Mailpit's documentation. */
        COMPOSE(
                Map.of(
                        "MP_MAX_MESSAGES", "5000",
                        "MP_SMTP_AUTH_ACCEPT_ANY", "1",
                        "MP_SMTP_AUTH_ALLOW_INSECURE", "1"),
                List.of(),
                Wait.forHealthcheck()) {
            /** Sets the health check that Mailpit documents and its image has. */
            @Override
            GenericContainer<?> newContainer() {
                HealthCheck check = new HealthCheck()
                        .withTest(List.of("CMD", "/mailpit", "readyz"))
                        .withInterval(Duration.ofSeconds(15).toNanos())
                        .withStartPeriod(Duration.ofSeconds(10).toNanos())
                        .withStartInterval(Duration.ofSeconds(1).toNanos());
                return super.newContainer().withCreateContainerCmdModifier(create -> create.withHealthcheck(check));
            }
        };

        private final Map<String, String> variables;
        private final List<String> arguments;
        private final WaitStrategy wait;

        Tool(Map<String, String> variables, List<String> arguments, WaitStrategy wait) {
            this.variables = variables;
            this.arguments = arguments;
            this.wait = wait;
        }

        GenericContainer<?> newContainer() {
            return ServerImage.newContainer()
                    .withEnv(variables)
                    .withCommand(arguments.toArray(new String[0]))
                    .waitingFor(wait.withStartupTimeout(ServerImage.PATIENCE));
        }

        String webRoot() {
            return variables.getOrDefault("MP_WEBROOT", "");
        }
    }

    /** Afterwards, tools use Mailpit's API as {@code MailpitClient} of testcontainers-mailpit does. */
    @ParameterizedTest
    @EnumSource
    void startsAsTheImageOfMailpit(Tool tool) {
        try (GenericContainer<?> server = tool.newContainer()) {
            server.start();

            ServerImage.send(server, MESSAGE);

            HttpApi http = ServerImage.http(server);
            String api = tool.webRoot() + "/api/v1";
            JsonNode messages = http.get(api + "/messages").get("messages");
            assertThat(messages).hasSize(1);
            String id = messages.get(0).get("ID").asText();
            assertThat(http.get(api + "/message/" + id).get("Text").asText()).isEqualToIgnoringNewLines("Text");
            assertThat(http.send("GET", tool.webRoot() + "/view/" + id + ".txt").body())
                    .contains("Text");
            assertThat(http.send("DELETE", api + "/messages").statusCode()).isEqualTo(200);
            assertThat(http.get(api + "/messages").get("messages")).isEmpty();
        }
    }

    @Test
    void runsCommandsBesideTheServer() throws Exception {
        ServerImage.send(container, MESSAGE);

        ExecResult found = container.execInContainer("smtp-fake", "wait", "--recipient", "ada@example.org", "--raw");
        ExecResult missing =
                container.execInContainer("smtp-fake", "wait", "--to", "bob@example.org", "--timeout=10ms");

        assertThat(found.getStdout()).as(found.toString()).isEqualTo("Subject: Hello\r\n\r\nText\r\n");
        assertThat(missing.getExitCode()).isEqualTo(1);
        assertThat(missing.getStderr()).startsWith("smtp-fake: Expected at least 1 message with To bob@example.org");
    }
}

package io.github.smtpfake.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.testing.SmtpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Tests the image of the Dockerfile with the packaged jar and a read-only file system. */
class DockerIT {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(US_ASCII);
    private static final String SOURCES = "smtp-fake-rest/src/main/docker";

    private static GenericContainer<?> container;

    @BeforeAll
    static void start() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("No Docker engine is available. Set DOCKER_HOST to test the image.")
                .isTrue();
        Path root = Path.of(System.getProperty("smtpfake.root"));
        ImageFromDockerfile image = new ImageFromDockerfile()
                .withFileFromPath("Dockerfile", root.resolve("Dockerfile"))
                .withFileFromPath(SOURCES, root.resolve(SOURCES))
                .withFileFromPath("smtp-fake-rest/target/smtp-fake.jar", JarProcess.jar());
        container = new GenericContainer<>(image)
                .withExposedPorts(1025, 8025)
                .withCreateContainerCmdModifier(command ->
                        command.getHostConfig().withReadonlyRootfs(true).withMemory(256L << 20))
                .waitingFor(Wait.forHttp("/readyz").forPort(8025).withStartupTimeout(Duration.ofSeconds(30)));
        container.start();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void showsMessagesOverHttp() {
        String id =
                SmtpClient.sendMessage(container.getMappedPort(1025), "app@example.org", MESSAGE, "ada@example.org");

        HttpApi http = new HttpApi("127.0.0.1", container.getMappedPort(8025));
        assertThat(http.get("/api/messages/latest?wait=10s").get("id").asText()).isEqualTo(id);
        assertThat(http.bytes("/api/messages/" + id + "/raw")).isEqualTo(MESSAGE);
    }

    @Test
    void passesItsHealthCheck() throws Exception {
        List<String> check =
                container.getContainerInfo().getConfig().getHealthcheck().getTest();

        assertThat(check).startsWith("CMD");
        ExecResult result =
                container.execInContainer(check.subList(1, check.size()).toArray(new String[0]));
        assertThat(result.getStdout()).isEqualTo("ready\n");
        assertThat(result.getExitCode()).isZero();
    }

    @Test
    void runsAsAnUnprivilegedUser() throws Exception {
        assertThat(container.execInContainer("id", "-u").getStdout().strip()).isEqualTo("65532");
        assertThat(container
                        .execInContainer("stat", "-c", "%u", "/proc/1")
                        .getStdout()
                        .strip())
                .isEqualTo("65532");
    }

    @Test
    void loadsClassesFromTheAotCache() throws Exception {
        String classes = container
                .execInContainer(
                        "/opt/jre/bin/java",
                        "@/opt/smtp-fake/java.options",
                        "-XX:AOTCache=/opt/smtp-fake/smtp-fake.aot",
                        "-Xlog:class+load",
                        "-jar",
                        "/opt/smtp-fake/smtp-fake.jar",
                        "--version")
                .getStdout();

        assertThat(classes.lines().filter(line -> line.contains(" io.github.smtpfake.rest.Main ")))
                .singleElement()
                .asString()
                .endsWith("source: shared objects file");
    }

    @Test
    void stopsOnSigterm() {
        try (GenericContainer<?> another = new GenericContainer<>(container.getDockerImageName())
                .withExposedPorts(8025)
                .withEnv(Map.of("SMTP_FAKE_SMTP_PORT", "2525"))
                .waitingFor(Wait.forHttp("/readyz").forPort(8025))) {
            another.start();
            assertThat(another.getLogs().lines()).contains("SMTP listens on 0.0.0.0:2525");

            another.getDockerClient()
                    .stopContainerCmd(another.getContainerId())
                    .withTimeout(20)
                    .exec();

            assertThat(another.getCurrentContainerInfo().getState().getExitCodeLong())
                    .isEqualTo(128 + 15);
            assertThat(another.getLogs().lines().toList())
                    .isEqualTo(List.of("SMTP listens on 0.0.0.0:2525", "HTTP listens on http://0.0.0.0:8025/"));
        }
    }
}

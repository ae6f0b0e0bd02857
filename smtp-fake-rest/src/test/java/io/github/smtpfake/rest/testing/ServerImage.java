package io.github.smtpfake.rest.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The image of the Dockerfile with the packaged jar, which is built once for all test classes. */
public final class ServerImage {
    /** What the image says about its revision. */
    public static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

    private static final String SOURCES = "smtp-fake-rest/src/main/docker";

    /** How long a container may take to start on a busy machine. */
    public static final Duration PATIENCE = TimeLimit.DURATION.multipliedBy(2);

    private ServerImage() {}

    private static final class Built {
        static final String NAME = build();
    }

    /** Returns the name of the image, and skips the test if there is no Docker engine. */
    public static String name() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("No Docker engine is available. Set DOCKER_HOST to test the image.")
                .isTrue();
        return Built.NAME;
    }

    private static String build() {
        Path root = Path.of(System.getProperty("smtpfake.root"));
        return new ImageFromDockerfile()
                .withBuildArg("VERSION", System.getProperty("smtpfake.version"))
                .withBuildArg("REVISION", REVISION)
                .withFileFromPath("Dockerfile", root.resolve("Dockerfile"))
                .withFileFromPath(SOURCES, root.resolve(SOURCES))
                .withFileFromPath("smtp-fake-rest/target/smtp-fake.jar", JarProcess.jar())
                .get();
    }

    /** Returns a container with a read-only file system and 128 MB, the least memory that the README names. */
    public static GenericContainer<?> newContainer() {
        return new GenericContainer<>(name())
                .withExposedPorts(1025, 8025)
                // Otherwise, the server rejects requests to the name of another machine that runs the engine.
                .withEnv("SMTP_FAKE_ALLOWED_HOST", engineHost())
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withReadonlyRootfs(true)
                        .withMemory(128L << 20)
                        .withMemorySwap(128L << 20))
                .waitingFor(Wait.forHttp("/readyz").forPort(8025).withStartupTimeout(PATIENCE));
    }

    /** Returns the host on which the ports of containers are, which may be another machine. */
    public static String engineHost() {
        return DockerClientFactory.instance().dockerHostIpAddress();
    }

    /** Returns a client of the HTTP API of a container. */
    public static HttpApi http(GenericContainer<?> server) {
        return new HttpApi(server.getHost(), server.getMappedPort(8025));
    }

    /** Sends a message to ada@example.org, and returns its id. */
    public static String send(GenericContainer<?> server, byte[] message) {
        try (SmtpClient client = SmtpClient.greeted(server.getHost(), server.getMappedPort(1025))) {
            client.untilData();
            String reply = client.send(message).command(".", "250");
            client.command("QUIT", "221");
            return reply.substring(reply.lastIndexOf(' ') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

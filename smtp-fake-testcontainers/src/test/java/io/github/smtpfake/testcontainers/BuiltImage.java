package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * The image of the Dockerfile with the packaged jar, under the name that a container has by default. The system property {@code
 * smtpfake.image.built} says that it exists, for repeated runs.
 */
final class BuiltImage {
    private static final String SOURCES = "smtp-fake-rest/src/main/docker";
    private static final String JAR = "smtp-fake-rest/target/smtp-fake.jar";

    private BuiltImage() {}

    private static final class Built {
        static final String NAME = build();
    }

    /** Returns the name of the image, and skips the test if there is no Docker engine. */
    static String name() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("No Docker engine is available. Set DOCKER_HOST to test the container.")
                .isTrue();
        return Built.NAME;
    }

    private static String build() {
        String name = SmtpFakeContainer.defaultImage().asCanonicalNameString();
        if (Boolean.getBoolean("smtpfake.image.built")) {
            return name;
        }
        Path root = Path.of(System.getProperty("smtpfake.root"));
        return new ImageFromDockerfile(name, false)
                .withFileFromPath("Dockerfile", root.resolve("Dockerfile"))
                .withFileFromPath(SOURCES, root.resolve(SOURCES))
                .withFileFromPath(JAR, root.resolve(JAR))
                .get();
    }
}

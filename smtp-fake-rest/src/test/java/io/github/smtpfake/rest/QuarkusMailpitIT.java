package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.ServerImage;
import io.github.smtpfake.testing.MavenProject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds the project of a user of Quarkus with Maven. Its dev service for Mailpit starts the image of the Dockerfile. */
class QuarkusMailpitIT {
    private static final Path SOURCES = Path.of("src", "test", "projects", "quarkus-mailpit");

    @TempDir
    private Path project;

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void startsTheImageAsDevService() throws Exception {
        String output = MavenProject.copy(SOURCES, project)
                .fill(
                        Path.of("src", "main", "resources", "application.properties"),
                        Map.of("@image@", ServerImage.name()))
                .test(QuarkusMailpitIT::lacksTheDevService);

        assertThat(output)
                .contains("Dev Services for Mailpit started.")
                .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0")
                .contains("BUILD SUCCESS");
    }

    private static boolean lacksTheDevService(String output) {
        return output.contains("in offline mode") || output.contains("Failed to create the application model");
    }
}

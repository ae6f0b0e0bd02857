package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.smtpfake.rest.testing.ServerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds the project of a user of Quarkus with Maven. Its dev service for Mailpit starts the image of the Dockerfile. */
class QuarkusMailpitIT {
    private static final Path SOURCES = Path.of("src", "test", "projects", "quarkus-mailpit");

    @TempDir
    private Path project;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void startsTheImageAsDevService() throws Exception {
        copyProject(ServerImage.name());

        String output = maven("--offline");
        if (output.contains("in offline mode") || output.contains("Failed to create the application model")) {
            // Only the first build of a machine downloads the dev service.
            assumeFalse(
                    "offline=true".equals(System.getProperty("maven.network")),
                    "the dev service is not in the local repository, and Maven is offline");
            output = maven();
        }

        assertThat(output)
                .contains("Dev Services for Mailpit started.")
                .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0")
                .contains("BUILD SUCCESS");
    }

    private void copyProject(String image) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = project.resolve(SOURCES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path properties = project.resolve(Path.of("src", "main", "resources", "application.properties"));
        Files.writeString(properties, Files.readString(properties).replace("@image@", image));
    }

    /** Runs the tests of the project, and returns the output. */
    private String maven(String... options) throws IOException, InterruptedException {
        String home = System.getProperty("maven.home");
        assertThat(home).as("system property maven.home").isNotBlank();
        List<String> command = new ArrayList<>(List.of(
                Path.of(home, "bin", "mvn").toString(),
                "--batch-mode",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "test"));
        command.addAll(List.of(options));
        Path output = project.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(9, TimeUnit.MINUTES)).as("Maven ended").isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}

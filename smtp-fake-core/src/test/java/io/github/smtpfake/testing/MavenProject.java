package io.github.smtpfake.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The project of a user, whose tests run with the Maven, the JDK and the local repository of this build. */
public final class MavenProject {
    private static final int PATIENCE_MINUTES = 9;
    /**
     * In English, because Spring and the extension of Quarkus for Mailpit write numbers of class names and ports with the digits of the
     * locale.
     */
    private static final String JVM_OPTIONS = ChildJvm.FIRST_COMPILER_ONLY + " -Duser.language=en -Duser.country=GB";

    private final Path directory;
    private final List<String> options = new ArrayList<>();

    private MavenProject(Path directory) {
        this.directory = directory;
    }

    /** Copies the files of a project to an empty directory. */
    public static MavenProject copy(Path sources, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(sources.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new MavenProject(directory);
    }

    /** Replaces placeholders in a file. */
    public MavenProject fill(Path file, Map<String, String> values) throws IOException {
        Path copy = directory.resolve(file);
        String text = Files.readString(copy);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        Files.writeString(copy, text);
        return this;
    }

    /** Builds only these modules, and those that they need. */
    public MavenProject only(List<String> modules) {
        options.addAll(List.of("--also-make", "--projects=" + String.join(",", modules)));
        return this;
    }

    /**
     * Runs the tests, also those of other modules if one fails, and returns the output. Runs them again with network access if
     * something is missing from the local repository; skips the test if the build itself is offline.
     *
     * @param isIncomplete whether the output says that something is missing
     */
    public String test(Predicate<String> isIncomplete) throws IOException, InterruptedException {
        String output = run("--offline");
        if (!isIncomplete.test(output)) {
            return output;
        }
        // Only the first build of a machine downloads anything.
        assumeFalse(
                "offline=true".equals(System.getProperty("maven.network")),
                "the local repository lacks what the project needs, and Maven is offline");
        return run();
    }

    private String run(String... more) throws IOException, InterruptedException {
        String home = System.getProperty("maven.home");
        assertThat(home).as("system property maven.home").isNotBlank();
        List<String> command = new ArrayList<>(List.of(
                Path.of(home, "bin", isWindows() ? "mvn.cmd" : "mvn").toString(),
                "--batch-mode",
                "--fail-at-end",
                // Builds as many modules at once as there are processors.
                "--threads=1C",
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"),
                "-DargLine=" + JVM_OPTIONS,
                "-Dspring-boot.aot.jvmArguments=" + JVM_OPTIONS,
                "test"));
        command.addAll(options);
        command.addAll(List.of(more));
        Path output = directory.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Those of the user may be needed for the network.
        builder.environment().merge("MAVEN_OPTS", JVM_OPTIONS, (given, ours) -> given + " " + ours);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("Maven ended")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}

package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.LibraryVersions;
import io.github.smtpfake.testing.MavenProject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds the projects of users of Spring Boot, Quarkus and Kotlin with Maven, as they would: two classes with nested classes that
 * share an application and a server, and receive mail that is sent later. Those of Spring Boot and Kotlin also run in parallel;
 * that of Quarkus cannot, because the extension of Quarkus keeps the current test in static fields.
 */
class FrameworksIT {
    private static final Path SOURCES = Path.of("src", "test", "projects");

    /** The result of one class in a report of Surefire. */
    private static final Pattern RESULT = Pattern.compile(
            "<testsuite [^>]* tests=\"(\\d+)\"[^>]* errors=\"(\\d+)\"[^>]* skipped=\"(\\d+)\"[^>]* failures=\"(\\d+)\"");

    /** The projects, and how many tests each has. */
    private static final Map<String, Integer> TESTS =
            Map.of("spring-boot-3", 27, "spring-boot-4", 27, "quarkus", 18, "kotlin", 16);

    @TempDir
    private static Path projects;

    static List<String> projects() {
        return Stream.of(LibraryVersions.newestOf("spring-boot-3", "spring-boot-4"), List.of("quarkus", "kotlin"))
                .flatMap(List::stream)
                .toList();
    }

    /** Builds all projects at once, because each start of Maven takes seconds. */
    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    static void build() throws Exception {
        MavenProject.copy(SOURCES, projects)
                .fill(
                        Path.of("pom.xml"),
                        Map.of(
                                "@smtp-fake.core.jar@", jarOf(SmtpFakeServer.class),
                                "@smtp-fake.junit5.jar@", jarOf(SmtpFake.class)))
                .only(projects())
                .test(output -> output.contains("in offline mode"));
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar).isRegularFile();
        return jar.toString();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void passesTheTestsOf(String project) throws IOException {
        String output = Files.readString(projects.resolve("maven.log"));
        Path reports = projects.resolve(Path.of(project, "target", "surefire-reports"));
        assertThat(reports).as(output).isDirectory();
        List<MatchResult> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path report :
                    files.filter(file -> file.toString().endsWith(".xml")).toList()) {
                results.addAll(
                        RESULT.matcher(Files.readString(report)).results().toList());
            }
        }

        assertThat(sum(results, 1)).as(output).isEqualTo(TESTS.get(project));
        assertThat(sum(results, 2) + sum(results, 3) + sum(results, 4))
                .as(output)
                .isZero();
    }

    private static int sum(List<MatchResult> results, int group) {
        return results.stream()
                .mapToInt(result -> Integer.parseInt(result.group(group)))
                .sum();
    }
}

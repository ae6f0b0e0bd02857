package io.github.smtpfake.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.testing.MavenProject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Builds the project of a user with each version of Spring Boot: classes and nested classes that share a context, that have
 * separate ones, and that run in parallel, once as usual and once with contexts that were processed ahead of time.
 */
class SpringBootIT {
    private static final Path SOURCES = Path.of("src", "test", "projects");

    /** The application is that of the tests without this module. */
    private static final Path APPLICATION =
            Path.of("..", "smtp-fake-junit5", "src", "test", "projects", "spring", "src", "main", "java");

    /** The result of one class in a report of Surefire. */
    private static final Pattern RESULT =
            Pattern.compile("<testsuite [^>]* tests=\"(\\d+)\"[^>]* errors=\"(\\d+)\"[^>]* skipped=\"(\\d+)\"[^>]*"
                    + " failures=\"(\\d+)\"");

    @TempDir
    private static Path projects;

    /** Builds all projects at once, because each start of Maven takes seconds. */
    @BeforeAll
    static void build() throws Exception {
        MavenProject.copy(APPLICATION, projects.resolve(Path.of("shop", "src", "main", "java")));
        MavenProject.copy(SOURCES, projects)
                .fill(
                        Path.of("pom.xml"),
                        Map.of(
                                "@smtp-fake.core.jar@", jarOf(SmtpFakeServer.class),
                                "@smtp-fake.junit5.jar@", jarOf(SmtpFake.class),
                                "@smtp-fake.spring-boot.jar@", jarOf(SmtpFakeMail.class)))
                .test(output -> output.contains("in offline mode"));
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar).isRegularFile();
        return jar.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "spring-boot-3, surefire-reports",
        "spring-boot-3, ahead-of-time-reports",
        "spring-boot-4, surefire-reports",
        "spring-boot-4, ahead-of-time-reports"
    })
    void passesTheTestsOf(String project, String execution) throws IOException {
        String output = Files.readString(projects.resolve("maven.log"));
        Path reports = projects.resolve(Path.of(project, "target", execution));
        assertThat(reports).as(output).isDirectory();
        List<MatchResult> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(reports)) {
            for (Path report :
                    files.filter(file -> file.toString().endsWith(".xml")).toList()) {
                results.addAll(
                        RESULT.matcher(Files.readString(report)).results().toList());
            }
        }

        assertThat(sum(results, 1)).as(output).isEqualTo(24);
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

package io.github.smtpfake.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.exception.NotFoundException;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.rest.SmtpFakeHttp;
import io.github.smtpfake.testcontainers.SmtpFakeContainer;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;

/**
 * Builds the project of a user with the newest version of Spring Boot, or with all ({@link LibraryVersions}): classes and nested
 * classes that share a context, that have separate ones, and that run in parallel, once as usual and once with contexts that were
 * processed ahead of time. In other projects, the servers run in containers or in this JVM.
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

    /** The result of a class with one test. */
    private static final List<Integer> PASSED = List.of(1, 0, 0, 0);

    private static final Path CONNECTIONS = Path.of("connections", "src", "test", "java", "org", "example", "shop");

    private static final SmtpFakeServer RUNNING = SmtpFakeServer.startNew();
    private static final SmtpFakeHttp HTTP = SmtpFakeHttp.start(RUNNING);

    @TempDir
    private static Path projects;

    static List<String> shops() {
        return LibraryVersions.newestOf("spring-boot-3", "spring-boot-4");
    }

    static List<String> connections() {
        return LibraryVersions.newestOf("connections-3", "connections-4");
    }

    /** The same tests as usual, and with contexts that were processed ahead of time. */
    static List<Arguments> executions() {
        return shops().stream()
                .flatMap(project -> Stream.of("surefire-reports", "ahead-of-time-reports")
                        .map(execution -> Arguments.of(project, execution)))
                .toList();
    }

    /** The classes, and how many tests each has. */
    static List<Arguments> containers() {
        return connections().stream()
                .flatMap(project -> Stream.of(
                        Arguments.of(project, "ContainerMailTest", 2), Arguments.of(project, "DevelopmentTest", 1)))
                .toList();
    }

    /** Builds all projects at once, because each start of Maven takes seconds. */
    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    static void build() throws Exception {
        MavenProject.copy(APPLICATION, projects.resolve(Path.of("shop", "src", "main", "java")));
        Map<String, String> image =
                Map.of("@image@", SmtpFakeContainer.defaultImage().asCanonicalNameString());
        MavenProject.copy(SOURCES, projects)
                .fill(
                        Path.of("pom.xml"),
                        Map.of(
                                "@smtp-fake.core.jar@", jarOf(SmtpFakeServer.class),
                                "@smtp-fake.junit5.jar@", jarOf(SmtpFake.class),
                                "@smtp-fake.client.jar@", jarOf(SmtpFakeClient.class),
                                "@smtp-fake.testcontainers.jar@", jarOf(SmtpFakeContainer.class),
                                "@smtp-fake.spring-boot.jar@", jarOf(SmtpFakeMail.class)))
                .fill(
                        CONNECTIONS.resolve("RunningServerMailTest.java"),
                        Map.of("@url@", HTTP.uri().toString()))
                .fill(CONNECTIONS.resolve("Containers.java"), image)
                .fill(Path.of("connections", "src", "test", "resources", "compose.yaml"), image)
                .only(Stream.concat(shops().stream(), connections().stream()).toList())
                .test(output -> output.contains("in offline mode"));
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        RUNNING.close();
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar).isRegularFile();
        return jar.toString();
    }

    @ParameterizedTest
    @MethodSource("executions")
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

    @ParameterizedTest
    @MethodSource("connections")
    void connectsToARunningServer(String project) throws IOException {
        assertThat(result(project, "RunningServerMailTest")).isEqualTo(PASSED);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void connectsToAContainer(String project, String test, int tests) throws IOException {
        assumeThat(hasImage())
                .as("There is no Docker engine with the image that the tests of smtp-fake-testcontainers build.")
                .isTrue();
        assertThat(result(project, test)).isEqualTo(List.of(tests, 0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void connectsToAServiceOfDockerCompose(String project) throws IOException {
        List<Integer> result = result(project, "ComposeMailTest");
        assumeThat(hasImage() && result.get(2) == 0)
                .as("There is no docker compose.")
                .isTrue();
        assertThat(result).isEqualTo(PASSED);
    }

    private static boolean hasImage() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return false;
        }
        try {
            DockerClientFactory.lazyClient()
                    .inspectImageCmd(SmtpFakeContainer.defaultImage().asCanonicalNameString())
                    .exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Returns the numbers of tests, errors, skipped tests and failures. */
    private static List<Integer> result(String project, String test) throws IOException {
        Path report = projects.resolve(
                Path.of(project, "target", "surefire-reports", "TEST-org.example.shop." + test + ".xml"));
        String output = Files.readString(projects.resolve("maven.log"));
        assertThat(report).as(output).isRegularFile();
        MatchResult result =
                RESULT.matcher(Files.readString(report)).results().findFirst().orElseThrow();
        return Stream.of(1, 2, 3, 4)
                .map(group -> Integer.valueOf(result.group(group)))
                .toList();
    }

    private static int sum(List<MatchResult> results, int group) {
        return results.stream()
                .mapToInt(result -> Integer.parseInt(result.group(group)))
                .sum();
    }
}

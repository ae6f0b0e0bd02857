package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.testing.LibraryVersions;
import io.github.smtpfake.testing.MavenProject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds the projects of users of Testcontainers 2, or also 1.21, with Maven, as they would. */
class SupportedReleasesIT {
    private static final Path SOURCES = Path.of("src", "test", "projects");
    private static final Path TESTS = Path.of("shared", "src", "test", "java", "org", "example", "shop");
    private static final Path TEST_OF_README = TESTS.resolve("SignupContainerTest.java");

    @TempDir
    private static Path projects;

    static List<String> versions() {
        return LibraryVersions.newestOf("testcontainers-1", "testcontainers-2");
    }

    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    static void build() throws Exception {
        String image = BuiltImage.name();
        MavenProject.copy(SOURCES, projects)
                .fill(
                        Path.of("pom.xml"),
                        Map.of(
                                "@smtp-fake.core.jar@", jarOf(SmtpFakeServer.class),
                                "@smtp-fake.junit5.jar@", jarOf(SmtpFake.class),
                                "@smtp-fake.client.jar@", jarOf(SmtpFakeClient.class),
                                "@smtp-fake.testcontainers.jar@", jarOf(SmtpFakeContainer.class),
                                "@jackson.version@", PackageVersion.VERSION.toString()))
                .fill(TESTS.resolve("ContainerTest.java"), Map.of("@image@", image))
                .fill(TESTS.resolve("StaticContainerTest.java"), Map.of("@image@", image))
                .only(versions())
                .test(output -> output.contains("in offline mode"));
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar).isRegularFile();
        return jar.toString();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void runsTheTestOfTheReadme(String project) throws Exception {
        assertThat(report(project, "SignupContainerTest"))
                .containsPattern(
                        "<testsuite [^>]* tests=\"1\"[^>]* errors=\"0\"[^>]* skipped=\"0\"[^>]* failures=\"0\"");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void showsTheTranscriptOfAFailedTest(String project) throws Exception {
        assertThat(report(project, "ContainerTest"))
                .containsPattern(
                        "<testsuite [^>]* tests=\"2\"[^>]* errors=\"0\"[^>]* skipped=\"0\"[^>]* failures=\"1\"")
                .contains("fails on purpose")
                .contains("Suppressed: smtp-fake: session ")
                .contains("RCPT TO:<bob@example.org>");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void showsTheTranscriptOfAStaticContainer(String project) throws Exception {
        assertThat(report(project, "StaticContainerTest"))
                .containsPattern(
                        "<testsuite [^>]* tests=\"1\"[^>]* errors=\"0\"[^>]* skipped=\"0\"[^>]* failures=\"1\"")
                .contains("Suppressed: smtp-fake: session ")
                .containsOnlyOnce("RCPT TO:<cy@example.org>");
    }

    private static String report(String project, String test) throws IOException {
        Path report = projects.resolve(
                Path.of(project, "target", "surefire-reports", "TEST-org.example.shop." + test + ".xml"));
        assertThat(report).as(Files.readString(projects.resolve("maven.log"))).isRegularFile();
        return Files.readString(report);
    }

    @Test
    void readmeShowsTheTestOfTheProjects() throws IOException {
        String test = Files.readString(SOURCES.resolve(TEST_OF_README));

        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains(test.substring(test.indexOf("@Testcontainers")));
    }
}

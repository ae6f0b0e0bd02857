package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.testing.MavenProject;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds the projects of users of Testcontainers 1.21 and 2 with Maven, as they would. */
class TestcontainersReleasesIT {
    private static final Path SOURCES = Path.of("src", "test", "projects");

    @TempDir
    private static Path projects;

    @BeforeAll
    static void build() throws Exception {
        String image = BuiltImage.name();
        MavenProject.copy(SOURCES, projects)
                .fill(
                        Path.of("pom.xml"),
                        Map.of(
                                "@smtp-fake.core.jar@", jarOf(SmtpFakeServer.class),
                                "@smtp-fake.client.jar@", jarOf(SmtpFakeClient.class),
                                "@smtp-fake.testcontainers.jar@", jarOf(SmtpFakeContainer.class),
                                "@jackson.version@", PackageVersion.VERSION.toString()))
                .fill(
                        Path.of("shared", "src", "test", "java", "org", "example", "shop", "ContainerTest.java"),
                        Map.of("@image@", image))
                .test(output -> output.contains("in offline mode"));
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(jar).isRegularFile();
        return jar.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"testcontainers-1", "testcontainers-2"})
    void passesTheTestsOf(String project) throws Exception {
        String output = Files.readString(projects.resolve("maven.log"));
        Path report = projects.resolve(
                Path.of(project, "target", "surefire-reports", "TEST-org.example.shop.ContainerTest.xml"));
        assertThat(report).as(output).isRegularFile();

        assertThat(Files.readString(report))
                .containsPattern("<testsuite [^>]* tests=\"2\"[^>]* errors=\"0\"[^>]* skipped=\"0\"[^>]* failures=\"1\"")
                .contains("fails on purpose")
                .contains("Suppressed: smtp-fake: session ")
                .contains("RCPT TO:&lt;bob@example.org&gt;")
                .doesNotContain("RCPT TO:&lt;ada@example.org&gt;");
    }
}

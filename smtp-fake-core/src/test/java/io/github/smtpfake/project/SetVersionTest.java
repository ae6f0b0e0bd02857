package io.github.smtpfake.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that sets the version, on a copy of the files that contain it. */
class SetVersionTest {
    private static final PathMatcher FILES = FileSystems.getDefault()
            .getPathMatcher("glob:{*.md,pom.xml,.ci/*,smtp-fake-*/pom.xml,benchmarks/pom.xml,examples/*,examples/*/*}");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>smtp-fake-parent</artifactId>\\s*<version>([^<]*)</version>");

    @TempDir
    private Path project;

    private Program bash;

    @BeforeEach
    void copyTheFiles() throws IOException {
        Program.installed("perl");
        bash = Program.installed("bash").in(project);
        Path root = Checkout.ROOT;
        try (Stream<Path> found = Files.walk(root, 3)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Path name = root.relativize(file);
                if (FILES.matches(name)) {
                    Files.createDirectories(project.resolve(name).getParent());
                    Files.copy(file, project.resolve(name));
                }
            }
        }
    }

    private String versionOfTheProject() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(project.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private void setVersion(String version) throws Exception {
        bash.run(".ci/set-version", version).succeeded();
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .map(project::relativize)
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            // Some are no texts.
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @Test
    void makesTheProjectReadyForItsTag() throws Exception {
        String release = versionOfTheProject().replace("-SNAPSHOT", "");

        setVersion(release);

        assertThat(versionOfTheProject()).isEqualTo(release);
        assertThat(filesWith(release + "-SNAPSHOT")).isEmpty();
        assertThat(bash.run(".ci/release", "version", "v" + release).succeeded().output())
                .isEqualTo(release + "\n");
    }

    @Test
    void beginsTheNextVersionWithoutChangingTheDocumentation() throws Exception {
        setVersion("98.0.0");
        setVersion("99.0.0-SNAPSHOT");

        assertThat(filesWith("99.0.0-SNAPSHOT")).hasSizeGreaterThan(8).allMatch(file -> file.endsWith("pom.xml"));
        assertThat(filesWith("98.0.0")).contains(Path.of("README.md")).noneMatch(file -> file.endsWith("pom.xml"));
        assertThat(project.resolve("CHANGES.md"))
                .content()
                .startsWith("# Changes\n\n## 99.0.0 (not yet released)\n\n## ");
    }

    @Test
    void rejectsWhatIsNoVersion() throws Exception {
        assertThat(bash.run(".ci/set-version", "1.2").failed().output()).startsWith("Usage: ");
    }
}

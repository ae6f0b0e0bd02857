package io.github.smtpfake.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that tells the workflows of a release what they need to know, in projects of which only the needed files exist. */
class ReleaseScriptTest {
    private static final String TAGS = "v0.1.0\nv0.2.0\nv1.0.0\nv1.0.1\nv1.2.0\nv1.10.0\nv2.0.0-rc.1\nother\n";

    @TempDir
    private Path project;

    private Program bash;

    @BeforeEach
    void copyTheScript() throws IOException {
        bash = Program.installed("bash").in(project);
        Files.createDirectory(project.resolve(".ci"));
        Files.copy(Checkout.ROOT.resolve(".ci/release"), project.resolve(".ci/release"));
    }

    private Program.Result run(String... arguments) throws Exception {
        return bash.runWithInput(TAGS, Program.arguments(List.of(".ci/release"), List.of(arguments)));
    }

    private void write(String version, String changes) throws IOException {
        Files.writeString(
                project.resolve("pom.xml"),
                "<project>\n  <artifactId>smtp-fake-parent</artifactId>\n  <version>" + version + "</version>\n"
                        + "  <other>\n    <version>7</version>\n  </other>\n</project>\n");
        Files.writeString(project.resolve("CHANGES.md"), changes);
    }

    @Test
    void printsTheVersionOfATagThatIsReady() throws Exception {
        write("1.2.3", "# Changes\n\n## 1.2.3 (2027-01-02)\n\nText.\n");

        assertThat(run("version", "v1.2.3").succeeded().output()).isEqualTo("1.2.3\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1.2.3 | 1.2.3          | The tag 1.2.3 is not v and a version, as in v1.2.3 or v1.2.3-rc.1.
                    v1.2  | 1.2            | The tag v1.2 is not v and a version, as in v1.2.3 or v1.2.3-rc.1.
                    v1.2.3 | 1.2.3-SNAPSHOT | The tag is v1.2.3, but pom.xml has version 1.2.3-SNAPSHOT.
                    v1.2.4 | 1.2.4          | CHANGES.md has no heading "## 1.2.4".
                    v1.2.5 | 1.2.5          | CHANGES.md says "1.2.5 (not yet released)"; write the date of the release.
                    """)
    void rejectsATagThatIsNotReady(String tag, String version, String reason) throws Exception {
        write(version, "# Changes\n\n## 1.2.5 (not yet released)\n\n## 1.2.3 (2027-01-02)\n");

        assertThat(run("version", tag).failed().output()).isEqualTo(reason + "\n");
    }

    @Test
    void rejectsATagWhileADocumentNamesTheSnapshot() throws Exception {
        Program git = Program.installed("git").in(project);
        write("1.2.3", "# Changes\n\n## 1.2.3 (2027-01-02)\n");
        Files.writeString(project.resolve("README.md"), "Use version 1.2.3-SNAPSHOT.\n");
        git.run("init", "--quiet").succeeded();
        git.run("add", ".").succeeded();

        assertThat(run("version", "v1.2.3").failed().output())
                .isEqualTo("These files still name 1.2.3-SNAPSHOT: README.md\n");
    }

    @Test
    void printsTheNotesOfOneVersionWithOneLineForEachParagraph() throws Exception {
        write("1.2.3", """
                # Changes

                ## 1.3.0

                Newer.

                ## 1.2.3 (2027-01-02)

                The first line
                and the second.

                ### A group

                - One point
                  of two lines.
                - Another:

                ```sh
                first
                  second
                ```

                | a | table |
                | --- | --- |

                ## 1.2.2

                Older.
                """);

        assertThat(run("notes", "1.2.3").succeeded().output()).isEqualTo("""
                        The first line and the second.

                        ### A group

                        - One point of two lines.
                        - Another:

                        ```sh
                        first
                          second
                        ```

                        | a | table |
                        | --- | --- |
                        """);
        assertThat(run("notes", "1.2").failed().output()).isEqualTo("CHANGES.md has no heading \"## 1.2\".\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.1.0 0.1",
        "0.1.1, 0.1.1 0.1",
        "0.2.1, 0.2.1 0.2",
        "1.0.2, 1.0.2 1.0",
        "1.0.0, 1.0.0",
        "1.2.1, 1.2.1 1.2",
        "1.10.1, 1.10.1 1.10 1",
        "2.0.0, 2.0.0 2.0 2",
        "2.0.0-rc.1, 2.0.0-rc.1",
    })
    void tagsTheImageWithTheLinesOfWhichTheVersionIsTheNewest(String version, String tags) throws Exception {
        assertThat(run("image-tags", version)
                        .succeeded()
                        .output()
                        .replace('\n', ' ')
                        .strip())
                .isEqualTo(tags);
    }

    @Test
    void namesTheLatestRelease() throws Exception {
        assertThat(run("latest").succeeded().output()).isEqualTo("1.10.0\n");
    }

    @Test
    void namesTheBaseImageOfTheDockerfile() throws Exception {
        Files.copy(Checkout.ROOT.resolve("Dockerfile"), project.resolve("Dockerfile"));

        assertThat(run("base-image").succeeded().output()).matches("eclipse-temurin:[0-9]+-jdk\n");
    }

    @Test
    void explainsItself() throws Exception {
        assertThat(run("unknown").failed().output()).startsWith("Usage:\n  .ci/release version TAG ");
    }

    /** The changes of this project have the form that the script expects. */
    @Test
    void findsTheNotesOfThisProject() throws Exception {
        String changes = Files.readString(Checkout.ROOT.resolve("CHANGES.md"));
        write("1.2.3", changes);
        String version = changes.lines()
                .filter(line -> line.startsWith("## "))
                // After a release, the next version has a heading, but no changes yet.
                .filter(line -> !changes.contains(line + "\n\n## "))
                .findFirst()
                .orElseThrow()
                .split(" ")[1];

        assertThat(run("notes", version).succeeded().output())
                .hasSizeGreaterThan(100)
                .doesNotContain("\n## ");
    }
}

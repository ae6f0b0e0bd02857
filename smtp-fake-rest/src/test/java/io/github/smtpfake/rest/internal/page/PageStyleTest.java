package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.NodeProject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks format and common mistakes of scripts and style sheets, as the build checks those of Java. */
class PageStyleTest {
    private static final Path FOLDER =
            Path.of("src/main/resources/io/github/smtpfake/rest/internal/page").toAbsolutePath();

    /** To repair the format, run {@code npx biome check --write} with the same arguments. */
    @Test
    void hasNoMistakesAndTheCommonFormat() throws Exception {
        NodeProject project = new NodeProject("node-lint");
        project.install();

        NodeProject.Result result = project.run(
                "npx",
                "biome",
                "ci",
                "--config-path=.",
                "--colors=off",
                "--reporter=github",
                "--error-on-warnings",
                FOLDER.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}

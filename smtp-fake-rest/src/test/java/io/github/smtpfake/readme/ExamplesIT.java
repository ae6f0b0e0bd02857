package io.github.smtpfake.readme;

import io.github.smtpfake.testing.Program;
import org.junit.jupiter.api.Test;

/** Runs the examples that cost little; {@code examples/run} runs all of them. */
class ExamplesIT {

    @Test
    void runsTheExamplesInBashAndPython() throws Exception {
        Program.installed("python3");
        Program.installed("bash")
                .in(Readme.ROOT)
                .run("examples/run", "bash", "python")
                .succeeded();
    }
}

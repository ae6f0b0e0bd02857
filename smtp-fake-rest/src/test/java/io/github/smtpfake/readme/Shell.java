package io.github.smtpfake.readme;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs commands in the root of the checkout. */
final class Shell {

    /** Docker may build an image without anything in its cache. */
    private static final int PATIENCE_MINUTES = 8;

    private Shell() {}

    /** Runs a script and returns its output. Fails if a command fails, or takes too long. */
    static String run(String script) throws IOException, InterruptedException {
        assumeAvailable();
        Path output = Files.createTempFile("readme", ".out");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(Readme.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        ChildJvm.putJavaFirst(builder);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(
                    (ended ? "Exit code " + process.exitValue() : "Timed out after " + PATIENCE_MINUTES + " minutes")
                            + " in\n" + script + "\nwith the output\n" + printed);
        }
        return printed;
    }

    /** Skips the test if the shell for which the README is written is missing. */
    static void assumeAvailable() {
        assumeTrue(has("bash", "--version"), "bash is not installed");
    }

    /** Returns whether a command is available and succeeds. */
    static boolean has(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.github.smtpfake.rest.mailpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.HttpApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The package mailpit-api of npm, which npm puts into the build's directory. */
final class NodeClient {
    private static final Path PROJECT = Path.of("target", "mailpit-api").toAbsolutePath();

    private NodeClient() {}

    /** Skips the tests where there is no Node.js, or nothing to install the package from. */
    static void install() throws IOException, InterruptedException {
        assumeTrue(isThere("node"), "node is not installed: .ci/run tells which package has it");
        assumeTrue(isThere("npm"), "npm is not installed: .ci/run tells which package has it");
        Files.createDirectories(PROJECT);
        for (String file : List.of("package.json", "package-lock.json", "mailpit.js")) {
            Files.copy(
                    Path.of("src", "test", "node", file), PROJECT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(PROJECT.resolve("node_modules/mailpit-api/package.json"))) {
            Result result = run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
            assumeTrue(result.exitCode() == 0, "npm cannot install mailpit-api: " + result.output());
        }
    }

    /** Makes calls, each given in JSON as a list of method and arguments, and returns what each returned or threw. */
    static JsonNode call(int port, String... calls) throws IOException, InterruptedException {
        String json = "[" + String.join(",", calls) + "]";
        Result result = run("node", "mailpit.js", "http://127.0.0.1:" + port, json);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return HttpApi.tree(result.output());
    }

    private record Result(int exitCode, String output) {}

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(program, "--version").exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        Files.createDirectories(PROJECT);
        Path output = Files.createTempFile("node", ".out");
        Process process = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(50, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(ended).as("%s did not end: %s", List.of(command), text).isTrue();
        return new Result(process.exitValue(), text);
    }
}

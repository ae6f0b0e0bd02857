package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The package mailpit-api of npm, which npm puts into the build's directory. */
final class NodeClient {
    /** As the package says in its {@code engines}. */
    private static final int OLDEST = 18;

    private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,4})\\.");
    private static final Path PROJECT = Path.of("target", "mailpit-api").toAbsolutePath();

    private NodeClient() {}

    /** Skips the tests where there is no Node.js, one that is too old, or nothing to install the package from. */
    static void install() throws IOException, InterruptedException {
        String version = version("node");
        assumeFalse(version.isEmpty(), "node is not installed: .ci/run tells which package has it");
        assumeTrue(
                major(version) >= OLDEST,
                "node " + version + " is too old: mailpit-api needs " + OLDEST + " or later, with fetch and Blob");
        assumeFalse(version("npm").isEmpty(), "npm is not installed: .ci/run tells which package has it");
        Files.createDirectories(PROJECT);
        for (String file : List.of("package.json", "package-lock.json", "mailpit.js")) {
            Files.copy(
                    Path.of("src", "test", "node", file), PROJECT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(PROJECT.resolve("node_modules/mailpit-api/package.json"))) {
            // Without a network, npm would try for longer than a test may take.
            Result result = run(
                    "npm",
                    "ci",
                    "--prefer-offline",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=1",
                    "--fetch-retry-mintimeout=2000",
                    "--fetch-timeout=15000");
            assumeTrue(
                    result.exitCode() == 0,
                    "npm cannot install mailpit-api, perhaps without a network: npm ci in " + PROJECT + " tells why");
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

    /** Returns what a program says of itself, such as {@code v20.20.2}; empty where there is none that runs. */
    private static String version(String program) throws InterruptedException {
        try {
            Result result = run(program, "--version");
            return result.exitCode() == 0 ? result.output().strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns 20 of {@code v20.20.2}. */
    static int major(String version) {
        Matcher found = MAJOR.matcher(version);
        return found.lookingAt() ? Integer.parseInt(found.group(1)) : 0;
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

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

/** The npm package mailpit-api, installed into the build directory. */
final class NodeClient {
    /** The minimum version in the {@code engines} of the package. */
    private static final int MIN_MAJOR = 18;

    private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,4})\\.");
    private static final Path PROJECT = Path.of("target", "mailpit-api").toAbsolutePath();

    private NodeClient() {}

    /** Installs the package. Skips the tests if Node.js is missing or too old, or if npm cannot install the package. */
    static void install() throws IOException, InterruptedException {
        String version = version("node");
        assumeFalse(version.isEmpty(), "node is not installed: see .ci/run for the package");
        assumeTrue(
                major(version) >= MIN_MAJOR,
                "node " + version + " is too old: mailpit-api needs " + MIN_MAJOR + " or later, with fetch and Blob");
        assumeFalse(version("npm").isEmpty(), "npm is not installed: see .ci/run for the package");
        Files.createDirectories(PROJECT);
        for (String file : List.of("package.json", "package-lock.json", "mailpit.js")) {
            Files.copy(
                    Path.of("src", "test", "node", file), PROJECT.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(PROJECT.resolve("node_modules/mailpit-api/package.json"))) {
            // Without a network, the default retries of npm exceed the time limit of a test.
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
                    "npm cannot install mailpit-api, perhaps without a network: run npm ci in " + PROJECT
                            + " for the reason");
        }
    }

    /** Makes calls, each a JSON list of method and arguments, and returns the result or error of each call. */
    static JsonNode call(int port, String... calls) throws IOException, InterruptedException {
        String json = "[" + String.join(",", calls) + "]";
        Result result = run("node", "mailpit.js", "http://127.0.0.1:" + port, json);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return HttpApi.tree(result.output());
    }

    private record Result(int exitCode, String output) {}

    /** Returns the version that a program prints, such as {@code v20.20.2}; empty if the program does not run. */
    private static String version(String program) throws InterruptedException {
        try {
            Result result = run(program, "--version");
            return result.exitCode() == 0 ? result.output().strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the major version, such as 20 for {@code v20.20.2}. */
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

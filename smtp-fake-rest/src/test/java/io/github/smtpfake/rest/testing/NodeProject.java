package io.github.smtpfake.rest.testing;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A project of npm in the test folder, which is installed into the build directory. */
public final class NodeProject {
    /** The minimum version in the {@code engines} of the packages. */
    private static final int MIN_MAJOR = 18;

    /** Less than a test may take. */
    private static final int SECONDS = 240;

    private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,4})\\.");

    private final Path source;
    private final Path project;

    /** @param name the name of the folder in {@code src/test}, with package.json and package-lock.json */
    public NodeProject(String name) {
        this.source = Path.of("src", "test", name);
        this.project = Path.of("target", name).toAbsolutePath();
    }

    /** What a program printed, and its exit code. */
    public record Result(int exitCode, String output) {}

    /** Installs the packages. Skips the tests if Node.js is missing or too old, or if npm cannot install them. */
    public void install() throws IOException, InterruptedException {
        Files.createDirectories(project);
        String version = version("node");
        assumeFalse(version.isEmpty(), "node is not installed: see .ci/run for the package");
        assumeTrue(
                major(version) >= MIN_MAJOR,
                "node " + version + " is too old: the packages need " + MIN_MAJOR + " or later, with fetch and Blob");
        assumeFalse(version("npm").isEmpty(), "npm is not installed: see .ci/run for the package");
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, project.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(project.resolve("node_modules/.package-lock.json"))) {
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
                    "npm cannot install its packages, perhaps without a network: run npm ci in " + project
                            + " for the reason");
        }
    }

    /** Windows starts npm only with its full name, npm.cmd. */
    private static List<String> resolved(String... command) {
        List<String> resolved = new ArrayList<>(List.of(command));
        Program.find(command[0]).ifPresent(file -> resolved.set(0, file.toString()));
        return resolved;
    }

    private String version(String program) throws InterruptedException {
        try {
            Result result = run(program, "--version");
            return result.exitCode() == 0 ? result.output().strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the major version, such as 20 for {@code v20.20.2}. */
    private static int major(String version) {
        Matcher found = MAJOR.matcher(version);
        return found.lookingAt() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** Starts a program in the folder of the project. Its errors are part of its output. */
    public Process start(String... command) throws IOException {
        return TimeLimit.limit(new ProcessBuilder(resolved(command))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** Runs a program in the folder of the project. */
    public Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".out");
        Process process = new ProcessBuilder(resolved(command))
                .directory(project.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return ended ? new Result(process.exitValue(), text) : new Result(-1, "It did not end: " + text);
    }
}

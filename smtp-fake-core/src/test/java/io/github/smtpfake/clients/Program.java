package io.github.smtpfake.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine that tests run; where it is missing they are skipped, and say how to get it. */
public final class Program {
    private static final int PATIENCE_SECONDS = 50;
    // Where Debian keeps what Postfix brings along, which is not on everybody's path.
    private static final String SYSTEM_PROGRAMS = "/usr/sbin";

    private final Path executable;
    private final Path directory;

    private Program(Path executable, Path directory) {
        this.executable = executable;
        this.directory = directory;
    }

    /** What a program has done. */
    public record Result(int exitCode, String output) {

        /** Asserts that the program says that it went well. */
        public Result succeeded() {
            assertThat(exitCode).as(output).isZero();
            return this;
        }

        /** Asserts that the program says that it did not go well. */
        public Result failed() {
            assertThat(exitCode).as(output).isNotZero();
            return this;
        }
    }

    /** Returns a program out of the path; skips the test where it is missing. */
    public static Program installed(String name) {
        String path = System.getenv("PATH") + File.pathSeparator + SYSTEM_PROGRAMS;
        for (String directory : path.split(File.pathSeparator)) {
            Path executable = Path.of(directory, name);
            if (Files.isExecutable(executable)) {
                return new Program(executable, Path.of("").toAbsolutePath());
            }
        }
        return abort(name + " is not installed: .ci/run tells which package has it");
    }

    /** Returns a program of the JDK that runs the tests. */
    public static Program ofJdk(String name) {
        return new Program(
                Path.of(System.getProperty("java.home"), "bin", name),
                Path.of("").toAbsolutePath());
    }

    /** Returns the same program, started in another directory. */
    public Program in(Path other) {
        return new Program(executable, other);
    }

    /** Returns one list of arguments. */
    @SafeVarargs
    public static String[] arguments(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all.toArray(new String[0]);
    }

    /** Runs to the end with nothing to read; kills it after fifty seconds. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    /** Runs to the end; kills it after fifty seconds. */
    public Result runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        Path standardInput = Files.createTempFile("program", ".in");
        Path output = Files.createTempFile("program", ".out");
        try {
            Files.writeString(standardInput, input, UTF_8);
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(standardInput.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String text = new String(Files.readAllBytes(output), UTF_8);
            assertThat(ended).as("%s did not end: %s", command, text).isTrue();
            return new Result(process.exitValue(), text);
        } finally {
            Files.delete(standardInput);
            Files.delete(output);
        }
    }
}

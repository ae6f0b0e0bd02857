package io.github.smtpfake.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine. A test that needs a missing program is skipped, with a message that names it. */
public final class Program {
    private static final int PATIENCE_SECONDS = 120;
    // Debian installs the programs of Postfix here, which is not on the path of every user.
    private static final String SYSTEM_PROGRAMS = "/usr/sbin";
    private static final boolean IS_WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final Path executable;
    private final Path directory;

    private Program(Path executable, Path directory) {
        this.executable = executable;
        this.directory = directory;
    }

    /** Exit code and output of a program. */
    public record Result(int exitCode, String output) {

        /** Verifies that the program reports success. */
        public Result succeeded() {
            assertThat(exitCode).as(output).isZero();
            return this;
        }

        /** Verifies that the program reports failure. */
        public Result failed() {
            assertThat(exitCode).as(output).isNotZero();
            return this;
        }
    }

    /** Returns a program on the path; skips the test if it is missing. */
    public static Program installed(String name) {
        Path executable = find(name)
                .orElseGet(() ->
                        abort(name + " is not installed; the section \"Test it\" of the README lists what tests need"));
        return new Program(executable, Path.of("").toAbsolutePath());
    }

    /** Returns OpenSSL 3 or later; skips the test if it is missing, or another program or version has its name. */
    public static Program openSsl() throws IOException, InterruptedException {
        Program found = installed("openssl");
        String version = found.run("version").output().strip();
        assumeTrue(
                version.matches("OpenSSL (?:[3-9]|\\d\\d)\\..*"),
                () -> "openssl is not OpenSSL 3 or later: " + version);
        return found;
    }

    /** Returns curl with SMTP; skips the test if it is missing, or was built without. */
    public static Program curl() throws IOException, InterruptedException {
        Program found = installed("curl");
        String version = found.run("--version").output();
        assumeTrue(version.matches("(?s).*\\bsmtp\\b.*"), () -> "curl was built without SMTP: " + version);
        return found;
    }

    /** Returns Mailpit in the version that smtp-fake is compared with; skips the test if it is missing. */
    public static Program mailpit() throws IOException, InterruptedException {
        Program found = installed("mailpit");
        String version = found.run("version", "--no-release-check").output();
        // One that was built by Go knows its version only as a module.
        assumeTrue(
                version.contains(" v1.33.1 ")
                        || Files.readString(found.executable, ISO_8859_1)
                                .contains("github.com/axllent/mailpit\tv1.33.1"),
                () -> "mailpit is not version 1.33.1: " + version);
        return found;
    }

    /** Returns the file of a program on the path, or empty if it is missing. */
    public static Optional<Path> find(String name) {
        String path = System.getenv("PATH") + File.pathSeparator + SYSTEM_PROGRAMS;
        // Beside npm.cmd, which Windows can start, there is a shell script npm, which it cannot.
        List<String> suffixes = IS_WINDOWS ? List.of(".exe", ".cmd") : List.of("");
        return Stream.of(path.split(File.pathSeparator))
                // Windows allows quotes around a directory.
                .map(directory -> directory.replace("\"", ""))
                .flatMap(directory -> suffixes.stream().map(suffix -> Path.of(directory, name + suffix)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                // That of Windows runs its programs in another system.
                .filter(file -> !IS_WINDOWS || !file.endsWith(Path.of("System32", "bash.exe")))
                .findFirst();
    }

    /** Returns a program of the JDK that runs the tests. */
    public static Program ofJdk(String name) {
        return new Program(
                Path.of(System.getProperty("java.home"), "bin", name),
                Path.of("").toAbsolutePath());
    }

    /** Returns the file of the program. */
    public Path executable() {
        return executable;
    }

    /** Returns the same program, started in another directory. */
    public Program in(Path other) {
        return new Program(executable, other);
    }

    /** Joins the parts of an argument list. */
    @SafeVarargs
    public static String[] arguments(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all.toArray(new String[0]);
    }

    /** Runs the program without input, for at most two minutes. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    /** Starts the program, whose input and output the caller uses and which is killed if it does not end in time. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        return TimeLimit.limit(builder(command).start());
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        ChildJvm.putJavaFirst(builder);
        // On Windows, Python would otherwise write in another charset.
        builder.environment().put("PYTHONUTF8", "1");
        return builder;
    }

    /** Runs the program with standard input, for at most two minutes. */
    public Result runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        Path standardInput = Files.createTempFile("program", ".in");
        Path output = Files.createTempFile("program", ".out");
        try {
            Files.writeString(standardInput, input, UTF_8);
            Process process = builder(command)
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

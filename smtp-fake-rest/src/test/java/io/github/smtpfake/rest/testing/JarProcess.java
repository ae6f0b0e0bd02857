package io.github.smtpfake.rest.testing;

import io.github.smtpfake.testing.ChildJvm;
import io.github.smtpfake.testing.TimeLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar, which runs in a separate JVM. Each wait for it fails after a minute. */
public final class JarProcess implements AutoCloseable {
    private static final String LAST_OF_START = "[http] accessible via ";
    private static final Pattern SMTP = Pattern.compile("SMTP listens on [0-9.]+:(\\d+)");
    private static final Pattern HTTP = Pattern.compile("HTTP listens on http://[0-9.]+:(\\d+)/");

    private final Process process;
    /** The lines of the output that have not been read yet, and an empty element after the last one. */
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    private JarProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readOutput, "output of a process");
        reader.setDaemon(true);
        reader.start();
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(Optional.of(line));
            }
        } catch (IOException e) {
            output.add(Optional.of("The output cannot be read: " + e));
        } finally {
            output.add(Optional.empty());
        }
    }

    /** Runs the jar. Its output consists of both standard streams. */
    public static JarProcess run(String... arguments) {
        return run(List.of(), arguments);
    }

    /** Runs the jar with options of the JVM. */
    public static JarProcess run(List<String> jvmOptions, String... arguments) {
        return start(jvmOptions, List.of("-jar", jar().toString()), arguments);
    }

    /** Runs the classes of this build without their jar, with options of the JVM. */
    public static JarProcess runClasses(List<String> jvmOptions, String... arguments) {
        return runClass("io.github.smtpfake.rest.Main", jvmOptions, arguments);
    }

    /** Runs a class of this build, with options of the JVM. */
    public static JarProcess runClass(String main, List<String> jvmOptions, String... arguments) {
        return start(jvmOptions, List.of("-cp", System.getProperty("java.class.path"), main), arguments);
    }

    private static JarProcess start(List<String> jvmOptions, List<String> program, String... arguments) {
        List<String> command = ChildJvm.command();
        command.addAll(jvmOptions);
        command.addAll(program);
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("SMTP_FAKE_") || ChildJvm.OPTIONS.contains(name));
            return new JarProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the path of the jar that the build packaged. */
    public static Path jar() {
        return Path.of(System.getProperty("smtpfake.jar"));
    }

    /** Waits for the line that reports the SMTP port, and returns the port. */
    public int smtpPort() {
        return port(SMTP);
    }

    /**
     * Waits for the line that reports the HTTP port, and returns the port. Skips the lines that follow in the format of
     * Mailpit.
     */
    public int httpPort() {
        int port = port(HTTP);
        String line = readLine();
        while (!line.startsWith(LAST_OF_START)) {
            line = readLine();
        }
        return port;
    }

    private int port(Pattern pattern) {
        String line = readLine();
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            // A server that runs would never end its output.
            kill();
            throw new AssertionError("Expected " + pattern + " but was: " + line + rest());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Waits for the next line of the output. Fails if the output has ended. */
    public String readLine() {
        return next().orElseThrow(() -> new AssertionError("Expected another line, but the output has ended"));
    }

    private Optional<String> next() {
        try {
            return TimeLimit.take(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private String rest() {
        return String.join("\n", lines());
    }

    /** Waits for the process to end, and returns the lines that have not been read yet. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = next(); line.isPresent(); line = next()) {
            lines.add(line.get());
        }
        return lines;
    }

    /** Returns the lines that have arrived and have not been read yet. */
    public List<String> unread() {
        return output.stream().flatMap(Optional::stream).toList();
    }

    /** Returns whether the process has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the process to end, and returns its exit code. */
    public int exitCode() {
        try {
            if (!process.waitFor(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The process did not end within a minute");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Sends SIGTERM. Unlike {@link Process#destroy()}, the handle of the process does not close the output. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL, so that the process cannot write anything else. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Also waits for the end, because Windows deletes no file that a process has open. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

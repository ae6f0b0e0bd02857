package io.github.smtpfake.rest.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged jar, run by a JVM of its own. */
public final class JarProcess implements AutoCloseable {
    private static final Pattern SMTP = Pattern.compile("SMTP listens on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern HTTP = Pattern.compile("HTTP listens on http://127\\.0\\.0\\.1:(\\d+)/");

    private final Process process;
    private final BufferedReader output;

    private JarProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Runs the jar; what it prints on either stream is its output. */
    public static JarProcess run(String... arguments) {
        return run(List.of(), arguments);
    }

    /** Runs the jar with options of the JVM. */
    public static JarProcess run(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("SMTP_FAKE_") || name.endsWith("JAVA_OPTIONS"));
            return new JarProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the jar that the build has packaged. */
    public static Path jar() {
        return Path.of(System.getProperty("smtpfake.jar"));
    }

    /** Waits for the line that tells the port of SMTP. */
    public int smtpPort() {
        return port(SMTP);
    }

    /** Waits for the line that tells the port of HTTP. */
    public int httpPort() {
        return port(HTTP);
    }

    private int port(Pattern pattern) {
        String line = readLine();
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("Expected " + pattern + " but was: " + line + rest());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Waits for the next line. */
    public String readLine() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String rest() {
        return String.join("\n", lines());
    }

    /** Waits for the end of the process and returns the lines that were not read yet. */
    public List<String> lines() {
        try (Stream<String> lines = output.lines()) {
            return lines.toList();
        }
    }

    /** Waits for the end of the process. */
    public int exitCode() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The process does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Sends SIGTERM; unlike {@link Process#destroy()} its handle does so without closing the output. */
    public void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

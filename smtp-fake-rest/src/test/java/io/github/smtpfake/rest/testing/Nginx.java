package io.github.smtpfake.rest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.testing.Program;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running nginx, if this machine has one. */
public final class Nginx implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    private final Path binary;
    private final Path configuration;
    private final int port;

    private Nginx(Path binary, Path configuration, int port) {
        this.binary = binary;
        this.configuration = configuration;
        this.port = port;
    }

    /** Returns the program, or empty if it is not installed. */
    public static Optional<Path> binary() {
        return Program.find("nginx");
    }

    /**
     * Starts nginx on a free port.
     *
     * @param directory an empty directory for its files
     * @param location the directives in the block of its server
     */
    public static Nginx start(Path binary, Path directory, String location) throws Exception {
        String output = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = UnassignedPort.next();
            Path configuration =
                    Files.writeString(directory.resolve("nginx.conf"), configuration(directory, port, location), UTF_8);
            Nginx nginx = new Nginx(binary, configuration, port);
            // It returns once it listens.
            output = nginx.run();
            if (Files.exists(directory.resolve("nginx.pid"))) {
                return nginx;
            }
        }
        throw new AssertionError("nginx does not start: " + output);
    }

    private static String configuration(Path directory, int port, String location) {
        StringBuilder temporary = new StringBuilder();
        for (String kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            temporary.append(kind + "_temp_path " + quoted(directory.resolve(kind)) + ";\n");
        }
        // Otherwise, the processes of root become another user, who may not use the directory.
        String user = System.getProperty("user.name").equals("root") ? "user root root;\n" : "";
        return user + "pid " + quoted(directory.resolve("nginx.pid")) + ";\nerror_log "
                + quoted(directory.resolve("error.log"))
                + ";\nevents {}\nhttp {\naccess_log off;\n" + temporary + "server {\nlisten 127.0.0.1:" + port + ";\n"
                + location + "}\n}\n";
    }

    private static String quoted(Path file) {
        return '"' + file.toString() + '"';
    }

    /** Runs the program with more arguments until it ends, and returns its output. */
    private String run(String... arguments) throws IOException, InterruptedException {
        Path log = configuration.resolveSibling("output.log");
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        binary.toString(),
                                        "-p",
                                        configuration.getParent().toString(),
                                        "-e",
                                        configuration
                                                .resolveSibling("error.log")
                                                .toString(),
                                        "-c",
                                        configuration.toString()),
                                Arrays.stream(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        try {
            run("-s", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while nginx stops");
        }
    }
}

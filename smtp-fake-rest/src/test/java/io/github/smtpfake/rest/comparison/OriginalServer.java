package io.github.smtpfake.rest.comparison;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A running Mailpit with an empty database. When it is closed, its process ends and its files are deleted. */
final class OriginalServer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final Process process;
    private final int smtpPort;
    private final int httpPort;

    private OriginalServer(Path directory, Process process, int smtpPort, int httpPort) {
        this.directory = directory;
        this.process = process;
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
    }

    /** Starts Mailpit, and returns when it is ready. */
    static OriginalServer start(Path binary) throws IOException {
        // Another process may use a free port before Mailpit does.
        for (int attempt = 1; ; attempt++) {
            OriginalServer server = startOnce(binary, UnassignedPort.next(), UnassignedPort.next());
            if (server.isReady()) {
                return server;
            }
            String log = Files.readString(server.directory.resolve("log"));
            server.close();
            if (attempt == ATTEMPTS) {
                throw new IOException("Mailpit did not start: " + log);
            }
        }
    }

    private static OriginalServer startOnce(Path binary, int smtpPort, int httpPort) throws IOException {
        Path directory = Files.createTempDirectory("mailpit");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        binary.toString(),
                        "--database",
                        directory.resolve("mailpit.db").toString(),
                        "--smtp",
                        "127.0.0.1:" + smtpPort,
                        "--listen",
                        "127.0.0.1:" + httpPort,
                        "--max",
                        "0",
                        "--smtp-auth-accept-any",
                        "--smtp-auth-allow-insecure",
                        "--smtp-disable-rdns",
                        "--disable-version-check",
                        "--enable-chaos"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MP_"));
        return new OriginalServer(directory, builder.start(), smtpPort, httpPort);
    }

    /** Returns whether both ports accept connections. */
    private boolean isReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (accepts(smtpPort) && accepts(httpPort)) {
                return process.isAlive();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return false;
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(LoopbackAddress.get(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int smtpPort() {
        return smtpPort;
    }

    int httpPort() {
        return httpPort;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}

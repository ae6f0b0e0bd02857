import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures the time from the start of the standalone server's process to its banner, and until it is ready. */
final class ProcessBenchmark {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Expects the number of rounds and the path of the jar. */
    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        Figures banner = new Figures();
        Figures ready = new Figures();
        for (int round = 0; round < rounds; round++) {
            measure(args[1], banner, ready);
        }
        Figures.head(List.of("process start to", "median ms", "min ms"));
        row("SMTP banner", banner);
        row("first 200 of /readyz", ready);
    }

    private static void row(String title, Figures figures) {
        Figures.row(List.of(
                title, Figures.format("%.0f", figures.median()), Figures.format("%.0f", figures.min())));
    }

    private static void measure(String jar, Figures banner, Figures ready) throws IOException {
        int smtpPort = Child.freePort();
        int httpPort = Child.freePort();
        long start = System.nanoTime();
        try (Child child = Child.of(
                Child.javaCommand(),
                "-jar",
                jar,
                "--smtp-port",
                Integer.toString(smtpPort),
                "--http-port",
                Integer.toString(httpPort))) {
            await(child, start, () -> {
                Greeting.await(smtpPort);
                return true;
            });
            banner.add((System.nanoTime() - start) / 1e6);
            await(child, start, () -> isReady(httpPort));
            ready.add((System.nanoTime() - start) / 1e6);
        }
    }

    private interface Attempt {
        boolean succeeds() throws IOException;
    }

    private static void await(Child child, long start, Attempt attempt) {
        while (true) {
            try {
                if (attempt.succeeds()) {
                    return;
                }
            } catch (IOException notYet) {
                // The connection fails until the server listens.
            }
            if (!child.isAlive()) {
                throw new IllegalStateException("The server ended instead of starting");
            }
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("The server did not become ready");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean isReady(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
        }
    }
}

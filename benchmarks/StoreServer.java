import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A running {@link StoreProduct} with an empty store. When it is closed, its process ends and its files are deleted. */
final class StoreServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where a server listens and stores. */
    record Place(Path directory, int smtpPort, int httpPort) {
        Path database() {
            return directory.resolve("mail.db");
        }

        Path log() {
            return directory.resolve("log");
        }
    }

    private final Place place;
    private final Child child;

    private StoreServer(Place place, Child child) {
        this.place = place;
        this.child = child;
    }

    /**
     * Starts a server, and returns when it is ready.
     *
     * @param parent the directory in which the server gets its own
     * @param javaOptions options of the JVM, in addition to SERVER_JVM_OPTIONS
     */
    static StoreServer start(
            StoreProduct product, StoreProduct.Programs programs, Path parent, List<String> javaOptions) throws IOException {
        Place place = new Place(Files.createTempDirectory(parent, "store"), Child.freePort(), Child.freePort());
        StoreServer server =
                new StoreServer(place, Child.logging(place.log(), product.command(programs, place, javaOptions)));
        try {
            server.awaitReady();
        } catch (IOException | RuntimeException e) {
            String output = Files.readString(place.log());
            server.close();
            throw new IOException(product.title() + " did not start: " + output, e);
        }
        return server;
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (HttpConnection http = http()) {
                http.get("/readyz");
                return;
            } catch (IOException e) {
                if (!child.isAlive() || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }

    int smtpPort() {
        return place.smtpPort();
    }

    HttpConnection http() throws IOException {
        return new HttpConnection(place.httpPort());
    }

    /** Deletes the messages over Mailpit's API, which all products have. */
    void clear() throws IOException {
        try (HttpConnection http = http()) {
            http.delete("/api/v1/messages");
        }
    }

    Duration cpuTime() {
        return child.cpuTime();
    }

    long residentBytes() throws IOException {
        return child.residentBytes();
    }

    long peakResidentBytes() throws IOException {
        return child.peakResidentBytes();
    }

    @Override
    public void close() {
        child.close();
        try (Stream<Path> files = Files.walk(place.directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the resident memory of servers that store in SQLite, with a heap of at most 64 MiB where there is a JVM. */
final class StoreMemory {
    private static final List<String> SMALL_HEAP = List.of("-Xmx64m");
    /** With the options for servers that have little memory, which README.md names and the image has. */
    private static final List<String> LITTLE_MEMORY = List.of(
            "-Xmx64m",
            "-Xms16m",
            "-Xmn5m",
            "-XX:+UseSerialGC",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:-ShrinkHeapInSteps",
            // In JDK 17, since 17.0.9.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:TrimNativeHeapInterval=1000");
    private static final int MESSAGES = 10_000;
    private static final int SIZE = 10 * 1024;
    private static final int LARGE_FILE_SIZE = 2 * 1024;
    private static final double MB = 1e6;
    /** The server gives memory back when no mail has arrived for ten seconds, and again after it has indexed the rest. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final List<StoreProduct> products;
    private final StoreProduct.Programs programs;
    private final Path directory;

    StoreMemory(List<StoreProduct> products, StoreProduct.Programs programs, Path directory) {
        this.products = products.stream()
                .filter(product -> product != StoreProduct.MEMORY)
                .toList();
        this.programs = programs;
        this.directory = directory;
    }

    /** @param large how many messages the large file of smtp-fake gets; 0 omits it */
    void run(int large) throws IOException, InterruptedException {
        if (products.isEmpty()) {
            return;
        }
        Figures.head(List.of(
                "with -Xmx64m",
                "resident MB, idle",
                "filled",
                "peak",
                QUIET.toSeconds() + " s later",
                "page of 50, ms as above",
                "by recipient, ms",
                "resident MB, then"));
        String title = MESSAGES + " × " + SIZE / 1024 + " KiB";
        for (StoreProduct product : products) {
            row(product, SMALL_HEAP, new Mails(MESSAGES, SIZE), title);
        }
        if (!products.contains(StoreProduct.SQLITE)) {
            return;
        }
        row(StoreProduct.SQLITE, LITTLE_MEMORY, new Mails(MESSAGES, SIZE), title + ", options for little memory");
        if (large > 0) {
            String many = large + " × " + LARGE_FILE_SIZE / 1024 + " KiB, options for little memory";
            row(StoreProduct.SQLITE, LITTLE_MEMORY, new Mails(large, LARGE_FILE_SIZE), many);
        }
    }

    private void row(StoreProduct product, List<String> javaOptions, Mails mails, String title)
            throws IOException, InterruptedException {
        try (StoreServer server = StoreServer.start(product, programs, directory, javaOptions)) {
            List<String> row = new ArrayList<>(List.of(product.title() + ", " + title));
            row.add(Figures.format("%.0f", server.residentBytes() / MB));
            MailSender.send(server.smtpPort(), mails);
            row.add(Figures.format("%.0f", server.residentBytes() / MB));
            row.add(Figures.format("%.0f", server.peakResidentBytes() / MB));
            Thread.sleep(QUIET.toMillis());
            row.add(Figures.format("%.0f", server.residentBytes() / MB));
            StoreApi api = product.apis().get(0);
            StoreRequests requests = new StoreRequests(server, api);
            for (StoreRequests.Kind kind : List.of(
                    new StoreRequests.Kind(call -> api.page(), call -> mails.count()),
                    new StoreRequests.Kind(call -> api.byRecipient(mails.recipient(call)), mails::mailsTo))) {
                row.add(Figures.format("%.1f / ", requests.first(kind)) + requests.later(kind));
            }
            row.add(Figures.format("%.0f", server.residentBytes() / MB));
            Figures.row(row);
        }
    }
}

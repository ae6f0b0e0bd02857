import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast servers accept messages into an empty store. The servers take turns, because the speed of a machine
 * varies over time; those that wait for their turn are idle.
 */
final class StoreThroughput {
    private static final int SESSIONS = 10;
    private static final double SECONDS = 2;
    private static final List<Integer> SIZES = List.of(1024, 10 * 1024);

    private final List<StoreProduct> products;
    private final StoreProduct.Programs programs;
    private final Path directory;
    private final int rounds;

    StoreThroughput(List<StoreProduct> products, StoreProduct.Programs programs, Path directory, int rounds) {
        this.products = products;
        this.programs = programs;
        this.directory = directory;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        Map<Integer, Map<StoreProduct, Rounds>> results = new LinkedHashMap<>();
        for (int size : SIZES) {
            results.put(size, measure(size));
        }
        List<String> head = new ArrayList<>(List.of("messages per second, median / max"));
        SIZES.forEach(size -> head.add(title(size)));
        SIZES.forEach(size -> head.add(title(size) + ", CPU µs per message, median / min"));
        Figures.head(head);
        for (StoreProduct product : products) {
            List<String> row = new ArrayList<>(List.of(product.title()));
            for (int size : SIZES) {
                Figures rate = results.get(size).get(product).rate();
                row.add(Figures.format("%.0f / %.0f", rate.median(), rate.max()));
            }
            for (int size : SIZES) {
                Figures cpu = results.get(size).get(product).cpuMicros();
                row.add(Figures.format("%.0f / %.0f", cpu.median(), cpu.min()));
            }
            Figures.row(row);
        }
    }

    private static String title(int size) {
        return SESSIONS + "×" + size / 1024 + "K";
    }

    private Map<StoreProduct, Rounds> measure(int size) throws IOException, InterruptedException {
        Map<StoreProduct, Rounds> measured = new LinkedHashMap<>();
        List<StoreServer> servers = new ArrayList<>();
        try {
            for (StoreProduct product : products) {
                StoreServer server = StoreServer.start(product, programs, directory, List.of());
                servers.add(server);
                measured.put(product, Rounds.warmUp(new Load(server, size), SESSIONS, SECONDS));
            }
            for (int round = 0; round < rounds; round++) {
                for (Rounds each : measured.values()) {
                    each.measure();
                }
                System.err.println(title(size) + ": round " + (round + 1) + " of " + rounds + " done");
            }
        } finally {
            servers.forEach(StoreServer::close);
        }
        return measured;
    }

    private record Load(StoreServer server, int size) implements Rounds.Server {
        @Override
        public void send(int messages) throws IOException, InterruptedException {
            SmtpSource.send(server.smtpPort(), SESSIONS, size, messages, "-d");
        }

        @Override
        public void clear() throws IOException {
            server.clear();
        }

        @Override
        public Duration cpuTime() {
            return server.cpuTime();
        }
    }
}

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast servers accept messages, each in a separate process. The rounds of all servers alternate, because the
 * speed of a machine varies by more than the servers differ.
 */
final class ThroughputBenchmark {
    /** A kind of load; {@code --cells} names the constants in lower case. */
    private enum Cell {
        SMALL("10×1K", 10, 1024, Client.KEEPS_CONNECTION),
        MEDIUM("10×10K", 10, 10 * 1024, Client.KEEPS_CONNECTION),
        LARGE("10×1M", 10, 1024 * 1024, Client.KEEPS_CONNECTION),
        CONNECTIONS10("10×1K, one connection per message", 10, 1024, Client.RECONNECTS),
        CONNECTIONS100("100×1K, one connection per message", 100, 1024, Client.RECONNECTS),
        PIPELINING("10×1K pipelining", 10, 1024, Client.PIPELINES);

        final String title;
        final int sessions;
        final int size;
        final Client client;

        Cell(String title, int sessions, int size, Client client) {
            this.title = title;
            this.sessions = sessions;
            this.size = size;
            this.client = client;
        }

        void send(int port, int messages) throws IOException, InterruptedException {
            switch (client) {
                case KEEPS_CONNECTION -> SmtpSource.send(port, sessions, size, messages, "-d");
                case RECONNECTS -> SmtpSource.send(port, sessions, size, messages);
                case PIPELINES -> new PipeliningClient(port, size).send(sessions, messages);
            }
        }
    }

    private enum Client {
        KEEPS_CONNECTION,
        RECONNECTS,
        PIPELINES
    }

    private final List<String> servers;
    private final List<Cell> cells;
    private final int rounds;
    private final double seconds;
    private final Map<Cell, Map<String, Rounds>> results = new EnumMap<>(Cell.class);

    private ThroughputBenchmark(List<String> servers, List<Cell> cells, int rounds, double seconds) {
        this.servers = servers;
        this.cells = cells;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** Expects rounds, seconds per round, servers and cells; both lists separated by commas. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<Cell> cells = new ArrayList<>();
        for (String name : args[3].split(",")) {
            Arrays.stream(Cell.values())
                    .filter(cell -> cell.name().equalsIgnoreCase(name))
                    .forEach(cells::add);
        }
        ThroughputBenchmark benchmark = new ThroughputBenchmark(
                List.of(args[2].split(",")), cells, Integer.parseInt(args[0]), Double.parseDouble(args[1]));
        for (Cell cell : cells) {
            benchmark.measure(cell);
        }
        benchmark.print();
    }

    private void measure(Cell cell) throws IOException, InterruptedException {
        Map<String, Child> children = new LinkedHashMap<>();
        Map<String, Rounds> measured = new LinkedHashMap<>();
        try {
            for (String server : servers) {
                Child child = Child.server(server);
                children.put(server, child);
                measured.put(server, warmUp(server, child, cell, seconds));
            }
            for (int round = 0; round < rounds; round++) {
                for (Rounds each : measured.values()) {
                    each.measure();
                }
                System.err.println(cell.title + ": round " + (round + 1) + " of " + rounds + " done");
            }
        } finally {
            children.values().forEach(Child::close);
        }
        results.put(cell, measured);
    }

    private static Rounds warmUp(String server, Child child, Cell cell, double seconds)
            throws IOException, InterruptedException {
        return Rounds.warmUp(
                new Rounds.Server() {
                    @Override
                    public void send(int messages) throws IOException, InterruptedException {
                        cell.send(child.port(), messages);
                    }

                    @Override
                    public void clear() throws IOException {
                        if (!server.equals("smtp-sink")) {
                            child.ask("clear");
                        }
                    }

                    @Override
                    public Duration cpuTime() {
                        return child.cpuTime();
                    }
                },
                cell.sessions,
                seconds);
    }

    private void print() {
        List<String> head = new ArrayList<>(List.of("messages per second"));
        cells.forEach(cell -> head.add(cell.title));
        Figures.head(head);
        for (String server : servers) {
            row(server, (cell, rounds) -> Figures.format("%.0f", rounds.rate().median()));
        }
        if (servers.contains("smtp-sink")) {
            for (String server : servers) {
                row(server + " / smtp-sink", (cell, rounds) -> Figures.format("%.3g", rounds.rate().median()
                        / results.get(cell).get("smtp-sink").rate().median()));
            }
        }
        for (String server : servers) {
            row("CPU µs per message: " + server, (cell, rounds) -> Figures.format("%.0f", rounds.cpuMicros().median()));
        }
    }

    private interface Value {
        String of(Cell cell, Rounds rounds);
    }

    private void row(String title, Value value) {
        List<String> row = new ArrayList<>(List.of(title));
        for (Cell cell : cells) {
            row.add(value.of(cell, results.get(cell).get(title.replaceAll("^.*: | /.*$", ""))));
        }
        Figures.row(row);
    }
}

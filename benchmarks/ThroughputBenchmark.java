import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast servers accept messages, each in a separate process. The rounds of all servers alternate, because the
 * speed of a machine varies by more than the servers differ. Each server has its own number of messages per round, so that
 * a round takes as long for a slow server as for a fast one.
 */
final class ThroughputBenchmark {
    private static final int MOST_MESSAGES = 200_000;

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
    }

    private enum Client {
        KEEPS_CONNECTION,
        RECONNECTS,
        PIPELINES
    }

    private record Result(Figures rate, Figures cpuMicros) {}

    private final List<String> servers;
    private final List<Cell> cells;
    private final int rounds;
    private final double seconds;
    private final Map<Cell, Map<String, Result>> results = new EnumMap<>(Cell.class);

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
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Result> measured = new LinkedHashMap<>();
        try {
            for (String server : servers) {
                Child child = Child.server(server);
                children.put(server, child);
                counts.put(server, warmUp(server, child, cell));
                measured.put(server, new Result(new Figures(), new Figures()));
            }
            for (int round = 0; round < rounds; round++) {
                for (String server : servers) {
                    round(server, children.get(server), cell, counts.get(server), measured.get(server));
                }
                System.err.println(cell.title + ": round " + (round + 1) + " of " + rounds + " done");
            }
        } finally {
            children.values().forEach(Child::close);
        }
        results.put(cell, measured);
    }

    /** Returns how many messages fill a round. */
    private int warmUp(String server, Child child, Cell cell) throws IOException, InterruptedException {
        int count = cell.sessions * 2;
        long begin = System.nanoTime();
        while (true) {
            long before = System.nanoTime();
            send(child, cell, count);
            long now = System.nanoTime();
            clear(server, child);
            double took = (now - before) / 1e9;
            int fitting = (int) Math.min(MOST_MESSAGES, count * seconds / took);
            // The JVM compiles hot code during the first seconds.
            if ((now - begin) / 1e9 > 2 * seconds) {
                return Math.max(cell.sessions, fitting);
            }
            count = Math.max(cell.sessions, Math.min(4 * count, fitting));
        }
    }

    private void round(String server, Child child, Cell cell, int count, Result result)
            throws IOException, InterruptedException {
        long cpuBefore = child.cpuTime().toNanos();
        long before = System.nanoTime();
        send(child, cell, count);
        long after = System.nanoTime();
        long cpuAfter = child.cpuTime().toNanos();
        result.rate().add(count / ((after - before) / 1e9));
        result.cpuMicros().add((cpuAfter - cpuBefore) / 1e3 / count);
        clear(server, child);
    }

    private static void clear(String server, Child child) throws IOException {
        if (!server.equals("smtp-sink")) {
            child.ask("clear");
        }
    }

    private static void send(Child child, Cell cell, int count) throws IOException, InterruptedException {
        if (cell.client == Client.PIPELINES) {
            new PipeliningClient(child.port(), cell.size).send(cell.sessions, count);
            return;
        }
        List<String> command = new ArrayList<>(List.of("smtp-source", "-4"));
        if (cell.client == Client.KEEPS_CONNECTION) {
            command.add("-d");
        }
        command.addAll(List.of("-s", Integer.toString(cell.sessions), "-m", Integer.toString(count)));
        command.addAll(List.of("-l", Integer.toString(cell.size), "-M", "client.example.org"));
        command.addAll(List.of("-f", "app@example.org", "-t", "ada@example.org", "127.0.0.1:" + child.port()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("smtp-source failed: " + String.join(" ", command));
        }
    }

    private void print() {
        List<String> head = new ArrayList<>(List.of("messages per second"));
        cells.forEach(cell -> head.add(cell.title));
        Figures.head(head);
        for (String server : servers) {
            row(server, (cell, result) -> Figures.format("%.0f", result.rate().median()));
        }
        if (servers.contains("smtp-sink")) {
            for (String server : servers) {
                row(server + " / smtp-sink", (cell, result) -> Figures.format("%.3g", result.rate().median()
                        / results.get(cell).get("smtp-sink").rate().median()));
            }
        }
        for (String server : servers) {
            row("CPU µs per message: " + server, (cell, result) -> Figures.format("%.0f", result.cpuMicros().median()));
        }
    }

    private interface Value {
        String of(Cell cell, Result result);
    }

    private void row(String title, Value value) {
        List<String> row = new ArrayList<>(List.of(title));
        for (Cell cell : cells) {
            row.add(value.of(cell, results.get(cell).get(title.replaceAll("^.*: | /.*$", ""))));
        }
        Figures.row(row);
    }
}

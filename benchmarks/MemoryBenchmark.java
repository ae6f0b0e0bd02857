import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Measures how much memory stored messages and idle connections need. */
final class MemoryBenchmark {
    private static final int SIZE = 10 * 1024;
    private static final int MESSAGES = 10_000;
    private static final int SESSIONS = 10;
    private static final double MB = 1e6;

    /** Expects the servers, separated by commas, and the number of idle connections. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> servers = List.of(args[0].split(","));
        Figures.head(List.of(
                MESSAGES + " × " + SIZE / 1024 + " KiB",
                "live heap per message, bytes",
                "in excess of its size",
                "resident MB"));
        for (String server : servers) {
            messages(server);
        }
        int connections = Integer.parseInt(args[1]);
        System.out.println();
        Figures.head(List.of(
                connections + " idle connections", "greeted", "resident MB", "live heap per connection, bytes", "new banner then, ms"));
        for (String server : servers) {
            connections(server, connections);
        }
    }

    private static void messages(String server) throws IOException, InterruptedException {
        long perMessage;
        try (Child child = Child.server(server)) {
            PipeliningClient client = new PipeliningClient(child.port(), SIZE);
            client.send(SESSIONS, 10 * SESSIONS);
            child.ask("clear");
            long empty = Long.parseLong(child.ask("heap"));
            client.send(SESSIONS, MESSAGES / 2);
            perMessage = (Long.parseLong(child.ask("heap")) - empty) / (MESSAGES / 2);
        }
        try (Child child = Child.server(server)) {
            new PipeliningClient(child.port(), SIZE).send(SESSIONS, MESSAGES);
            Figures.row(List.of(
                    server,
                    Long.toString(perMessage),
                    Long.toString(perMessage - SIZE),
                    Figures.format("%.0f", child.residentBytes() / MB)));
        }
    }

    private static void connections(String server, int count) throws IOException {
        List<Socket> open = new ArrayList<>();
        try (Child child = Child.server(server)) {
            long empty = Long.parseLong(child.ask("heap"));
            int greeted = 0;
            for (int i = 0; i < count; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), child.port());
                open.add(socket);
                // A server that accepts no more connections may leave the client without an answer.
                socket.setSoTimeout(2_000);
                try {
                    Greeting.read(socket);
                    greeted++;
                } catch (IOException rejected) {
                    break;
                }
            }
            long resident = child.residentBytes();
            long before = System.nanoTime();
            String banner;
            try {
                Greeting.await(child.port());
                banner = Figures.format("%.2f", (System.nanoTime() - before) / 1e6);
            } catch (IOException rejected) {
                banner = "none";
            }
            Figures.row(List.of(
                    server,
                    Integer.toString(greeted),
                    Figures.format("%.0f", resident / MB),
                    Long.toString((Long.parseLong(child.ask("heap")) - empty) / Math.max(1, greeted)),
                    banner));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}

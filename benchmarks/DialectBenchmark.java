import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the Mailpit dialect with Mailpit: the same messages are stored in both, and each kind of request is sent to both in
 * turns, so that other work on the machine affects both alike.
 */
final class DialectBenchmark {
    private static final int STORED_SIZE = 4 * 1024;
    // A JVM needs some to warm up; slow requests need fewer.
    private static final int WARM_UP = 400;
    private static final int LEAST = 10;
    private static final long ENOUGH_NANOS = 3_000_000_000L;

    private final List<Side> sides = new ArrayList<>();
    private final int rounds;

    private DialectBenchmark(int rounds) {
        this.rounds = rounds;
    }

    /** One of the servers, with the ids of its messages. */
    private record Side(StoreServer server, DialectRequests requests) {}

    /** What was measured of one kind of request on one server. */
    private record Result(double median, double cpu) {}

    /**
     * Expects the number of rounds, the number of stored messages, the store of smtp-fake, the jar, the binary of Mailpit, and
     * an empty directory. Exits with 1 if a request is slower than Mailpit's.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        DialectBenchmark benchmark = new DialectBenchmark(Integer.parseInt(args[0]));
        Mails mails = new Mails(Integer.parseInt(args[1]), STORED_SIZE);
        StoreProduct.Programs programs = new StoreProduct.Programs(Path.of(args[3]), Path.of(args[4]));
        Path directory = Path.of(args[5]);
        int slower;
        try (StoreServer ours = StoreServer.start(StoreProduct.named(args[2]), programs, directory, List.of());
                StoreServer original = StoreServer.start(StoreProduct.MAILPIT, programs, directory, List.of())) {
            for (StoreServer server : List.of(ours, original)) {
                MailSender.send(server.smtpPort(), mails);
                benchmark.sides.add(new Side(server, DialectRequests.of(server, mails)));
            }
            slower = benchmark.run(StoreProduct.named(args[2]).title(), mails.count());
        }
        System.exit(slower == 0 ? 0 : 1);
    }

    private int run(String title, int messages) throws IOException {
        Figures.head(List.of(
                messages + " messages; ms, median of up to " + rounds, title, "Mailpit", "CPU smtp-fake", "CPU Mailpit", "ratio"));
        // Otherwise the JVM compiles while the first kinds are measured.
        for (DialectRequests.Kind kind : DialectRequests.Kind.values()) {
            if (kind != DialectRequests.Kind.DELETE) {
                warmUp(kind);
            }
        }
        int slower = 0;
        for (DialectRequests.Kind kind : DialectRequests.Kind.values()) {
            List<Result> results = measure(kind);
            double ratio = results.get(0).median() / results.get(1).median();
            slower += ratio > 1 ? 1 : 0;
            Figures.row(List.of(
                    kind.title(),
                    Figures.format("%.2f", results.get(0).median()),
                    Figures.format("%.2f", results.get(1).median()),
                    Figures.format("%.2f", results.get(0).cpu()),
                    Figures.format("%.2f", results.get(1).cpu()),
                    Figures.format("%.2f", ratio) + (ratio > 1 ? " slower" : "")));
        }
        System.out.println();
        System.out.println(slower + " of " + DialectRequests.Kind.values().length + " kinds of requests are slower than Mailpit's");
        return slower;
    }

    private void warmUp(DialectRequests.Kind kind) throws IOException {
        try (HttpConnection ours = sides.get(0).server().http();
                HttpConnection original = sides.get(1).server().http()) {
            send(kind, List.of(ours, original), 0, WARM_UP, List.of(new Figures(), new Figures()));
        }
    }

    private List<Result> measure(DialectRequests.Kind kind) throws IOException {
        List<Figures> times = List.of(new Figures(), new Figures());
        try (HttpConnection ours = sides.get(0).server().http();
                HttpConnection original = sides.get(1).server().http()) {
            List<HttpConnection> connections = List.of(ours, original);
            int warmedUp = send(kind, connections, 0, WARM_UP, List.of(new Figures(), new Figures()));
            List<Duration> before = new ArrayList<>();
            for (Side side : sides) {
                before.add(side.server().cpuTime());
            }
            int measured = send(kind, connections, warmedUp, rounds, times) - warmedUp;
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < sides.size(); i++) {
                double cpu = sides.get(i).server().cpuTime().minus(before.get(i)).toNanos() / 1e6 / measured;
                results.add(new Result(times.get(i).median(), cpu));
            }
            return results;
        }
    }

    /** Sends requests to both servers in turns, and returns the number of the next call. */
    private int send(DialectRequests.Kind kind, List<HttpConnection> connections, int first, int count, List<Figures> times)
            throws IOException {
        long begin = System.nanoTime();
        int call = first;
        for (; call < first + count && (call < first + LEAST || System.nanoTime() - begin < ENOUGH_NANOS); call++) {
            // The one that is first in this round is second in the next.
            for (int turn = 0; turn < connections.size(); turn++) {
                int index = (call + turn) % connections.size();
                long start = System.nanoTime();
                sides.get(index).requests().send(kind, connections.get(index), call);
                times.get(index).add((System.nanoTime() - start) / 1e6);
            }
        }
        return call;
    }
}

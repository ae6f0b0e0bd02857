import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Measures how long a server takes to answer one kind of request, whose values differ from call to call. */
final class StoreRequests {
    private static final int MOST = 500;
    // A JVM needs some to warm up.
    private static final int LEAST = 10;
    private static final long ENOUGH_NANOS = 10_000_000_000L;

    private final StoreServer server;
    private final StoreApi api;

    StoreRequests(StoreServer server, StoreApi api) {
        this.server = server;
        this.api = api;
    }

    /**
     * Sends requests one after another, and returns the milliseconds of the first one, median and minimum of the later
     * ones, and the processor time of the server per request, which other work on the machine affects least.
     *
     * @param path the path of the n-th request
     * @param matches how many messages match the n-th request; any other number is an error
     */
    String millis(IntFunction<String> path, IntUnaryOperator matches) throws IOException {
        double first = 0;
        Figures later = new Figures();
        int call = 0;
        Duration cpuBefore = server.cpuTime();
        long begin = System.nanoTime();
        try (HttpConnection http = server.http()) {
            for (; call < LEAST || (call < MOST && System.nanoTime() - begin < ENOUGH_NANOS); call++) {
                String request = path.apply(call);
                long start = System.nanoTime();
                byte[] response = http.get(request);
                double took = (System.nanoTime() - start) / 1e6;
                verify(request, matches.applyAsInt(call), api.matches(response));
                if (call == 0) {
                    first = took;
                } else {
                    later.add(took);
                }
            }
        }
        double cpu = server.cpuTime().minus(cpuBefore).toNanos() / 1e6 / call;
        return Figures.format("%.1f / %.2f / %.2f / %.2f", first, later.median(), later.min(), cpu);
    }

    private static void verify(String request, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException(request + " must match " + expected + " messages, not " + found);
        }
    }
}

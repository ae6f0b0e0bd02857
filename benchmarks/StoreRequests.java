import java.io.IOException;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Measures how long a server takes to answer one kind of request, whose values differ from call to call. */
final class StoreRequests {
    private static final int SEARCHES_UNTIL_INDEXED = 40;
    private static final int MOST = 500;
    // A JVM needs some to warm up.
    private static final int LEAST = 10;
    private static final long ENOUGH_NANOS = 10_000_000_000L;

    /**
     * A kind of request.
     *
     * @param path the path of the n-th request
     * @param matches how many messages match the n-th request; any other number is an error
     */
    record Kind(IntFunction<String> path, IntUnaryOperator matches) {}

    private final StoreServer server;
    private final StoreApi api;

    StoreRequests(StoreServer server, StoreApi api) {
        this.server = server;
        this.api = api;
    }

    /** Sends the first request of a kind, and returns its milliseconds. */
    double first(Kind kind) throws IOException {
        try (HttpConnection http = server.http()) {
            return millis(http, kind, 0);
        }
    }

    /**
     * Sends as many searches as a store needs at most to index what it has received: each indexes at least 500 of 20,000
     * messages.
     */
    void completeIndex(Kind search) throws IOException {
        try (HttpConnection http = server.http()) {
            for (int call = 0; call < SEARCHES_UNTIL_INDEXED; call++) {
                millis(http, search, call);
            }
        }
    }

    /**
     * Sends further requests one after another, and returns median and minimum of their milliseconds, and the processor time
     * of the server per request, which other work on the machine affects least.
     */
    String later(Kind kind) throws IOException {
        Figures later = new Figures();
        int call = 1;
        Duration cpuBefore = server.cpuTime();
        long begin = System.nanoTime();
        try (HttpConnection http = server.http()) {
            for (; call < LEAST || (call < MOST && System.nanoTime() - begin < ENOUGH_NANOS); call++) {
                later.add(millis(http, kind, call));
            }
        }
        double cpu = server.cpuTime().minus(cpuBefore).toNanos() / 1e6 / (call - 1);
        return Figures.format("%.2f / %.2f / %.2f", later.median(), later.min(), cpu);
    }

    private double millis(HttpConnection http, Kind kind, int call) throws IOException {
        String request = kind.path().apply(call);
        long start = System.nanoTime();
        byte[] response = http.get(request);
        double took = (System.nanoTime() - start) / 1e6;
        verify(request, kind.matches().applyAsInt(call), api.matches(response));
        return took;
    }

    private static void verify(String request, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException(request + " must match " + expected + " messages, not " + found);
        }
    }
}

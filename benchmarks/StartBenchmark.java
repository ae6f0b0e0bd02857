import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the start of an embedded server: in new JVMs, and in one that has started many servers before. */
final class StartBenchmark {
    private static final List<String> SERVERS = List.of("bare", "smtp-fake", "greenmail", "wiser");
    private static final int WARM_UP = 1_000;
    private static final int WARM_ROUNDS = 2_000;

    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        Map<String, Figures> cold = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String server : SERVERS) {
                cold.computeIfAbsent(server, name -> new Figures()).add(coldMillis(server));
            }
        }
        Figures.head(List.of("cold start() to banner, new JVM", "median ms", "min ms"));
        cold.forEach((server, figures) -> Figures.row(List.of(
                server, Figures.format("%.1f", figures.median()), Figures.format("%.1f", figures.min()))));

        System.out.println();
        Figures.head(List.of("warm, medians in ms", "start()", "start() to banner", "stop()"));
        for (String server : SERVERS) {
            try (Child child = Child.java("StartBenchmark$Warm", server)) {
                Figures.row(List.of(child.readLine().split(";")));
            }
        }
    }

    private static double coldMillis(String server) throws IOException {
        try (Child child = Child.java("StartBenchmark$Cold", server)) {
            return Long.parseLong(child.readLine()) / 1e6;
        }
    }

    /** Prints the nanoseconds from the first call to the banner. */
    static final class Cold {
        public static void main(String[] args) throws IOException {
            Target target = Target.named(args[0]);
            long before = System.nanoTime();
            target.start();
            Greeting.await(target.port());
            long after = System.nanoTime();
            System.out.println(after - before);
            System.out.flush();
            // Some servers leave threads running that are not daemons.
            Runtime.getRuntime().halt(0);
        }
    }

    static final class Warm {
        public static void main(String[] args) throws IOException {
            Figures start = new Figures();
            Figures banner = new Figures();
            Figures stop = new Figures();
            for (int i = 0; i < WARM_UP + WARM_ROUNDS; i++) {
                Target target = Target.named(args[0]);
                // Every other server has no client, so that stop() does not include the end of a connection.
                boolean hasClient = i % 2 == 0;
                long before = System.nanoTime();
                target.start();
                long started = System.nanoTime();
                if (hasClient) {
                    Greeting.await(target.port());
                }
                long stopping = System.nanoTime();
                target.stop();
                long stopped = System.nanoTime();
                if (i < WARM_UP) {
                    continue;
                }
                start.add((started - before) / 1e6);
                if (hasClient) {
                    banner.add((stopping - before) / 1e6);
                } else {
                    stop.add((stopped - stopping) / 1e6);
                }
            }
            System.out.println(Figures.format(
                    "%s;%.2f;%.2f;%.2f", args[0], start.median(), banner.median(), stop.median()));
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}

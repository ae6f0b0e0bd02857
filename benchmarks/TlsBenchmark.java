import io.github.smtpfake.SmtpFakeServer;
import java.io.IOException;
import java.util.List;

/** Measures how long a server takes to generate its certificates: in new JVMs, and in one that has generated many. */
final class TlsBenchmark {
    private static final int WARM_UP = 200;
    private static final int WARM_ROUNDS = 500;

    public static void main(String[] args) throws IOException {
        Figures cold = new Figures();
        for (int round = Integer.parseInt(args[0]); round > 0; round--) {
            try (Child child = Child.java("TlsBenchmark$Cold", "1")) {
                cold.add(Double.parseDouble(child.readLine()));
            }
        }
        Figures warm = new Figures();
        for (int i = 0; i < WARM_UP + WARM_ROUNDS; i++) {
            double millis = millisToGenerate();
            if (i >= WARM_UP) {
                warm.add(millis);
            }
        }
        Figures.head(List.of("authority and certificate", "median ms", "min ms"));
        row("first of a new JVM", cold);
        row("later ones", warm);
    }

    private static void row(String name, Figures figures) {
        Figures.row(List.of(
                name, Figures.format("%.1f", figures.median()), Figures.format("%.1f", figures.min())));
    }

    private static double millisToGenerate() {
        SmtpFakeServer server = SmtpFakeServer.builder().build();
        long before = System.nanoTime();
        server.tlsTrust();
        return (System.nanoTime() - before) / 1e6;
    }

    static final class Cold {
        public static void main(String[] args) {
            System.out.println(millisToGenerate());
        }
    }
}

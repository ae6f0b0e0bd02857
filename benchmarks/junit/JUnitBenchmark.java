import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Measures the time that a server adds to an empty test class: in new JVMs, and in one that has run many before. */
final class JUnitBenchmark {
    private static final Map<String, Class<?>> CLASSES = new LinkedHashMap<>();
    private static final int WARM_UP = 300;
    private static final int WARM_ROUNDS = 700;

    static {
        CLASSES.put("empty", EmptyClass.class);
        CLASSES.put("smtp-fake", SmtpFakeClass.class);
        CLASSES.put("greenmail", GreenMailClass.class);
    }

    public static void main(String[] args) throws IOException {
        Map<String, Figures> cold = new LinkedHashMap<>();
        Map<String, Figures> processor = new LinkedHashMap<>();
        for (int round = Integer.parseInt(args[0]); round > 0; round--) {
            for (String name : CLASSES.keySet()) {
                try (Child child = Child.java("JUnitBenchmark$Cold", name)) {
                    cold.computeIfAbsent(name, each -> new Figures()).add(Double.parseDouble(child.readLine()));
                    processor.computeIfAbsent(name, each -> new Figures()).add(Double.parseDouble(child.readLine()));
                }
            }
        }
        print("cold, a new JVM", cold);
        System.out.println();
        print("cold, processor time of the JVM", processor);
        System.out.println();
        Map<String, Figures> warm = new LinkedHashMap<>();
        for (int i = 0; i < WARM_UP + WARM_ROUNDS; i++) {
            for (String name : CLASSES.keySet()) {
                double millis = millisToRun(name);
                if (i >= WARM_UP) {
                    warm.computeIfAbsent(name, each -> new Figures()).add(millis);
                }
            }
        }
        print("warm", warm);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void print(String title, Map<String, Figures> figures) {
        Figures.head(List.of(title, "median ms", "more than empty", "min ms", "more than empty"));
        Figures empty = figures.get("empty");
        figures.forEach((name, each) -> Figures.row(List.of(
                name,
                Figures.format("%.2f", each.median()),
                Figures.format("%.2f", each.median() - empty.median()),
                Figures.format("%.2f", each.min()),
                Figures.format("%.2f", each.min() - empty.min()))));
    }

    /** Measures from the launcher on, because the start of the JVM is the same for all. */
    private static double millisToRun(String name) {
        long before = System.nanoTime();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(CLASSES.get(name)))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, summary);
        double millis = (System.nanoTime() - before) / 1e6;
        if (summary.getSummary().getTestsSucceededCount() != 1) {
            summary.getSummary().printFailuresTo(new PrintWriter(System.err, true));
            throw new IllegalStateException(name + " failed");
        }
        return millis;
    }

    static final class Cold {
        public static void main(String[] args) {
            System.out.println(millisToRun(args[0]));
            System.out.println(ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }
}

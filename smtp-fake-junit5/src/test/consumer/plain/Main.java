import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the given test classes, and prints the results and the threads that remain. */
final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(args).skip(1).map(name -> selectClass(name)).toArray(ClassSelector[]::new))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                // Otherwise JUnit 6.1 prints a recommendation to use it.
                .configurationParameter("junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
                .configurationParameter("junit.platform.reporting.output.dir", args[0])
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        TreeSet<String> entries = new TreeSet<>();
        LauncherFactory.create().execute(request, summary, new TestExecutionListener() {
            @Override
            public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                entries.addAll(entry.getKeyValuePairs().keySet());
            }
        });
        TestExecutionSummary all = summary.getSummary();
        System.out.println("succeeded " + all.getTestsSucceededCount());
        for (TestExecutionSummary.Failure failure : all.getFailures()) {
            System.out.println("failed " + failure.getException());
            for (Throwable note : failure.getException().getSuppressed()) {
                System.out.println("note " + note);
            }
        }
        System.out.println("entries " + entries);
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("smtp-fake"))
                .toList();
        for (Thread thread : threads) {
            // A thread that is about to end does not count as remaining.
            thread.join(5_000);
        }
        System.out.println("threads " + threads.stream().filter(Thread::isAlive).toList());
    }
}

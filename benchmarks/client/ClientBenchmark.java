import com.sun.management.OperatingSystemMXBean;
import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.inbox.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Measures what a wait for a message costs a test: with a server in its JVM, and with a client of a standalone server. */
final class ClientBenchmark {
    private static final int WARM_UP = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int rounds;

    private ClientBenchmark(int rounds) {
        this.rounds = rounds;
    }

    /** What the rounds of one server took. */
    private static final class Costs {
        private final Figures arrived = new Figures();
        private final Figures later = new Figures();
        private double processor;
        private double processorOfServer;
    }

    /** Expects the number of rounds and the path of the jar. */
    public static void main(String[] args) throws Exception {
        ClientBenchmark benchmark = new ClientBenchmark(Integer.parseInt(args[0]));
        Costs embedded;
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            embedded = benchmark.measure(server, thread -> thread.getState() == Thread.State.TIMED_WAITING, () -> 0L);
        }
        Costs remote;
        try (Child child =
                Child.of(Child.javaCommand(), "-jar", args[1], "--smtp-port", "0", "--http-port", "0")) {
            child.readLine();
            String url = child.readLine().replaceAll(".*(http://.*?)/?$", "$1");
            try (SmtpFakeClient client = SmtpFakeClient.connect(URI.create(url));
                    HttpConnection http = new HttpConnection(URI.create(url).getPort())) {
                remote = benchmark.measure(
                        client, thread -> isWaiting(http), () -> child.cpuTime().toNanos());
            }
        }
        Figures.head(List.of("wait for a message", "server in the JVM", "over HTTP"));
        row("the message has arrived, median ms", embedded.arrived.median(), remote.arrived.median());
        row("the message arrives later, median ms after its 250", embedded.later.median(), remote.later.median());
        row("processor time of the JVM of the test, ms", embedded.processor, remote.processor);
        Figures.row(List.of(
                "processor time of the server, ms", "included", Figures.format("%.2f", remote.processorOfServer)));
    }

    private static void row(String name, double embedded, double remote) {
        Figures.row(List.of(name, Figures.format("%.2f", embedded), Figures.format("%.2f", remote)));
    }

    /** Returns whether the server holds a request that waits. */
    private static boolean isWaiting(HttpConnection http) {
        try {
            return !new String(http.get("/api/info"), StandardCharsets.UTF_8).contains("\"waiting\":0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param isWaiting whether a thread waits for a message of the server */
    private Costs measure(SmtpEndpoint server, Predicate<Thread> isWaiting, Supplier<Long> processorOfServer)
            throws Exception {
        Costs costs = new Costs();
        try (SmtpConnection smtp = new SmtpConnection(server.port())) {
            for (int i = 0; i < WARM_UP; i++) {
                waitForArrived(server.inbox().sinceNow(), smtp);
            }
            // The processor time of a mail and a mark is not that of the wait.
            long withoutWait = processorTime();
            long withoutWaitOfServer = processorOfServer.get();
            for (int i = 0; i < rounds; i++) {
                server.inbox().sinceNow();
                smtp.send("Hello");
            }
            long begin = processorTime();
            long beginOfServer = processorOfServer.get();
            for (int i = 0; i < rounds; i++) {
                costs.arrived.add(waitForArrived(server.inbox().sinceNow(), smtp));
            }
            long end = processorTime();
            costs.processor = millis((end - begin) - (begin - withoutWait)) / rounds;
            costs.processorOfServer =
                    millis((processorOfServer.get() - beginOfServer) - (beginOfServer - withoutWaitOfServer)) / rounds;
            waitForLater(server, isWaiting, smtp, costs.later);
        }
        return costs;
    }

    private static double waitForArrived(Inbox inbox, SmtpConnection smtp) throws Exception {
        smtp.send("Hello");
        long start = System.nanoTime();
        inbox.awaitOne();
        return millis(System.nanoTime() - start);
    }

    private void waitForLater(
            SmtpEndpoint server, Predicate<Thread> isWaiting, SmtpConnection smtp, Figures later) throws Exception {
        for (int i = 0; i < Math.min(rounds, 200); i++) {
            Inbox inbox = server.inbox().sinceNow();
            FutureTask<Long> returned = new FutureTask<>(() -> {
                inbox.awaitOne();
                return System.nanoTime();
            });
            Thread thread = new Thread(returned);
            thread.start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isWaiting.test(thread)) {
                if (returned.isDone() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("The wait did not begin");
                }
            }
            smtp.send("Hello");
            long stored = System.nanoTime();
            later.add(Math.max(0, millis(returned.get() - stored)));
        }
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}

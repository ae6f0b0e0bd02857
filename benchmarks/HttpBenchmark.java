import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the HTTP API of the standalone server while its store holds 10,000 messages. */
final class HttpBenchmark {
    private static final int STORED = 10_000;
    private static final int WARM_UP = 500;
    private static final int CLIENTS = 200;
    private static final int REQUESTS = 20;
    private static final int WAITS = 1_000;
    private static final int MAIL_SESSIONS = 4;

    private final int rounds;
    private final int smtpPort;
    private final int httpPort;

    private HttpBenchmark(int rounds, int smtpPort, int httpPort) {
        this.rounds = rounds;
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
    }

    /** Expects the number of rounds and the path of the jar. */
    public static void main(String[] args) throws Exception {
        try (Child child = Child.of(
                Child.javaCommand(), "-jar", args[1], "--smtp-port", "0", "--http-port", "0", "--max-messages", "" + STORED)) {
            int smtpPort = port(child.readLine());
            int httpPort = port(child.readLine());
            new HttpBenchmark(Integer.parseInt(args[0]), smtpPort, httpPort).run(child);
        }
    }

    private static int port(String line) {
        return Integer.parseInt(line.replaceAll(".*:(\\d+)/?$", "$1"));
    }

    private void run(Child child) throws Exception {
        new PipeliningClient(smtpPort, 2048).send(4, STORED);
        Figures.head(List.of("HTTP, with 10,000 messages stored", "figure", "goal"));
        page();
        visible();
        waits();
        simultaneousClients();
        parked(child);
    }

    private void page() throws IOException {
        Figures page = new Figures();
        int bytes = 0;
        try (HttpConnection http = new HttpConnection(httpPort)) {
            for (int i = 0; i < WARM_UP + rounds; i++) {
                long start = System.nanoTime();
                bytes = http.get("/api/messages").length;
                if (i >= WARM_UP) {
                    page.add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        Figures.row(List.of("page of 50, median ms", Figures.format("%.2f", page.median()), "≤ 5"));
        Figures.row(List.of("page of 50, KB", Figures.format("%.1f", bytes / 1024.0), "≤ 64"));
    }

    private void visible() throws IOException {
        int missing = 0;
        try (SmtpConnection smtp = new SmtpConnection(smtpPort);
                HttpConnection http = new HttpConnection(httpPort)) {
            for (int i = 0; i < rounds; i++) {
                String id = smtp.send("visible");
                String list = new String(http.get("/api/messages?limit=1"), StandardCharsets.UTF_8);
                missing += list.contains(id) ? 0 : 1;
            }
        }
        Figures.row(List.of("not visible immediately after its 250, of " + rounds, "" + missing, "0"));
    }

    /** Both clients are threads of this JVM, so their clocks are the same. */
    private void waits() throws Exception {
        Figures late = new Figures();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SmtpConnection smtp = new SmtpConnection(smtpPort);
                HttpConnection waiting = new HttpConnection(httpPort);
                HttpConnection other = new HttpConnection(httpPort)) {
            for (int i = 0; i < rounds; i++) {
                String subject = "wait-" + i;
                waiting.ask("/api/messages/latest?subject=" + subject + "&wait=30s");
                awaitWaiting(other, 1);
                Future<Long> answered = thread.submit(() -> {
                    waiting.answer();
                    return System.nanoTime();
                });
                smtp.send(subject);
                long accepted = System.nanoTime();
                late.add(Math.max(0, answered.get() - accepted) / 1e6);
            }
        } finally {
            thread.shutdownNow();
        }
        Figures.row(List.of("wait answered after the 250, median ms", Figures.format("%.2f", late.median()), "≤ 3"));
    }

    private static void awaitWaiting(HttpConnection http, int count) throws IOException {
        String wanted = "\"waiting\":" + count + "}";
        while (!new String(http.get("/api/info"), StandardCharsets.UTF_8).contains(wanted)) {
            Thread.onSpinWait();
        }
    }

    private void simultaneousClients() throws Exception {
        AtomicInteger failed = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + MAIL_SESSIONS);
        try {
            List<Future<?>> mail = new ArrayList<>();
            for (int i = 0; i < MAIL_SESSIONS; i++) {
                mail.add(threads.submit(() -> pour(over, sent)));
            }
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> ask(failed)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
            over.set(true);
            for (Future<?> session : mail) {
                session.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Figures.row(List.of(
                "failed of " + CLIENTS + " × " + REQUESTS + " simultaneous, while " + sent + " messages arrived",
                "" + failed,
                "0"));
    }

    private Void pour(AtomicBoolean over, AtomicInteger sent) throws IOException {
        try (SmtpConnection smtp = new SmtpConnection(smtpPort)) {
            while (!over.get()) {
                smtp.send("pouring");
                sent.incrementAndGet();
            }
        }
        return null;
    }

    private void ask(AtomicInteger failed) {
        for (int i = 0; i < REQUESTS; i++) {
            try (HttpConnection http = new HttpConnection(httpPort)) {
                http.get("/api/messages");
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
    }

    private void parked(Child child) throws IOException {
        List<HttpConnection> waiting = new ArrayList<>();
        try (HttpConnection other = new HttpConnection(httpPort)) {
            awaitFewThreads(child, other, Integer.MAX_VALUE);
            int before = child.threads();
            for (int i = 0; i < WAITS; i++) {
                HttpConnection each = new HttpConnection(httpPort);
                waiting.add(each);
                each.ask("/api/messages/latest?subject=never&wait=1m");
            }
            awaitWaiting(other, WAITS);
            awaitFewThreads(child, other, before + 4);
            Figures.row(List.of(
                    "threads that " + WAITS + " simultaneous waits add", "" + Math.max(0, child.threads() - before), "≤ 4"));
        } finally {
            for (HttpConnection each : waiting) {
                each.close();
            }
        }
    }

    /** Waits for idle threads of the previous load to end, which they do after two seconds. */
    private static void awaitFewThreads(Child child, HttpConnection http, int most) throws IOException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < deadline && (most == Integer.MAX_VALUE || child.threads() > most)) {
            http.get("/livez");
        }
    }
}

package io.github.smtpfake.rest.testing;

import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that together demand much more memory than a server has: senders, readers, requests that wait, listeners for events,
 * and for each of them some that leave in the middle or do not read.
 */
public final class MailLoad {
    private static final int[] SIZES = {1_000, 1_000, 1_000, 60_000, 60_000, 500_000, 1_000_000, 2_000_000};
    private static final List<String> PATHS = List.of(
            "/api/messages?limit=20",
            "/api/messages/latest",
            "/api/messages/latest/raw",
            "/api/messages/latest/parts/0",
            "/api/messages?text=nowhere",
            "/api/v1/messages",
            "/api/v1/message/latest",
            "/view/latest.txt",
            "/api/sessions",
            "/metrics");
    private static final int SENDERS = 10;
    private static final int READERS = 6;
    private static final int WAITERS = 6;
    private static final int LISTENERS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final int smtpPort;
    private final int httpPort;
    private final long end;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();

    private MailLoad(int smtpPort, int httpPort, Duration duration) {
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
        this.end = System.nanoTime() + duration.toNanos();
    }

    /**
     * What the clients have seen.
     *
     * @param acknowledged the ids of the messages for which the server has sent 250
     * @param outcomes how often each status, reply code or disconnect occurred
     */
    public record Seen(List<String> acknowledged, Map<String, Integer> outcomes) {}

    /** Lets all clients work for some time, and returns what they have seen. */
    public static Seen run(int smtpPort, int httpPort, Duration duration) throws Exception {
        return new MailLoad(smtpPort, httpPort, duration).run();
    }

    private interface Work {
        void doOnce(Random random) throws IOException, InterruptedException;
    }

    private Seen run() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> clients = new ArrayList<>();
            start(threads, clients, SENDERS, "send", this::send);
            start(threads, clients, READERS, "read", this::read);
            start(threads, clients, WAITERS, "wait", this::await);
            start(threads, clients, LISTENERS, "listen", this::listen);
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Map<String, Integer> counts = new ConcurrentSkipListMap<>();
        outcomes.forEach((name, count) -> counts.put(name, count.get()));
        return new Seen(List.copyOf(acknowledged), counts);
    }

    private void start(ExecutorService threads, List<Future<?>> clients, int count, String name, Work work) {
        for (int i = 0; i < count; i++) {
            int seed = i;
            clients.add(threads.submit(() -> {
                Random random = new Random(seed);
                while (System.nanoTime() < end) {
                    try {
                        work.doOnce(random);
                    } catch (IOException e) {
                        count(name + " disconnected");
                    }
                }
                return null;
            }));
        }
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, unused -> new AtomicInteger()).incrementAndGet();
    }

    /** Sends up to three messages in a session; one of ten clients leaves in the middle of a message. */
    private void send(Random random) throws IOException {
        try (Socket socket = connect(smtpPort)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            if (!reply(in).startsWith("220")
                    || !command(out, in, "EHLO client.example.org").startsWith("250")) {
                count("send rejected");
                return;
            }
            for (int i = 0; i < 3; i++) {
                boolean accepted =
                        command(out, in, "MAIL FROM:<app@example.org>").startsWith("250")
                                && command(out, in, "RCPT TO:<ada@example.org>").startsWith("250")
                                && command(out, in, "DATA").startsWith("354");
                if (!accepted) {
                    count("send rejected");
                    return;
                }
                byte[] message = message(SIZES[random.nextInt(SIZES.length)], random.nextBoolean());
                if (random.nextInt(10) == 0) {
                    out.write(message, 0, message.length / 2);
                    count("send vanished");
                    return;
                }
                out.write(message);
                String reply = command(out, in, ".");
                count("send " + reply.substring(0, 3));
                if (reply.startsWith("250")) {
                    acknowledged.add(reply.substring(reply.lastIndexOf(' ') + 1));
                }
            }
        }
    }

    private static byte[] message(int size, boolean isText) {
        String head = "From: app@example.org\r\nSubject: load\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n";
        String attachment = "<p>Hello\r\n--b\r\nContent-Disposition: attachment; filename=a.bin\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n";
        String line = isText ? "<p>A line of a long text, which goes on &amp; on.\r\n" : "QUFB".repeat(19) + "\r\n";
        return (head + (isText ? "" : attachment) + line.repeat(1 + size / line.length()) + "--b--\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String command(OutputStream out, BufferedReader in, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("The server has closed the connection");
        }
        return line;
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket(LoopbackAddress.get(), port);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        return socket;
    }

    /** Reads an answer; one of ten clients leaves without reading it. */
    private void read(Random random) throws IOException, InterruptedException {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        if (random.nextInt(10) == 0) {
            vanish(path);
        } else {
            get("read", path);
        }
    }

    private void await(Random random) throws IOException, InterruptedException {
        String path = "/api/messages?subject=" + (random.nextBoolean() ? "load" : "nothing") + "&limit=5&count="
                + (1 + random.nextInt(50)) + "&wait=1s";
        if (random.nextInt(3) == 0) {
            vanish(path);
        } else {
            get("wait", path);
        }
    }

    private void get(String name, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        count(name + " " + response.statusCode());
    }

    private void vanish(String path) throws IOException {
        try (Socket socket = connect(httpPort)) {
            request(socket, path);
            count("vanished");
        }
    }

    private static void request(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Listens for a number of events, and leaves. */
    private void listen(Random random) throws IOException {
        try (Socket socket = connect(httpPort)) {
            request(socket, "/api/events");
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String status = in.readLine();
            if (status == null) {
                throw new IOException("The server has closed the connection");
            }
            count("listen " + status.replaceFirst("HTTP/1.1 (\\d+).*", "$1"));
            for (int left = random.nextInt(200); left > 0 && System.nanoTime() < end; left--) {
                if (in.readLine() == null) {
                    throw new IOException("The server has closed the connection");
                }
            }
        }
    }
}

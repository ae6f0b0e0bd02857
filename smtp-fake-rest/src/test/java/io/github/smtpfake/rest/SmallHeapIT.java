package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.rest.testing.MailLoad;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the jar with small heaps under a load that needs several times as much. CONTRIBUTING.md shows the command for a longer
 * run.
 */
class SmallHeapIT {
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("smtpfake.load.seconds", 5));
    /** Such as an option that writes a heap dump. */
    private static final List<String> JVM_OPTIONS = Stream.of(
                    System.getProperty("smtpfake.load.jvm", "").split(","))
            .filter(option -> !option.isEmpty())
            .toList();

    static Stream<Integer> heaps() {
        return Stream.of(System.getProperty("smtpfake.load.heaps", "128").split(","))
                .map(Integer::valueOf);
    }

    private static List<String> jvmOptions(int heap) {
        return Stream.concat(Stream.of("-Xmx" + heap + "m"), JVM_OPTIONS.stream())
                .toList();
    }

    @Timeout(value = 2, unit = TimeUnit.HOURS)
    @ParameterizedTest(name = "{0} MiB")
    @MethodSource("heaps")
    void survivesMoreThanItHasMemoryFor(int heap) throws Exception {
        try (JarProcess jar = JarProcess.run(jvmOptions(heap), "--smtp-port=0", "--http-port=0")) {
            int smtpPort = jar.smtpPort();
            int httpPort = jar.httpPort();

            MailLoad.Seen seen = MailLoad.run(smtpPort, httpPort, DURATION);

            assertThat(jar.isAlive())
                    .as("the server still runs; log: %s", jar.unread())
                    .isTrue();
            assertThat(seen.outcomes())
                    .as("replies and answers; log: %s", jar.unread())
                    .containsKeys("send 250", "read 200")
                    .allSatisfy((outcome, count) -> assertThat(outcome)
                            .matches("\\w+ (2..|404|421|452|503|disconnected|rejected|vanished)|vanished"));
            HttpApi http = new HttpApi("127.0.0.1", httpPort);
            String counts = assertNothingLost(http, seen.acknowledged());
            assertWorks(smtpPort, httpPort, http);
            jar.terminate();
            List<String> log = jar.lines().stream()
                    .filter(line -> !line.contains(" INFO "))
                    .toList();
            System.out.println(heap + " MiB, " + DURATION.toSeconds() + " s: " + seen.outcomes() + ", " + counts
                    + ", log: " + log);
            // Each warning is logged once a minute at most.
            assertThat(log)
                    .as("log")
                    .hasSizeLessThan(20 + 5 * (int) DURATION.toMinutes())
                    .noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** Every message that was acknowledged is there, or counted as evicted. Returns the counts. */
    private static String assertNothingLost(HttpApi http, List<String> acknowledged) {
        long missing = acknowledged.stream()
                .filter(id -> http.send("HEAD", "/api/messages/" + id + "/raw").statusCode() == 404)
                .count();
        String metrics = onceThereIsMemory(http, "/metrics").body();
        long received = metric(metrics, "messages_received_total");
        long evicted = metric(metrics, "messages_evicted_total");

        assertThat(received).as("received").isGreaterThanOrEqualTo(acknowledged.size());
        assertThat(missing).as("missing").isLessThanOrEqualTo(evicted);
        assertThat(HttpApi.tree(onceThereIsMemory(http, "/api/messages?limit=1").body())
                        .get("total")
                        .asLong())
                .isEqualTo(received - evicted);
        return received + " received, " + evicted + " evicted, " + missing + " of the acknowledged no longer stored";
    }

    private static long metric(String metrics, String name) {
        Matcher matcher =
                Pattern.compile("^\\w*" + name + " (\\d+)$", Pattern.MULTILINE).matcher(metrics);
        assertThat(matcher.find()).as(name + " in " + metrics).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /**
     * The load is over, so messages must be accepted again. Requests of clients that have left keep their memory until the server
     * notices, which took six seconds on a machine with other work.
     */
    private static void assertWorks(int smtpPort, int httpPort, HttpApi http) throws Exception {
        MailLoad.Seen after = MailLoad.run(smtpPort, httpPort, Duration.ofSeconds(1));
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                !after.outcomes().containsKey("send 250") && System.nanoTime() - end < 0; ) {
            after = MailLoad.run(smtpPort, httpPort, Duration.ofSeconds(1));
        }
        assertThat(after.outcomes()).as("up to a minute after the load").containsKey("send 250");
        // The last clients leave while the list is requested.
        HttpResponse<String> list = onceThereIsMemory(http, "/api/messages?limit=5");
        assertThat(HttpApi.tree(list.body()).get("messages")).isNotEmpty();
    }

    /** Requests again until the answer is no longer 503, for half a minute. */
    private static HttpResponse<String> onceThereIsMemory(HttpApi http, String path) {
        HttpResponse<String> response = http.send("GET", path);
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                response.statusCode() == 503 && System.nanoTime() - end < 0; ) {
            response = http.send("GET", path);
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }
}

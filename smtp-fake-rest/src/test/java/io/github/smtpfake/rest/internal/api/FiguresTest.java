package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Verifies that the API is fast, within limits that even a busy machine meets; {@code benchmarks/run http} measures the real
 * figures. Isolated, because concurrent tests would distort the measurements.
 */
@Isolated
@Timeout(300)
class FiguresTest {
    private static final SessionInfo SESSION = SessionInfo.of("0123456789abcdefghijkl", Instant.EPOCH, "127.0.0.1:1")
            .withHelo("client.test");

    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void listsAPageOfTenThousandMessagesQuickly() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            api.smtp().store().add(message(i));
        }
        List<Long> nanos = new ArrayList<>();
        String page = "";
        for (int i = 0; i < 400; i++) {
            long start = System.nanoTime();
            page = api.http().send("GET", "/api/messages").body();
            nanos.add(System.nanoTime() - start);
        }
        List<Long> warm = nanos.subList(200, 400);
        Collections.sort(warm);

        assertThat(HttpApi.tree(page).get("messages")).hasSize(50);
        assertThat(page.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(warm.get(100)).as("median in ns").isLessThan(100_000_000);
    }

    private static CapturedMessage message(int i) {
        String text = "From: The application <app@example.org>\r\nTo: Ada <ada@example.org>\r\nSubject: Message " + i
                + "\r\nMessage-ID: <" + i + "@example.org>\r\nDate: Fri, 2 Jan 2026 03:04:05 +0000\r\n\r\n"
                + "Confirm your address, please.\r\n".repeat(40);
        return new CapturedMessage(
                String.format("%022d", i),
                Instant.EPOCH.plusSeconds(i),
                new Envelope("app@example.org", List.of("ada@example.org"), Map.of(), Map.of()),
                SESSION,
                text.getBytes(UTF_8));
    }

    @Test
    void listsEachMessageRightAfterIts250Reply() {
        for (int i = 0; i < 1_000; i++) {
            String id = api.deliver("visible " + i);
            assertThat(api.http()
                            .get("/api/messages?limit=1")
                            .at("/messages/0/id")
                            .asText())
                    .isEqualTo(id);
        }
    }

    @Test
    void answersAWaitRightAfterThe250Reply() throws Exception {
        List<Long> late = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            CompletableFuture<Long> answered = api.http()
                    .getLater("/api/messages/latest?wait=30s&subject=wait-" + i + "-")
                    .thenApply(message -> System.nanoTime());
            api.http().awaitWaiting(1);
            api.deliver("wait-" + i + "-");
            long accepted = System.nanoTime();
            late.add(TimeLimit.get(answered) - accepted);
        }
        Collections.sort(late);

        assertThat(late.get(30)).as("median in ns").isLessThan(100_000_000);
    }

    @Test
    void answersTwoHundredClientsWhileMessagesArrive() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(202);
        try {
            List<Future<Integer>> mail = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                mail.add(threads.submit(() -> sendUntil(over)));
            }
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> api.http().send("GET", "/api/messages")));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> page = TimeLimit.get(answer);
                assertThat(page.statusCode()).isEqualTo(200);
                assertComplete(HttpApi.tree(page.body()));
            }
            over.set(true);
            int sent = 0;
            for (Future<Integer> session : mail) {
                sent += TimeLimit.get(session);
            }
            assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(sent);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private int sendUntil(AtomicBoolean over) {
        int sent = 0;
        do {
            SmtpClient.sendMessage(
                    api.smtp().port(), "app@example.org", "Subject: x\r\n\r\nx\r\n".getBytes(UTF_8), "ada@example.org");
            sent++;
        } while (!over.get());
        return sent;
    }

    private static void assertComplete(JsonNode page) {
        assertThat(page.get("messages").size())
                .isEqualTo(Math.min(50, page.get("matched").asInt()));
        assertThat(page.get("total").asInt())
                .isGreaterThanOrEqualTo(page.get("matched").asInt());
    }
}

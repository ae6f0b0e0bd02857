package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.rest.internal.text.RandomIds;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rest.testing.ScriptedStore;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ParkedRequestsTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    /** More clients than may wait at a time; some leave before the server has read their requests. */
    @Test
    void endsTheWaitOfAClientThatDisconnects() throws Exception {
        for (int i = 0; i < 2_100; i++) {
            try (RawClient client = new RawClient(api.httpPort())) {
                client.send("GET /api/messages?subject=code&wait=5m HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
        }
        try (RawClient client = new RawClient(api.httpPort())) {
            client.send("GET /api/messages?subject=code&wait=5m HTTP/1.1\r\nHost: localhost\r\n\r\n");
            api.http().awaitWaiting(1);
        }

        api.http().awaitWaiting(0);
    }

    /** A drain whose client has left deletes nothing. */
    @Test
    void keepsTheMessagesForWhichADisconnectedClientWaited() throws Exception {
        try (RawClient client = new RawClient(api.httpPort())) {
            client.send("POST /api/messages/drain?wait=5m HTTP/1.1\r\nHost: localhost\r\n\r\n");
            api.http().awaitWaiting(1);
        }
        api.http().awaitWaiting(0);

        api.deliver("code");

        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(1);
    }

    /** Its client may leave before the thread that would begin the wait does so. */
    @Test
    void doesNotBeginAWaitThatHasEnded() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                ParkedRequests parked = new ParkedRequests(smtp, 1)) {
            MessageRequest request = new MessageRequest(
                    smtp.store(),
                    new Selection(StoreQuery.all(), Mark.START),
                    new Wait(1, Duration.ofMinutes(1)),
                    (query, now, count) -> new MessageRequest.Found(0, true, () -> Response.text(200, "")),
                    parked);
            ParkedRequest ended = new ParkedRequest(request, 1, parked);
            ended.remove();

            ended.beginOrFail(smtp.store().mark(), parked.revision(request.selection()));

            assertThat(parked.add(new ParkedRequest(request, 1, parked)))
                    .as("whether no other request waits")
                    .isTrue();
        }
    }

    /** Closes at the moment at which the request is counted, but perhaps not in the list yet. */
    @Test
    void answersARequestThatIsParkedWhileTheServerStops() throws Exception {
        AtomicReference<ParkedRequests> latest = new AtomicReference<>();
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                WebServer server = WebServer.start(
                        LoopbackAddress.get(),
                        0,
                        new AccessGuard(List.of()),
                        request -> new MessagesResource(smtp.store(), latest.get()).list(request))) {
            for (int i = 0; i < 300; i++) {
                ParkedRequests parked = new ParkedRequests(smtp, 1);
                latest.set(parked);
                try (RawClient client = new RawClient(server.port())) {
                    client.send("GET /?wait=1m HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    awaitParked(parked, 1);
                    parked.close();
                    client.expect("HTTP/1.1 503 ");
                }
            }
        }
    }

    @Test
    void rejectsARequestIfTooManyAreWaiting() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew();
                ParkedRequests parked = new ParkedRequests(smtp, 1);
                WebServer server = WebServer.start(
                        LoopbackAddress.get(),
                        0,
                        new AccessGuard(List.of()),
                        request -> new MessagesResource(smtp.store(), parked).list(request))) {
            HttpApi http = new HttpApi("127.0.0.1", server.port());
            CompletableFuture<JsonNode> first = http.getLater("/?wait=1m");
            awaitParked(parked, 1);

            assertThat(http.detail(503, "/?wait=1m"))
                    .isEqualTo(
                            "Too many requests are waiting for messages; at most 1 can wait at a time. Try again later.");
            assertThat(http.get("/").get("matched").asInt())
                    .as("a request that does not wait")
                    .isZero();

            SmtpClient.sendMessage(smtp.port(), "a@b", "x\r\n".getBytes(US_ASCII), "c@d");
            assertThat(TimeLimit.get(first).get("matched").asInt()).isEqualTo(1);
            assertThat(http.get("/?wait=1m").get("matched").asInt())
                    .as("a request that waits after the first was answered")
                    .isEqualTo(1);
        }
    }

    @Test
    void answersWaitingRequestsWhenTheServerStops() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            Api stopping = new Api(smtp, RunningApi.VERSION);
            try (WebServer server =
                    WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), stopping.router())) {
                HttpApi http = new HttpApi("127.0.0.1", server.port());
                CompletableFuture<HttpResponse<String>> waiting =
                        CompletableFuture.supplyAsync(() -> http.send("GET", "/api/messages?wait=1m"), this::start);
                http.awaitWaiting(1);

                stopping.close();

                assertThat(HttpApi.problem(503, TimeLimit.get(waiting))
                                .get("detail")
                                .asText())
                        .isEqualTo("The server is stopping.");
                assertThat(http.detail(503, "/api/messages?wait=1m")).isEqualTo("The server is stopping.");
            }
        }
    }

    @Test
    void survivesMailThatArrivesAfterTheServerHasStopped() {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            ParkedRequests parked = new ParkedRequests(smtp, 1);
            parked.close();

            parked.close();
            parked.added(message("late", true));
            parked.searchAgain();

            assertThat(parked.execute(() -> {})).isFalse();
            assertThat(parked.schedule(() -> {}, 1)).isNull();
            assertThat(parked.count()).isZero();
            SmtpClient.sendMessage(smtp.port(), "a@b", "x\r\n".getBytes(US_ASCII), "c@d");
            assertThat(smtp.inbox().messages()).hasSize(1);
        }
    }

    /** A request may be between its search and its wait when the server stops. */
    @Test
    void rejectsARequestThatWouldWaitAfterTheServerHasStopped() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            ParkedRequests parked = new ParkedRequests(smtp, 1);
            parked.close();
            try (WebServer server = WebServer.start(
                    LoopbackAddress.get(),
                    0,
                    new AccessGuard(List.of()),
                    request -> new MessagesResource(smtp.store(), parked).list(request))) {
                assertThat(new HttpApi("127.0.0.1", server.port()).detail(503, "/?wait=1m"))
                        .isEqualTo("The server is stopping.");
                assertThat(parked.count()).isZero();
            }
        }
    }

    @Test
    void goesOnWaitingWhileMemoryIsShort() throws Exception {
        InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
        ScriptedStore store = new ScriptedStore(messages);
        AtomicInteger shortages = new AtomicInteger(2);
        try (RunningApi scripted = new RunningApi(
                SmtpFakeServer.builder().store(store.asMessageStore()).start())) {
            messages.add(message("wanted", true));
            store.before("page", () -> {
                if (shortages.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("simulated");
                }
            });

            JsonNode found = scripted.http().get("/api/messages?subject=wanted&wait=1m");

            assertThat(found.get("messages")).hasSize(1);
            assertThat(shortages).hasNegativeValue();
            shortages.set(1);
            assertThat(HttpApi.problem(503, scripted.http().send("GET", "/api/messages?subject=wanted"))
                            .get("detail")
                            .asText())
                    .startsWith("The server has too little memory");
        }
    }

    /** The messages that arrive while others are being compared with the requests are read from the store together. */
    @Test
    void comparesManyArrivalsAtOnce() throws Exception {
        InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
        ScriptedStore store = new ScriptedStore(messages);
        CountDownLatch hasArrived = new CountDownLatch(1);
        AtomicInteger reads = new AtomicInteger();
        try (RunningApi scripted = new RunningApi(
                SmtpFakeServer.builder().store(store.asMessageStore()).start())) {
            CompletableFuture<JsonNode> waiting =
                    scripted.http().getLater("/api/messages?subject=wanted&count=2&wait=1m");
            scripted.http().awaitWaiting(1);
            store.before("next", () -> {
                reads.incrementAndGet();
                TimeLimit.await(hasArrived);
            });

            for (int i = 0; i < 500; i++) {
                messages.add(message("wanted " + i % 250, i % 250 == 0));
            }
            hasArrived.countDown();

            assertThat(TimeLimit.get(waiting).get("matched").asInt()).isEqualTo(2);
            assertThat(reads.get()).isBetween(1, 20);
        }
    }

    @Test
    void aMessageThatTakesLongDoesNotDelayRequestsThatWaitForOthers() throws Exception {
        InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (RunningApi scripted =
                new RunningApi(SmtpFakeServer.builder().store(messages).start())) {
            HttpApi http = scripted.http();
            CompletableFuture<JsonNode> slow = http.getLater("/api/messages?subject=slow&wait=1m");
            CompletableFuture<JsonNode> other =
                    http.getLater("/api/messages?subject=wanted&recipient=b@example.org&wait=1m");
            http.awaitWaiting(2);

            messages.add(slowMessage("Subject: slow\r\n\r\n", begun, mayEnd));
            TimeLimit.await(begun);
            messages.add(message("wanted", true));

            assertThat(TimeLimit.get(other).get("matched").asInt()).isEqualTo(1);
            assertThat(slow).isNotDone();
            mayEnd.countDown();
            assertThat(TimeLimit.get(slow).get("matched").asInt()).isEqualTo(1);
        } finally {
            mayEnd.countDown();
        }
    }

    /** More large messages of others than there were threads for them, while the wanted message is large, too. */
    @Test
    void severalMessagesThatTakeLongDoNotDelayAWaitForAnotherLargeMessage() throws Exception {
        InMemoryMessageStore messages = new InMemoryMessageStore(Limits.defaults());
        CountDownLatch begun = new CountDownLatch(8);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (RunningApi scripted =
                new RunningApi(SmtpFakeServer.builder().store(messages).start())) {
            HttpApi http = scripted.http();
            CompletableFuture<JsonNode> slow = http.getLater("/api/messages?text=slow&wait=1m&count=8");
            CompletableFuture<JsonNode> other =
                    http.getLater("/api/messages?text=wanted&recipient=b@example.org&wait=1m");
            http.awaitWaiting(2);

            for (int i = 0; i < 8; i++) {
                messages.add(slowMessage("Subject: slow\r\n\r\nslow\r\n", begun, mayEnd));
            }
            TimeLimit.await(begun);
            messages.add(message("wanted", true, "wanted\r\n" + "x".repeat(100_000)));

            assertThat(TimeLimit.get(other).get("matched").asInt()).isEqualTo(1);
            assertThat(slow).isNotDone();
            mayEnd.countDown();
            assertThat(TimeLimit.get(slow).get("matched").asInt()).isEqualTo(8);
        } finally {
            mayEnd.countDown();
        }
    }

    /** Returns a large message to another recipient, whose bytes cannot be read before a signal, except by the thread that adds it. */
    private static CapturedMessage slowMessage(String text, CountDownLatch begun, CountDownLatch mayEnd) {
        byte[] bytes = (text + "x".repeat(100_000)).getBytes(US_ASCII);
        Thread adding = Thread.currentThread();
        return new Delivery(
                        RandomIds.next(),
                        Instant.now(),
                        Envelope.of("a@example.org", List.of("c@example.org")),
                        SessionInfo.of("s", Instant.now(), "127.0.0.1:1"),
                        RawMessage.onDemand(bytes.length, () -> {
                            if (Thread.currentThread() != adding) {
                                begun.countDown();
                                TimeLimit.await(mayEnd);
                            }
                            return Optional.of(bytes);
                        }),
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }

    private static CapturedMessage message(String subject, boolean isWanted) {
        return message(subject, isWanted, "");
    }

    private static CapturedMessage message(String subject, boolean isWanted, String text) {
        return new CapturedMessage(
                RandomIds.next(),
                Instant.now(),
                Envelope.of("a@example.org", List.of("b@example.org")),
                SessionInfo.of("s", Instant.now(), "127.0.0.1:1"),
                ("Subject: " + (isWanted ? subject : "other") + "\r\n\r\n" + text).getBytes(US_ASCII));
    }

    /** Two requests wait for the same message: one receives it, and the other keeps waiting. */
    @Test
    void keepsWaitingIfAnotherRequestDrainedTheMessage() throws Exception {
        CompletableFuture<HttpResponse<String>> one = drain();
        CompletableFuture<HttpResponse<String>> other = drain();
        api.http().awaitWaiting(2);

        api.deliver("first");
        TimeLimit.get(CompletableFuture.anyOf(one, other));
        api.http().awaitWaiting(1);
        api.deliver("second");

        assertThat(List.of(subjects(one), subjects(other))).containsExactlyInAnyOrder("[first]", "[second]");
    }

    private CompletableFuture<HttpResponse<String>> drain() {
        return CompletableFuture.supplyAsync(() -> api.http().send("POST", "/api/messages/drain?wait=1m"), this::start);
    }

    private static String subjects(CompletableFuture<HttpResponse<String>> drained) throws Exception {
        return HttpApi.tree(TimeLimit.get(drained).body())
                .get("messages")
                .findValuesAsText("subject")
                .toString();
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitParked(ParkedRequests parked, int count) throws Exception {
        TimeLimit.until(count + " parked requests", () -> parked.count() == count);
    }
}

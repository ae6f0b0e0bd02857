package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.rest.SmtpFakeHttp;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.testing.SmtpClient;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.LoggerFactory;

/** Two of these tests wait for five seconds. */
@Execution(ExecutionMode.CONCURRENT)
class SessionReportsTest {
    private final AssertionError failure = new AssertionError("expected something else");
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final AtomicBoolean paused = new AtomicBoolean();
    private SmtpFakeServer smtp;
    private SmtpFakeHttp http;
    private SmtpFakeClient client;
    private SessionReports reports;

    @BeforeEach
    void start() {
        smtp = SmtpFakeServer.builder()
                .store(observed(new InMemoryMessageStore(Limits.defaults())))
                .start();
        http = SmtpFakeHttp.start(smtp);
        client = SmtpFakeClient.connect(http.uri());
        reports = new SessionReports(() -> client, LoggerFactory.getLogger("tc.smtp-fake"));
    }

    @AfterEach
    void stop() {
        resumed.countDown();
        client.close();
        http.close();
        smtp.close();
    }

    /** Returns a store that counts how often its sessions are read, and answers nothing that a client asks while it is paused. */
    private MessageStore observed(MessageStore store) {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(), new Class<?>[] {MessageStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("nextActivity")) {
                        reads.incrementAndGet();
                    }
                    if (paused.get() && Set.of("mark", "nextActivity").contains(method.getName())) {
                        resumed.await();
                    }
                    return method.invoke(store, arguments);
                });
    }

    private SessionReports impatient(Supplier<SmtpFakeClient> clients) {
        return new SessionReports(clients, LoggerFactory.getLogger("tc.smtp-fake"), Duration.ofSeconds(5));
    }

    private void send(String recipient) {
        SmtpClient.sendMessage(
                smtp.port(),
                "app@example.org",
                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII),
                recipient);
    }

    @Test
    void addsOnlyTheSessionsSinceTheTestBegan() {
        send("early@example.org");
        reports.begin("test");
        send("ada@example.org");
        reports.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .startsWith("smtp-fake: session ")
                .contains("RCPT TO:<ada@example.org>")
                .doesNotContain("early@example.org");
    }

    @Test
    void keepsTheLastSessions() {
        reports.begin("test");
        for (int i = 1; i <= 102; i++) {
            send("user-" + i + "@example.org");
        }
        reports.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .contains("<user-3@example.org>", "<user-102@example.org>")
                .doesNotContain("<user-2@example.org>")
                .endsWith("… and 2 earlier sessions");
    }

    @Test
    void saysThatNoClientConnected() {
        reports.begin("test");
        reports.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed())
                .singleElement()
                .hasToString("smtp-fake: no client connected to the server during the test");
    }

    @Test
    void addsNothingToATestThatSucceeds() {
        reports.begin("test");
        reports.end("test", Optional.empty());
        reports.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(reads).as("reads of sessions").hasValue(0);
    }

    @Test
    void separatesTestsThatRunAtTheSameTime() {
        AssertionError second = new AssertionError("second");
        reports.begin("first");
        send("ada@example.org");
        reports.begin("second");
        send("bob@example.org");
        reports.end("second", Optional.of(second));
        reports.end("first", Optional.of(failure));

        assertThat(second.getSuppressed()[0].getMessage())
                .contains("bob@example.org")
                .doesNotContain("ada@example.org");
        assertThat(failure.getSuppressed()[0].getMessage())
                .contains("ada@example.org")
                .contains("bob@example.org");
    }

    @Test
    void addsTheReasonIfTheServerIsNoLongerThere() {
        reports.begin("test");
        http.close();
        reports.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .contains(http.uri().getAuthority());
    }

    @Test
    void doesNotFailATestBeforeItBegins() {
        client.close();
        reports.begin("test");
        reports.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    @Timeout(60)
    void asksAServerThatDoesNotAnswerOnlyOnce() {
        AtomicInteger asked = new AtomicInteger();
        SessionReports impatient = impatient(() -> {
            asked.incrementAndGet();
            return client;
        });
        paused.set(true);

        impatient.begin("first");
        impatient.begin("second");
        impatient.end("first", Optional.of(failure));

        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    @Timeout(60)
    void endsATestWhoseServerDoesNotAnswer() {
        SessionReports impatient = impatient(() -> client);
        impatient.begin("test");
        paused.set(true);

        impatient.end("test", Optional.of(failure));

        assertThat(failure.getSuppressed()).singleElement().asString().endsWith("The server did not answer within 5 s");
    }
}

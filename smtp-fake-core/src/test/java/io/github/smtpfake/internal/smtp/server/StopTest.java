package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.store.RecordingStore;
import io.github.smtpfake.store.Stored;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import io.github.smtpfake.testing.UnassignedPort;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Isolated, because it examines all threads of the JVM. */
@Isolated
class StopTest {

    @Test
    void sends421ToIdleClients() throws Exception {
        RecordingStore store = new RecordingStore(Limits.defaults());
        try (SmtpFakeServer server = SmtpFakeServer.builder().store(store).start();
                SmtpClient idle = SmtpClient.greeted(server)) {
            server.stop();

            assertThat(idle.reply()).startsWith("421 4.3.2 ");
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(store.awaitEnd().end()).contains(SessionEnd.STOPPED);
        }
    }

    @Test
    void completesAMessageThatIsBeingReceived() throws Exception {
        Limits limits = Limits.builder().stopTimeout(TimeLimit.DURATION).build();
        try (SmtpFakeServer server = SmtpFakeServer.builder()
                        .port(UnassignedPort.next())
                        .limits(limits)
                        .start();
                SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send("half");
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::stop);
            awaitClosedPort(server);

            client.say(" and half", ".").expect("250", "421");
            assertThat(client.isClosedByServer()).isTrue();

            TimeLimit.get(stop);
            assertThat(server.inbox().awaitOne().text()).contains("half and half\n");
        }
    }

    @Test
    void closesAConnectionWhoseMessageIsNotCompletedInTime() throws Exception {
        Limits limits = Limits.builder().stopTimeout(Duration.ofMillis(100)).build();
        RecordingStore store = new RecordingStore(limits);
        try (SmtpFakeServer server =
                        SmtpFakeServer.builder().limits(limits).store(store).start();
                SmtpClient client = SmtpClient.greeted(server)) {
            client.untilData().send("half");

            server.stop();

            assertThat(client.isClosedByServer()).isTrue();
            assertThat(store.awaitEnd().end()).contains(SessionEnd.STOPPED);
            assertThat(store.messages()).isEmpty();
        }
    }

    @Test
    void leavesNoThreadRunning() throws Exception {
        // The server waits that long for the message of the first client.
        Limits limits = Limits.builder().stopTimeout(Duration.ofMillis(100)).build();
        Set<Thread> before = serverThreads();
        List<SmtpClient> clients = new ArrayList<>();
        try (SmtpFakeServer server = SmtpFakeServer.builder().limits(limits).start()) {
            for (int i = 0; i < 20; i++) {
                clients.add(SmtpClient.greeted(server));
            }
            clients.get(0).untilData();
            clients.get(1).deliver("x");
            clients.get(2).say("QUIT").expect("221");
            assertThat(serverThreads()).hasSizeGreaterThan(before.size());
        }
        for (SmtpClient client : clients) {
            client.close();
        }

        for (Thread thread : serverThreads()) {
            TimeLimit.join(thread);
        }
        assertThat(serverThreads()).isSubsetOf(before);
    }

    /** A client that connects while the server stops either cannot connect or receives 421; none is left waiting. */
    @Test
    void answersClientsThatConnectDuringTheStop() throws Exception {
        Set<Thread> before = serverThreads();
        for (int round = 0; round < 50; round++) {
            SmtpFakeServer server =
                    SmtpFakeServer.builder().port(UnassignedPort.next()).start();
            Set<String> forgotten = ConcurrentHashMap.newKeySet();
            CountDownLatch connected = new CountDownLatch(3);
            Thread client = new Thread(() -> connectUntilClosed(server, connected, forgotten));
            client.start();
            TimeLimit.await(connected);

            server.stop();

            TimeLimit.join(client);
            // The server cannot reply to a client that the system accepted but never handed over.
            assertThat(Stored.sessions(server.store())).allSatisfy(session -> {
                assertThat(session.end()).isPresent();
                assertThat(forgotten).doesNotContain(session.info().client());
            });
        }
        for (Thread thread : serverThreads()) {
            TimeLimit.join(thread);
        }
        assertThat(serverThreads()).isSubsetOf(before);
    }

    private static void connectUntilClosed(SmtpFakeServer server, CountDownLatch connected, Set<String> forgotten) {
        List<SmtpClient> clients = new ArrayList<>();
        try {
            while (true) {
                SmtpClient client = SmtpClient.connect(server);
                clients.add(client);
                connected.countDown();
            }
        } catch (IOException e) {
            for (SmtpClient client : clients) {
                int localPort = client.socket().getLocalPort();
                if (!isRejectedOrClosed(client)) {
                    forgotten.add("127.0.0.1:" + localPort);
                }
            }
        }
    }

    private static boolean isRejectedOrClosed(SmtpClient client) {
        try (client) {
            // The server has sent its reply before it stopped; the system never answers a client that it still holds.
            client.socket().setSoTimeout(20_000);
            String reply = client.reply();
            while (!reply.isEmpty()) {
                reply = client.reply();
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Reset, because it was never accepted.
            return true;
        }
    }

    /** The port is closed first. */
    private static void awaitClosedPort(SmtpFakeServer server) throws Exception {
        TimeLimit.until("the port to be closed", () -> {
            try {
                SmtpClient.connect(server).close();
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static Set<Thread> serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("smtp-fake"))
                .collect(Collectors.toSet());
    }
}

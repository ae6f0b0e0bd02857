package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import io.github.smtpfake.testing.SmtpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events a client receives, in which order, without a WebSocket. */
class EventFeedTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();
    private final MessageStore store = server.store();
    private final ManualClock clock = new ManualClock();
    private final Events events = new Events(store, "1.2.3", clock);

    /** Runs what is due when the test says so. */
    private static final class ManualClock extends ScheduledThreadPoolExecutor {
        private final List<Runnable> due = new ArrayList<>();
        private final List<Duration> delays = new ArrayList<>();
        private boolean isBroken;

        ManualClock() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (isBroken) {
                throw new RejectedExecutionException("No thread");
            }
            due.add(task);
            delays.add(Duration.of(delay, unit.toChronoUnit()));
            return null;
        }

        void pass() {
            List<Runnable> tasks = List.copyOf(due);
            due.clear();
            tasks.forEach(Runnable::run);
        }
    }

    @AfterEach
    void stop() {
        server.stop();
        clock.shutdownNow();
    }

    private EventFeed connect() {
        EventFeed feed = events.feed();
        feed.onMore(() -> {});
        return feed;
    }

    /** Returns the types of the events that the client has not received yet. */
    private static List<String> types(EventFeed feed) {
        List<String> types = new ArrayList<>();
        for (String text = feed.next(); !text.isEmpty(); text = feed.next()) {
            types.add(HttpApi.tree(text).get("Type").asText());
            feed.sent();
        }
        return types;
    }

    private void deliver() {
        byte[] message = "Subject: x\r\n\r\nHello\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(SmtpClient.sendMessage(server.port(), "app@example.org", message, "ada@example.org"))
                .isNotEmpty();
    }

    private SmtpClient rejected() throws Exception {
        SmtpClient smtp = SmtpClient.connect(server.port());
        smtp.expect("220");
        smtp.command("EHLO client", "250");
        smtp.command("NONSENSE", "500");
        return smtp;
    }

    /** Ends a session, and then delivers a message, whose event follows those of the session. */
    private void quit(SmtpClient smtp) throws Exception {
        smtp.command("QUIT", "221");
        assertThat(store.awaitSessions(SessionQuery.any().ended(), Mark.START, 1, Duration.ofSeconds(30)))
                .hasSize(1);
        deliver();
    }

    @Test
    void reportsNoRejectionFromBeforeTheClientConnected() throws Exception {
        try (SmtpClient smtp = rejected()) {
            EventFeed feed = connect();
            quit(smtp);
            assertThat(types(feed)).containsExactly("new");
        }
    }

    @Test
    void reportsARejectionOnceToAClientThatConnectsAgain() throws Exception {
        EventFeed first = connect();
        try (SmtpClient smtp = rejected()) {
            assertThat(types(first)).containsExactly("error");
            first.close();
            smtp.command("NONSENSE", "500");

            EventFeed second = connect();
            smtp.command("NONSENSE", "500");
            assertThat(types(second)).containsExactly("error");
            quit(smtp);
            assertThat(types(second)).containsExactly("new");
        }
    }

    @Test
    void reportsATruncationBeforeMessagesThatArriveDuringIt() {
        deliver();
        EventFeed feed = connect();

        events.truncate(() -> {
            store.delete(StoreQuery.all());
            deliver();
        });

        assertThat(types(feed)).containsExactly("truncate", "new");
    }

    @Test
    void makesClientsAskAgainIfAMessageArrivesDuringATruncationOfNothing() {
        EventFeed feed = connect();

        events.truncate(this::deliver);

        assertThat(types(feed)).containsExactly("new", "truncate", "prune");
    }

    @Test
    void makesClientsAskAgainAfterAChangeThatFails() {
        EventFeed feed = connect();
        Runnable failing = () -> {
            throw new IllegalStateException("Disk full");
        };

        assertThatThrownBy(() -> events.truncate(failing)).hasMessage("Disk full");
        assertThat(types(feed)).containsExactly("prune");
        assertThatThrownBy(() -> events.prune(failing)).hasMessage("Disk full");
        assertThat(types(feed)).containsExactly("prune");
    }

    @Test
    void reportsOtherChangesDuringAChangeThatItSummarizes() {
        deliver();
        EventFeed feed = connect();

        events.prune(() -> {
            store.retag(StoreQuery.all(), old -> List.of("a"));
            store.delete(StoreQuery.all());
        });
        assertThat(types(feed)).containsExactly("delete", "prune");

        deliver();
        events.truncate(() -> {
            store.retag(StoreQuery.all(), old -> List.of("a"));
            store.markRead(StoreQuery.all(), true);
        });
        assertThat(types(feed)).containsExactly("new", "update", "update", "truncate");
    }

    @Test
    void sendsStatisticsAtMostFourTimesASecond() {
        EventFeed feed = connect();
        clock.pass();
        assertThat(types(feed)).containsExactly("stats");
        for (int i = 0; i < 5; i++) {
            deliver();
            store.markRead(StoreQuery.all(), true);
            store.delete(StoreQuery.all());
        }
        assertThat(types(feed)).hasSize(10).containsOnly("update", "delete");
        clock.pass();
        clock.pass();
        assertThat(types(feed)).containsExactly("stats");
        deliver();
        clock.pass();

        assertThat(types(feed)).containsExactly("new", "stats");
        assertThat(clock.delays).hasSize(3).containsOnly(Duration.ofMillis(250));
    }

    @Test
    void sendsStatisticsAgainAfterTheClockFailed() {
        EventFeed feed = connect();
        clock.pass();
        clock.isBroken = true;
        deliver();
        clock.isBroken = false;
        deliver();
        clock.pass();

        assertThat(types(feed)).containsExactly("stats", "new", "new", "stats");
    }
}

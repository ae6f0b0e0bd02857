package io.github.smtpfake.internal.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A server with a heap of 64 MiB, and clients that send several times as much data. */
@Order(1)
class FullHeapTest {
    private static final int CLIENTS = 4;

    /** A message that the server has accepted. */
    private record Accepted(String id, int size) {}

    /** The replies that one client received. */
    private record Outcome(List<Accepted> accepted, int rejected) {}

    @Test
    void evictsTheOldestMessagesWithinTheDefaultLimits() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            int messages = 15_000;

            Outcome outcome = sendInParallel(server, each -> small(each, messages / CLIENTS));

            assertThat(outcome.rejected()).isZero();
            assertThat(outcome.accepted()).hasSize(messages);
            assertNothingLost(server, outcome);
            assertThat(server.counters()[1]).as("evicted").isPositive();
        }
    }

    @Test
    void evictsManySmallMessagesForALargeOne() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            Outcome small = sendInParallel(server, each -> small(each, 1_000));
            Outcome large = sendInParallel(server, each -> large(each, 4, 2_000_000));

            assertThat(large.rejected()).isZero();
            List<Accepted> all = new ArrayList<>(small.accepted());
            all.addAll(large.accepted());
            assertNothingLost(server, new Outcome(all, 0));
        }
    }

    @Test
    void showsAllMessagesOfAFullStore() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            Outcome outcome = sendInParallel(server, each -> large(each, 12, 1_000_000));
            assertThat(outcome.rejected()).isZero();

            long shown = Long.parseLong(server.ask("texts"));

            long[] counters = server.counters();
            assertThat(counters[1]).as("evicted").isPositive();
            assertThat(shown).isBetween(counters[2] * 990_000, counters[2] * 1_000_000);
            assertThat(server.ask("texts")).as("second time").isEqualTo(Long.toString(shown));
            assertServes(server);
        }
    }

    /** A limit of bytes that the heap cannot hold changes nothing. */
    @Test
    void evictsTheOldestMessagesThatDoNotFitInTheHeap() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 1L << 30)) {
            Outcome outcome = sendInParallel(server, each -> large(each, 12, 4_000_000));

            assertThat(outcome.accepted()).isNotEmpty();
            assertNothingLost(server, outcome);
            assertThat(server.counters()[1]).as("evicted").isPositive();

            Outcome later = sendInParallel(server, each -> large(each, 2, 1_000_000));
            assertThat(later.rejected()).isZero();
            assertServes(server);
        }
    }

    @Test
    void rejectsChunksThatDoNotFitBesideThoseOfOtherClients() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            List<SmtpClient> clients = new ArrayList<>();
            String reply = "250";
            while (reply.startsWith("250") && clients.size() < 20) {
                SmtpClient client = server.connect().say("MAIL FROM:<app@example.org>");
                client.expect("250").say("RCPT TO:<ada@example.org>").expect("250");
                clients.add(client);
                reply = client.send("BDAT 4000000\r\n" + "x".repeat(4_000_000)).reply();
            }
            assertThat(reply).startsWith("452 4.3.1 ");
            assertThat(clients).hasSizeBetween(5, 12);

            // The memory of a message that will never be complete is free at once.
            clients.get(0).say("RSET").expect("250");
            SmtpClient last = clients.get(clients.size() - 1);
            last.say("RSET").expect("250").say("MAIL FROM:<app@example.org>").expect("250");
            last.say("RCPT TO:<ada@example.org>").expect("250");
            assertThat(last.send("BDAT 4000000 LAST\r\n" + "x".repeat(4_000_000))
                            .reply())
                    .startsWith("250");
            for (SmtpClient client : clients) {
                client.close();
            }
            assertServes(server);
        }
    }

    /** More silent clients than a quarter of the memory has room for. */
    @Test
    void servesNewClientsBesideSilentOnes() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            List<SmtpClient> silent = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                silent.add(server.connectOnly().expect("220"));
            }
            for (int i = 0; i < 200; i++) {
                silent.add(server.connectOnly());
            }
            TimeLimit.until("the server to greet a new client", () -> {
                try (SmtpClient client = server.connectOnly()) {
                    return client.reply().startsWith("220");
                }
            });
            for (SmtpClient client : silent) {
                client.close();
            }
            assertServes(server);
        }
    }

    @Test
    void evictsMessagesWithLargeEnvelopes() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            Outcome outcome = sendInParallel(server, each -> withLargeEnvelopes(each, 6));

            assertThat(outcome.accepted()).isNotEmpty();
            assertNothingLost(server, outcome);
            assertThat(server.counters()[1]).as("evicted").isPositive();
            assertServes(server);
        }
    }

    @Test
    void rejectsRecipientsThatDoNotFitInTheHeap() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            List<SmtpClient> clients = new ArrayList<>();
            int rejected = 0;
            while (rejected == 0 && clients.size() < 100) {
                SmtpClient client = server.connect().say("MAIL FROM:<app@example.org>");
                clients.add(client);
                if (client.reply().startsWith("452 4.3.1 ")) {
                    rejected++;
                } else {
                    rejected += rejectRecipients(client, 250);
                }
            }
            assertThat(rejected).as("452").isPositive();
            for (SmtpClient client : clients) {
                client.say("RSET").expect("250").close();
            }

            assertServes(server);
        }
    }

    @Test
    void keepsAsManySessionsAsFitInTheHeap() throws Exception {
        try (ChildServer server = ChildServer.withHeap(64, 0)) {
            String lines = ("NOOP " + "\u00e2\u0082\u00ac".repeat(500) + "\r\n").repeat(200) + "QUIT\r\n";
            for (int i = 0; i < 700; i++) {
                try (SmtpClient client = server.connect().send(lines)) {
                    for (int j = 0; j < 200; j++) {
                        client.expect("250");
                    }
                    client.expect("221");
                }
            }

            assertServes(server);
            assertThat(server.sessions()).isBetween(10L, 600L);
        }
    }

    /** Sends the given number of large recipients, or until one gets 452 for lack of memory; returns the number of 452s. */
    private static int rejectRecipients(SmtpClient client, int count) throws IOException {
        int atOnce = 25;
        int rejected = 0;
        for (int sent = 0; sent < count && rejected == 0; sent += atOnce) {
            client.send(("RCPT TO:<" + "x".repeat(7_900) + "@example.org>\r\n").repeat(atOnce));
            for (int i = 0; i < atOnce; i++) {
                String reply = client.reply();
                assertThat(reply).matches("250 .*|452 4\\.3\\.1 .*");
                rejected += reply.startsWith("452") ? 1 : 0;
            }
        }
        return rejected;
    }

    private static void assertServes(ChildServer server) throws IOException {
        try (SmtpClient client = server.connect()) {
            client.deliver("as before").say("QUIT").expect("221");
        }
    }

    private interface Work {
        Outcome with(ChildServer server) throws IOException;
    }

    private static Outcome sendInParallel(ChildServer server, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Outcome> client = () -> work.with(server);
            List<Accepted> accepted = new ArrayList<>();
            int rejected = 0;
            for (Future<Outcome> each : threads.invokeAll(Collections.nCopies(CLIENTS, client))) {
                accepted.addAll(each.get().accepted());
                rejected += each.get().rejected();
            }
            return new Outcome(accepted, rejected);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Sends packets of many transactions. */
    private static Outcome small(ChildServer server, int count) throws IOException {
        int size = 4_000;
        int atOnce = 50;
        String transaction = "MAIL FROM:<app@example.org>\r\nRCPT TO:<ada@example.org>\r\nDATA\r\n"
                + "x".repeat(size - 2) + "\r\n.\r\n";
        List<Accepted> accepted = new ArrayList<>();
        try (SmtpClient client = server.connect()) {
            for (int sent = 0; sent < count; sent += atOnce) {
                client.send(transaction.repeat(atOnce));
                for (int i = 0; i < atOnce; i++) {
                    client.expect("250", "250", "354");
                    accepted.add(new Accepted(id(client.reply()), size));
                }
            }
        }
        return new Outcome(accepted, 0);
    }

    /** Sends messages of three bytes to 250 recipients of 8,000 bytes each, the largest envelope by default. */
    private static Outcome withLargeEnvelopes(ChildServer server, int count) throws IOException {
        String text = "x\r\n";
        List<Accepted> accepted = new ArrayList<>();
        int rejected = 0;
        try (SmtpClient client = server.connect()) {
            for (int i = 0; i < count; i++) {
                client.say("MAIL FROM:<app@example.org>").expect("250");
                rejected += rejectRecipients(client, 250);
                String reply =
                        client.say("DATA").expect("354").send(text + ".\r\n").reply();
                if (reply.startsWith("452 4.3.1 ")) {
                    rejected++;
                } else {
                    accepted.add(new Accepted(id(reply), text.length()));
                }
            }
        }
        return new Outcome(accepted, rejected);
    }

    /** A session without memory ends with 421, which promises nothing; the next message uses a new session. */
    private static Outcome large(ChildServer server, int count, int size) throws IOException {
        List<Accepted> accepted = new ArrayList<>();
        int rejected = 0;
        SmtpClient client = server.connect();
        try {
            for (int i = 0; i < count; i++) {
                String reply = lastReply(client, size);
                if (reply.startsWith("421 ")) {
                    client.close();
                    client = server.connect();
                } else if (reply.startsWith("452 4.3.1 ")) {
                    rejected++;
                } else {
                    accepted.add(new Accepted(id(reply), size));
                }
            }
        } finally {
            client.close();
        }
        return new Outcome(accepted, rejected);
    }

    /** Returns the reply to the message, or to the command that was rejected before. */
    private static String lastReply(SmtpClient client, int size) throws IOException {
        for (String command :
                new String[] {"RSET", "MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA"}) {
            String reply = client.say(command).reply();
            if (reply.startsWith("4")) {
                return reply;
            }
        }
        return client.send("x".repeat(size - 2) + "\r\n.\r\n").reply();
    }

    private static String id(String reply) {
        assertThat(reply).startsWith("250 ");
        return reply.substring(reply.lastIndexOf(' ') + 1);
    }

    /** Verifies that all accepted messages are complete, except for the number of evicted ones. */
    private static void assertNothingLost(ChildServer server, Outcome outcome) throws IOException {
        Map<String, Integer> stored = server.stored();
        long[] counters = server.counters();
        long missing = 0;
        for (Accepted each : outcome.accepted()) {
            Integer size = stored.remove(each.id());
            if (size == null) {
                missing++;
            } else {
                assertThat(size).isEqualTo(each.size());
            }
        }
        assertThat(missing).isEqualTo(counters[1]);
    }
}

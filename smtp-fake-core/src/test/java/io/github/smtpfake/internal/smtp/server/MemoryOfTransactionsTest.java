package io.github.smtpfake.internal.smtp.server;

import static io.github.smtpfake.rules.Rules.bdat;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.endOfData;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.testing.OccupiedMemory;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Isolated, because all servers of a JVM share the memory that this test measures. */
@Isolated
class MemoryOfTransactionsTest {
    private static final int ROUNDS = 10;
    private static final int RECIPIENTS = 200;
    private static final String DOMAIN = "d".repeat(200) + ".example";
    /** Much less than all envelopes need, and more than what is kept of the sessions. */
    private static final long SLACK = 200_000;

    private final MemoryBudget budget = MemoryBudget.ofJvm();

    /** How a message is sent. */
    enum By {
        DATA,
        BDAT,
        CHUNKS
    }

    /** Why the server does not store a message. */
    enum Failure {
        RULE_AT_COMMAND,
        RULE_AT_END,
        STRICT,
        OUT_OF_MEMORY,
        TOO_LARGE,
        ABORTED_BY_RULE,
        DISCONNECTED
    }

    @ParameterizedTest
    @CsvSource({
        "RULE_AT_COMMAND, DATA",
        "RULE_AT_COMMAND, BDAT",
        "RULE_AT_COMMAND, CHUNKS",
        "RULE_AT_END, DATA",
        "RULE_AT_END, BDAT",
        "RULE_AT_END, CHUNKS",
        "STRICT, DATA",
        "STRICT, BDAT",
        "STRICT, CHUNKS",
        "OUT_OF_MEMORY, DATA",
        "OUT_OF_MEMORY, BDAT",
        "OUT_OF_MEMORY, CHUNKS",
        "TOO_LARGE, DATA",
        "TOO_LARGE, BDAT",
        "TOO_LARGE, CHUNKS",
        "ABORTED_BY_RULE, DATA",
        "ABORTED_BY_RULE, BDAT",
        "ABORTED_BY_RULE, CHUNKS",
        "DISCONNECTED, DATA",
        "DISCONNECTED, BDAT",
        "DISCONNECTED, CHUNKS"
    })
    void givesTheMemoryOfAFailedTransactionBack(Failure failure, By by) throws Exception {
        try (SmtpFakeServer server = server(failure)) {
            addRule(server, failure, by);
            fail(server, failure, by);
            long before = budget.free();
            // Each round without memory needs several garbage collections.
            for (int i = 0; i < (failure == Failure.OUT_OF_MEMORY ? 3 : ROUNDS); i++) {
                fail(server, failure, by);
            }
            assertThat(server.inbox().messages()).isEmpty();
            awaitFree(before - SLACK);
        }
    }

    private static SmtpFakeServer server(Failure failure) {
        SmtpFakeServerBuilder builder = SmtpFakeServer.builder()
                .limits(Limits.builder()
                        .transcriptLines(10)
                        .storedSessionBytes(10_000)
                        .messageSize(1_000_000)
                        .build());
        return (failure == Failure.STRICT ? builder.strict() : builder).start();
    }

    private static void addRule(SmtpFakeServer server, Failure failure, By by) {
        switch (failure) {
            case RULE_AT_COMMAND -> server.on(by == By.DATA ? data() : bdat()).reply(550, "rejected");
            case RULE_AT_END -> server.on(endOfData()).reply(550, "rejected");
            case ABORTED_BY_RULE -> server.on(content().afterBytes(10)).disconnect();
            default -> {}
        }
    }

    /** Delivers a message with many recipients, which fails. */
    private void fail(SmtpFakeServer server, Failure failure, By by) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(server)) {
            client.say("MAIL FROM:<app@example.org>").expect("250");
            StringBuilder commands = new StringBuilder();
            for (int i = 0; i < RECIPIENTS; i++) {
                commands.append("RCPT TO:<user")
                        .append(i)
                        .append('@')
                        .append(DOMAIN)
                        .append(">\r\n");
            }
            client.send(commands.toString());
            for (int i = 0; i < RECIPIENTS; i++) {
                client.expect("250");
            }
            if (by == By.DATA) {
                client.say("DATA");
                if (failure == Failure.RULE_AT_COMMAND) {
                    client.expect("550");
                    return;
                }
                client.expect("354");
            }
            // Memory is short only for the message: the envelope is complete.
            Reservation others =
                    failure == Failure.OUT_OF_MEMORY ? OccupiedMemory.allBut(10_000) : budget.newReservation();
            try {
                send(client, failure, by);
            } finally {
                others.close();
            }
        }
    }

    private static void send(SmtpClient client, Failure failure, By by) throws IOException {
        int lines = switch (failure) {
            case TOO_LARGE -> 400_000;
            // More than the sessions before give back meanwhile.
            case OUT_OF_MEMORY -> 300_000;
            default -> 20_000;
        };
        String message =
                "Subject: " + (failure == Failure.STRICT ? "\u00e9" : "e") + "\r\n\r\n" + "x\r\n".repeat(lines);
        if (by == By.CHUNKS && failure != Failure.TOO_LARGE && failure != Failure.OUT_OF_MEMORY) {
            client.send("BDAT 5\r\nA: b\n");
            if (failure == Failure.RULE_AT_COMMAND) {
                client.expect("550");
            } else {
                client.expect("250");
            }
        }
        int size = message.getBytes(ISO_8859_1).length;
        String text = by == By.DATA ? message + ".\r\n" : "BDAT " + size + " LAST\r\n" + message;
        switch (failure) {
            case DISCONNECTED -> client.send(text.substring(0, 20_000));
            case ABORTED_BY_RULE -> {
                client.send(text.substring(0, 100));
                assertThat(client.isClosedByServer()).isTrue();
            }
            default -> {
                client.send(text);
                assertThat(client.reply()).matches(failure == Failure.OUT_OF_MEMORY ? "452.*" : "(55|503).*");
            }
        }
    }

    /** Sessions end a moment after their clients have left. */
    private void awaitFree(long bytes) throws Exception {
        TimeLimit.until("the memory to be free again", () -> budget.free() >= bytes);
    }
}

package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.LimitsBuilder;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.MessageStore.Counters;
import io.github.smtpfake.store.Stored;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A server in a separate JVM whose heap a test can fill. Prints its port, and answers each line of input with its counters or
 * with a line per message.
 */
final class HeapBoundServer {

    private HeapBoundServer() {}

    static final String DISCARD_CONTENT = "discard-content";

    /**
     * The first argument is the limit of the store in bytes; 0 means the default. The second may be {@link #DISCARD_CONTENT}
     * to receive messages of up to 1 GiB and discard their content.
     */
    public static void main(String[] arguments) throws IOException {
        long storedBytes = Long.parseLong(arguments[0]);
        LimitsBuilder limits = Limits.builder();
        if (storedBytes > 0) {
            limits.storedBytes(storedBytes);
        }
        SmtpFakeServerBuilder builder = SmtpFakeServer.builder();
        if (arguments.length > 1 && arguments[1].equals(DISCARD_CONTENT)) {
            limits.messageSize(1 << 30);
            builder.discardContent();
        }
        try (SmtpFakeServer server = builder.limits(limits.build()).start();
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            System.out.println(server.port());
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                answer(question, server);
            }
        }
    }

    private static void answer(String question, SmtpFakeServer server) {
        switch (question) {
            case "counters" -> {
                Counters counters = server.store().counters();
                System.out.println(counters.received() + " " + counters.evicted() + " " + counters.stored());
            }
            case "sessions" ->
                System.out.println(Stored.sessions(server.store()).size());
            case "ids" -> {
                for (CapturedMessage message : Stored.messages(server.store())) {
                    System.out.println(message.id() + " " + message.size());
                }
                System.out.println();
            }
            case "texts" ->
                System.out.println(Stored.messages(server.store()).stream()
                        .mapToLong(message -> message.text().orElseThrow().length())
                        .sum());
            case "delete" -> {
                for (CapturedMessage message : Stored.messages(server.store())) {
                    server.store().delete(message.id());
                }
                System.out.println("deleted");
            }
            default -> throw new IllegalArgumentException(question);
        }
    }
}

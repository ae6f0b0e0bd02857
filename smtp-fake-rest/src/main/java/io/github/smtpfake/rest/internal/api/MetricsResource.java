package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Counters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** {@code /metrics}: the counters and rates of the server in the text format of Prometheus. */
final class MetricsResource implements Handler {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    /**
     * The windows of the rates in seconds. Prometheus computes rates from the counters; these are for a person who reads the page
     * during a load test. The average since the start would say little, because the server is idle before the test.
     */
    private static final int[] WINDOWS = {1, 10, 60};

    private final SmtpFakeServer smtp;
    private final IntSupplier waiting;
    private final Throughput throughput;

    /** @param waiting returns the number of requests that wait for messages or other changes */
    MetricsResource(SmtpFakeServer smtp, IntSupplier waiting, Throughput throughput) {
        this.smtp = smtp;
        this.waiting = waiting;
        this.throughput = throughput;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        MetricsText text = new MetricsText();
        text.add("start_time_seconds", "When the server started.", throughput.startedAt());
        addMessages(text);
        addRates(text);
        addSessions(text);
        text.add(
                MetricsText.Kind.GAUGE,
                "http_waits",
                "HTTP requests that wait for messages or other changes.",
                waiting.getAsInt());
        addRules(text);
        return Response.bytes(200, FORMAT, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void addMessages(MetricsText text) {
        Counters counters = smtp.store().counters();
        text.add(
                MetricsText.Kind.COUNTER,
                "messages_received_total",
                "Messages received by SMTP or stored over HTTP.",
                counters.received());
        text.add(
                MetricsText.Kind.COUNTER,
                "received_bytes_total",
                "Bytes of the messages received.",
                counters.receivedBytes());
        text.add(
                MetricsText.Kind.COUNTER,
                "messages_evicted_total",
                "Messages evicted because of a limit of the store.",
                counters.evicted());
        text.add(
                MetricsText.Kind.COUNTER, "messages_deleted_total", "Messages deleted on request.", counters.deleted());
        text.add(MetricsText.Kind.GAUGE, "messages", "Messages in the store.", counters.stored());
        text.add(
                MetricsText.Kind.GAUGE, "message_bytes", "Bytes of the messages in the store.", counters.storedBytes());
        throughput
                .first()
                .ifPresent(time -> text.add(
                        "first_message_timestamp_seconds", "When the first message since the start was stored.", time));
        throughput
                .last()
                .ifPresent(time -> text.add(
                        "last_message_timestamp_seconds", "When the last message since the start was stored.", time));
    }

    private void addRates(MetricsText text) {
        text.head(
                MetricsText.Kind.GAUGE,
                "messages_per_second",
                "Messages received per second, averaged over the window.");
        for (int window : WINDOWS) {
            text.value(
                    "messages_per_second",
                    label(window),
                    throughput.rate(window).events());
        }
        text.head(
                MetricsText.Kind.GAUGE,
                "received_bytes_per_second",
                "Bytes received per second, averaged over the window.");
        for (int window : WINDOWS) {
            text.value(
                    "received_bytes_per_second",
                    label(window),
                    throughput.rate(window).amount());
        }
    }

    private static String label(int window) {
        return "window=\"" + window + "s\"";
    }

    private void addSessions(MetricsText text) {
        MessageStore store = smtp.store();
        long open = store.activityAfter(store.mark()).stream()
                .filter(activity -> activity.session().end().isEmpty())
                .count();
        text.add(
                MetricsText.Kind.COUNTER,
                "sessions_total",
                "SMTP sessions started.",
                store.counters().sessions());
        text.add(MetricsText.Kind.GAUGE, "sessions_open", "SMTP sessions that are open.", open);
        text.head(
                MetricsText.Kind.COUNTER,
                "rejected_commands_total",
                "Commands and messages rejected, by the code of the reply; none means without a reply.");
        for (Map.Entry<Integer, Long> entry :
                ServerAccess.rejectedCommands(smtp).entrySet()) {
            String code = entry.getKey() == 0 ? "none" : entry.getKey().toString();
            text.value("rejected_commands_total", "code=\"" + code + "\"", entry.getValue());
        }
    }

    private void addRules(MetricsText text) {
        text.head(MetricsText.Kind.COUNTER, "rule_fired_total", "How often each rule has fired.");
        for (Rule rule : smtp.rules()) {
            String stage = rule.definition().stage().jsonName();
            text.value("rule_fired_total", "rule=\"" + rule.id() + "\",on=\"" + stage + "\"", rule.timesFired());
        }
    }
}

package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Counters;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** {@code /metrics}: the counters of the server in the text format of Prometheus. */
final class MetricsResource implements Handler {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final SmtpFakeServer smtp;
    private final ParkedRequests parked;

    MetricsResource(SmtpFakeServer smtp, ParkedRequests parked) {
        this.smtp = smtp;
        this.parked = parked;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        MessageStore store = smtp.store();
        Counters counters = store.counters();
        long open = store.activityAfter(store.mark()).stream()
                .filter(activity -> activity.session().end().isEmpty())
                .count();
        StringBuilder text = new StringBuilder(2048);
        add(text, "counter", "messages_received_total", "Messages received by SMTP.", counters.received());
        add(text, "counter", "received_bytes_total", "Bytes of the messages received.", counters.receivedBytes());
        add(
                text,
                "counter",
                "messages_evicted_total",
                "Messages evicted because the store was full.",
                counters.evicted());
        add(text, "counter", "messages_deleted_total", "Messages deleted on request.", counters.deleted());
        add(text, "gauge", "messages", "Messages in the store.", counters.stored());
        add(text, "gauge", "message_bytes", "Bytes of the messages in the store.", counters.storedBytes());
        add(text, "counter", "sessions_total", "SMTP sessions started.", counters.sessions());
        add(text, "gauge", "sessions_open", "SMTP sessions that are open.", open);
        add(text, "gauge", "http_waits", "HTTP requests that wait for messages.", parked.count());
        head(text, "counter", "rule_fired_total", "How often each rule has fired.");
        for (Rule rule : smtp.rules()) {
            text.append("smtp_fake_rule_fired_total{rule=\"").append(rule.id()).append("\",on=\"");
            text.append(rule.definition().stage().jsonName()).append("\"} ");
            text.append(rule.timesFired()).append('\n');
        }
        return Response.bytes(200, FORMAT, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(StringBuilder text, String type, String name, String help, long value) {
        head(text, type, name, help);
        text.append("smtp_fake_").append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder text, String type, String name, String help) {
        text.append("# HELP smtp_fake_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE smtp_fake_").append(name).append(' ').append(type).append('\n');
    }
}

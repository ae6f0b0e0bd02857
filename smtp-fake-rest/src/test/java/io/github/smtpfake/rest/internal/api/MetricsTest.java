package io.github.smtpfake.rest.internal.api;

import static io.github.smtpfake.rules.Rules.quit;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static io.github.smtpfake.rules.Rules.rset;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void reportsCountersInTheFormatOfPrometheus() throws Exception {
        Rule rule = api.smtp().on(quit()).reply("221 2.0.0 bye");
        String id = api.deliver("1");
        api.deliver("2");
        api.http().send("DELETE", "/api/messages/" + id);
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");

            HttpResponse<String> metrics = api.http().send("GET", "/metrics");

            assertThat(metrics.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body().lines())
                    .contains(
                            "# TYPE smtp_fake_messages_received_total counter",
                            "smtp_fake_messages_received_total 2",
                            "smtp_fake_received_bytes_total " + 2 * "Subject: 2\r\n\r\nHello\r\n".length(),
                            "smtp_fake_messages_deleted_total 1",
                            "smtp_fake_messages_evicted_total 0",
                            "smtp_fake_messages 1",
                            "smtp_fake_message_bytes " + "Subject: 2\r\n\r\nHello\r\n".length(),
                            "smtp_fake_sessions_total 3",
                            "smtp_fake_http_waits 0",
                            "smtp_fake_rule_fired_total{rule=\"" + rule.id() + "\",on=\"quit\"} 2")
                    .allMatch(line ->
                            line.matches("# (HELP|TYPE) smtp_fake_\\w+ .+|smtp_fake_\\w+(\\{.*})? \\d+(\\.\\d+)?"));
        }
    }

    @Test
    void reportsRatesOfSeveralWindows() {
        api.deliver("1");

        List<String> metrics = metrics();

        for (String name : List.of("messages_per_second", "received_bytes_per_second")) {
            assertThat(metrics).contains("# TYPE smtp_fake_" + name + " gauge");
            for (String window : List.of("1s", "10s", "60s")) {
                assertThat(metrics)
                        .anyMatch(line ->
                                line.matches("smtp_fake_" + name + "\\{window=\"" + window + "\"} \\d+\\.\\d{3}"));
            }
        }
    }

    @Test
    void reportsWhenTheServerStartedAndTheFirstAndLastMessageArrived() {
        Duration uptime = Duration.between(
                Instant.ofEpochMilli((long) (seconds("start_time_seconds").orElseThrow() * 1000)), Instant.now());
        assertThat(uptime).isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(10));
        assertThat(seconds("first_message_timestamp_seconds")).isEmpty();
        assertThat(seconds("last_message_timestamp_seconds")).isEmpty();

        api.deliver("1");
        api.deliver("2");

        List<CapturedMessage> messages = api.smtp().inbox().messages();
        assertThat(seconds("first_message_timestamp_seconds").orElseThrow())
                .isBetween(
                        seconds(messages.get(0).receivedAt()),
                        seconds(messages.get(1).receivedAt()));
        assertThat(seconds("last_message_timestamp_seconds").orElseThrow())
                .isBetween(seconds(messages.get(1).receivedAt()), seconds(Instant.now()));
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private OptionalDouble seconds(String name) {
        String start = "smtp_fake_" + name + " ";
        return metrics().stream()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .findFirst();
    }

    @Test
    void countsRejectedCommandsByReplyCode() throws Exception {
        api.smtp().on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
        api.smtp().on(rset()).disconnect();
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220").command("EHLO client.test", "250");
            client.command("RCPT TO:<full@example.org>", "503");
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<full@example.org>", "452");
            client.command("RCPT TO:<full@example.org>", "452");
            client.say("RSET");
            assertThat(client.reply()).isEmpty();
        }

        assertThat(metrics())
                .filteredOn(line -> line.startsWith("smtp_fake_rejected_commands_total"))
                .containsExactly(
                        "smtp_fake_rejected_commands_total{code=\"none\"} 1",
                        "smtp_fake_rejected_commands_total{code=\"452\"} 2",
                        "smtp_fake_rejected_commands_total{code=\"503\"} 1");
    }

    private List<String> metrics() {
        return api.http().send("GET", "/metrics").body().lines().toList();
    }
}

package io.github.smtpfake.rest.internal.api;

import static io.github.smtpfake.rules.Rules.quit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import java.net.http.HttpResponse;
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
                    .allMatch(line -> line.matches("# (HELP|TYPE) smtp_fake_\\w+ .+|smtp_fake_\\w+(\\{.*})? \\d+"));
        }
    }
}

package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.LimitsBuilder;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class InfoResourceTest {
    private final Limits limits = Limits.builder()
            .messageSize(1234)
            .storedMessages(2)
            .storedAge(Duration.ofDays(14))
            .idleTimeout(Duration.ofSeconds(90))
            .build();

    @AutoClose
    private final RunningApi api =
            new RunningApi(SmtpFakeServer.builder().limits(limits).build().start());

    @Test
    void reportsVersionPortsAndLimits() {
        JsonNode info = api.http().get("/api/info");

        assertThat(info.fieldNames())
                .toIterable()
                .containsExactly(
                        "version", "label", "smtpPort", "httpPort", "tlsMode", "limits", "counters", "waiting");
        assertThat(info.get("version").asText()).isEqualTo(RunningApi.VERSION);
        assertThat(info.get("smtpPort").asInt()).isEqualTo(api.smtp().port());
        assertThat(info.get("httpPort").asInt()).isEqualTo(api.httpPort());
        assertThat(info.get("tlsMode").asText()).isEqualTo("off");
        assertThat(info.get("waiting").asInt()).isZero();
        assertThat(info.at("/limits/messageSize").asLong()).isEqualTo(1234);
        assertThat(info.at("/limits/idleTimeout").asText()).isEqualTo("PT1M30S");
        assertThat(info.at("/limits/storedAge").asText()).isEqualTo("PT336H");
        assertThat(info.get("limits").size()).isEqualTo((int) Stream.of(LimitsBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == LimitsBuilder.class)
                .count());
    }

    @Test
    void countsReceivedEvictedAndDeletedMessages() {
        api.deliver("1");
        api.deliver("2");
        String id = api.deliver("3");
        api.http().send("DELETE", "/api/messages/" + id);

        int size = "Subject: 2\r\n\r\nHello\r\n".length();
        assertThat(api.http().get("/api/info").get("counters").toString())
                .isEqualTo("{\"received\":3,\"receivedBytes\":" + 3 * size
                        + ",\"evicted\":1,\"deleted\":1,\"stored\":1,\"storedBytes\":" + size + ",\"sessions\":3}");
    }

    @Test
    void countsTheRequestsThatWait() throws Exception {
        JsonNode mark = api.http().get("/api/store/mark");
        CompletableFuture<JsonNode> message = api.http().getLater("/api/messages/latest?wait=60s");
        CompletableFuture<JsonNode> change = api.http()
                .getLater("/api/store/changes?for=arrival&message=" + mark.get("message") + "&session="
                        + mark.get("session") + "&wait=60s");

        api.http().awaitWaiting(2);
        assertThat(new String(api.http().bytes("/metrics"), UTF_8)).contains("smtp_fake_http_waits 2\n");
        api.deliver("1");

        TimeLimit.get(message);
        assertThat(TimeLimit.get(change).get("happened").asBoolean()).isTrue();
        api.http().awaitWaiting(0);
    }

    @Test
    void rejectsParameters() {
        assertThat(api.http().detail(400, "/api/info?x=1")).startsWith("Unknown parameter x:");
    }
}

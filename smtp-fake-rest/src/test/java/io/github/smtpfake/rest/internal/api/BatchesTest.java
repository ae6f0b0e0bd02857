package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.BatchWatch;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.InMemoryMessageStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies that no route reads all messages into memory, because a store may have more than fit. */
class BatchesTest {
    private static final int MESSAGES = 2_600;
    private static final int LARGEST_BATCH = 500;

    private final BatchWatch watch = new BatchWatch();

    @AutoClose
    private final RunningApi api = new RunningApi(SmtpFakeServer.builder()
            .store(watch.observe(new InMemoryMessageStore(Limits.defaults())))
            .start());

    @BeforeEach
    void store() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            api.smtp()
                    .store()
                    .add(new CapturedMessage(
                            "m" + i,
                            Instant.EPOCH,
                            Envelope.of("app@example.org", List.of("ada@example.org")),
                            SessionInfo.of("s", Instant.EPOCH, "127.0.0.1:1"),
                            ("Subject: " + i + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/messages?text=text, 200",
        "GET, /api/messages?text=none&wait=1ms, 404",
        "GET, /api/messages/latest?text=text, 200",
        "GET, /api/messages/latest?text=text&count=2000&wait=1s, 200",
        "DELETE, /api/messages?text=text, 200",
        "POST, /api/messages/drain?text=text, 200",
        "POST, /api/messages/drain?codePattern=x, 200",
        "GET, /api/v1/messages?limit=0, 200",
        "GET, /api/v1/search?query=text&limit=5000, 200",
        "GET, /api/v1/message/latest?query=text, 200",
        "DELETE, /api/v1/search?query=text, 200",
        "GET, /api/v1/info, 200",
        "GET, /api/v1/tags, 200",
        "GET, /metrics, 200",
    })
    void readsOnlyBatches(String method, String path, int status) {
        HttpResponse<String> response = api.http().send(method, path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(watch.largest()).isLessThanOrEqualTo(LARGEST_BATCH);
    }

    @Test
    void changesMarksInBatches() {
        HttpResponse<String> response = api.http().sendJson("PATCH", "/api/messages?text=text", "{\"read\": true}");

        assertThat(HttpApi.tree(response.body()).get("updated").asInt()).isEqualTo(MESSAGES);
        assertThat(watch.largest()).isLessThanOrEqualTo(LARGEST_BATCH);
    }

    @Test
    void drainsEverythingInBatches() {
        HttpResponse<String> response = api.http().send("POST", "/api/messages/drain");

        assertThat(HttpApi.tree(response.body()).get("matched").asInt()).isEqualTo(MESSAGES);
        assertThat(watch.largest()).isLessThanOrEqualTo(LARGEST_BATCH);
    }
}

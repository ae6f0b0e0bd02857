package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoreActivityTest {

    private static void connect(RunningApi api, String recipient) {
        assertThat(SmtpClient.replyToRcpt(api.smtp(), recipient)).startsWith("250");
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("sessions")
                .forEach(each -> ids.add(each.path("info").path("id").asText()));
        return ids;
    }

    private static long last(JsonNode page) {
        JsonNode sessions = page.path("sessions");
        return sessions.get(sessions.size() - 1).path("number").asLong();
    }

    @Test
    @Timeout(60)
    void waitsOnlyForMarksOfItsOwnRun() {
        try (RunningApi api = new RunningApi()) {
            JsonNode mark = api.http().get("/api/store/mark");
            JsonNode other = api.http().get("/api/store/changes?run=another&message=7&wait=5m");
            connect(api, "ada@example.org");
            JsonNode own = api.http()
                    .get("/api/store/changes?wait=5m&message=" + mark.get("message") + "&run="
                            + mark.get("run").asText());

            assertThat(other.get("happened").asBoolean()).isFalse();
            assertThat(other.get("run")).isEqualTo(mark.get("run"));
            assertThat(own.get("happened").asBoolean()).isTrue();
        }
    }

    @Test
    void pagesAreNotMovedBySessionsThatBeginMeanwhile() {
        try (RunningApi api = new RunningApi()) {
            for (int i = 0; i < 3; i++) {
                connect(api, "early" + i + "@example.org");
            }
            List<String> early = ids(api.http().get("/api/store/activity"));
            JsonNode first = api.http().get("/api/store/activity?limit=2");
            connect(api, "late@example.org");

            JsonNode second = api.http().get("/api/store/activity?limit=2&after=" + last(first));

            assertThat(ids(first)).isEqualTo(early.subList(0, 2));
            assertThat(first.path("more").asBoolean()).isTrue();
            assertThat(ids(second)).hasSize(2).startsWith(early.get(2));
            assertThat(second.path("more").asBoolean()).isFalse();
        }
    }

    @Test
    void saysThatNothingFollowsAFullPage() {
        try (RunningApi api = new RunningApi()) {
            connect(api, "ada@example.org");
            connect(api, "bob@example.org");

            JsonNode all = api.http().get("/api/store/activity?limit=2");

            assertThat(ids(all)).hasSize(2);
            assertThat(all.path("more").asBoolean()).isFalse();
        }
    }

    @Test
    void endsAPageWhenItsTranscriptsAreLong() throws IOException {
        int sessions = 5;
        int commands = 800;
        SmtpFakeServer smtp = SmtpFakeServer.builder()
                .limits(Limits.builder().transcriptLines(10 * commands).build())
                .start();
        try (RunningApi api = new RunningApi(smtp)) {
            for (int i = 0; i < sessions; i++) {
                try (SmtpClient client = SmtpClient.greeted(smtp)) {
                    client.say(Collections.nCopies(commands, "NOOP " + "x".repeat(400))
                            .toArray(String[]::new));
                    client.expect(Collections.nCopies(commands, "250").toArray(String[]::new));
                }
            }

            JsonNode first = api.http().get("/api/store/activity");

            assertThat(ids(first)).hasSizeBetween(2, sessions - 1);
            assertThat(first.path("more").asBoolean()).isTrue();
            assertThat(first.toString().length()).isLessThan(4 << 20);
        }
    }

    @Test
    void continuesAfterASessionThatWasEvicted() {
        SmtpFakeServer smtp = SmtpFakeServer.builder()
                .limits(Limits.builder().storedSessions(2).build())
                .start();
        try (RunningApi api = new RunningApi(smtp)) {
            connect(api, "ada@example.org");
            JsonNode first = api.http().get("/api/store/activity?limit=1");
            connect(api, "bob@example.org");
            connect(api, "cy@example.org");

            JsonNode second = api.http().get("/api/store/activity?after=" + last(first));

            assertThat(ids(second)).hasSize(2).doesNotContainAnyElementsOf(ids(first));
        }
    }

    @Test
    void countsEvictedMessages() {
        SmtpFakeServer smtp = SmtpFakeServer.builder()
                .limits(Limits.builder().storedMessages(1).build())
                .start();
        try (RunningApi api = new RunningApi(smtp)) {
            api.deliver("one");
            long mark = api.http().get("/api/store/mark").path("message").asLong();
            api.deliver("two");
            api.deliver("three");

            assertThat(api.http().get("/api/store/evicted").path("evicted").asInt())
                    .isEqualTo(2);
            assertThat(api.http()
                            .get("/api/store/evicted?message=" + mark)
                            .path("evicted")
                            .asInt())
                    .isOne();
        }
    }
}

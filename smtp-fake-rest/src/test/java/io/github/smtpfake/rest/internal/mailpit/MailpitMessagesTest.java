package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares the answers about messages with those of Mailpit, which messages.py has recorded. */
class MailpitMessagesTest {

    @Test
    void answersAsMailpit() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode samples = samples();
        try (RunningApi server = new RunningApi()) {
            for (JsonNode sample : samples) {
                server.deliver("bounces@example.com", sample.get("raw").asText(), "hidden@example.org");
                Comparison comparison = new Comparison(sample.get("name").asText(), wrong);
                JsonNode page = server.http().get("/api/v1/messages?limit=1");
                comparison.members("listed", sample.get("listed"), page.at("/messages/0"));
                comparison.members(
                        "message", sample.get("message"), server.http().get("/api/v1/message/latest"));
                comparison.equal("headers", sample.get("headers"), server.http().get("/api/v1/message/latest/headers"));
                searches(server, sample.get("found"), page.at("/messages/0/ID"), comparison);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(samples).hasSizeGreaterThan(50);
    }

    private static void searches(RunningApi server, JsonNode found, JsonNode id, Comparison comparison) {
        for (Map.Entry<String, JsonNode> query : found.properties()) {
            String encoded = URLEncoder.encode(query.getKey(), StandardCharsets.UTF_8);
            JsonNode first =
                    server.http().get("/api/v1/search?limit=1&query=" + encoded).at("/messages/0/ID");
            comparison.equal(query.getKey(), query.getValue().asText(), String.valueOf(first.equals(id)));
        }
    }

    private record Comparison(String name, List<String> wrong) {

        void members(String where, JsonNode expected, JsonNode actual) {
            expected.properties()
                    .forEach(member ->
                            equal(where + "." + member.getKey(), member.getValue(), actual.get(member.getKey())));
        }

        void equal(String what, Object expected, Object actual) {
            if (!expected.equals(actual)) {
                wrong.add(name + ": " + what + " is\n" + actual + "\ninstead of\n" + expected + "\n");
            }
        }
    }

    private static JsonNode samples() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(MailpitMessagesTest.class.getResourceAsStream("messages.json"))) {
            return new ObjectMapper().readTree(file);
        }
    }
}

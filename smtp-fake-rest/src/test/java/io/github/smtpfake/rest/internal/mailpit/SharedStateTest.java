package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What one API changes, the other one shows. */
class SharedStateTest {
    private static final String SENDER = "{\"Sender\":{\"ErrorCode\":452,\"Probability\":100}}";

    @AutoClose
    private final RunningApi api = new RunningApi();

    private JsonNode dialect() {
        return api.http().get("/api/v1/messages").at("/messages/0");
    }

    private JsonNode nativeSummary() {
        return api.http().get("/api/messages").at("/messages/0");
    }

    @Test
    void sharesReadMarks() {
        String id = api.deliver("Hello");
        api.http().sendJson("PATCH", "/api/messages/" + id, "{\"read\":true}");
        assertThat(dialect().get("Read").asBoolean()).isTrue();
        assertThat(api.http().get("/api/v1/messages").get("unread").asInt()).isZero();

        api.http().sendJson("PUT", "/api/v1/messages", "{\"Read\":false}");
        assertThat(nativeSummary().get("read").asBoolean(true)).isFalse();

        api.http().get("/api/v1/message/" + id);
        assertThat(api.http().get("/api/messages?read=true").get("matched").asInt())
                .isEqualTo(1);
    }

    @Test
    void sharesTags() {
        String id = api.deliver("Hello");
        api.http().sendJson("PATCH", "/api/messages/" + id, "{\"tags\":[\"b\",\"a\"]}");
        assertThat(dialect().get("Tags")).hasToString("[\"a\",\"b\"]");
        assertThat(api.http().get("/api/v1/tags")).hasToString("[\"a\",\"b\"]");

        api.http().sendJson("PUT", "/api/v1/tags/a", "{\"Name\":\"c\"}");
        assertThat(nativeSummary().get("tags")).hasToString("[\"b\",\"c\"]");
        api.http().send("DELETE", "/api/v1/tags/b");
        assertThat(api.http().get("/api/messages?tag=c").get("matched").asInt()).isEqualTo(1);
        assertThat(nativeSummary().get("tags")).hasToString("[\"c\"]");

        api.http().sendJson("PATCH", "/api/messages/" + id, "{\"tags\":[]}");
        assertThat(api.http().get("/api/v1/tags")).isEmpty();
        assertThat(api.http()
                        .get("/api/v1/search?query=is:tagged")
                        .get("messages_count")
                        .asInt())
                .isZero();
    }

    @Test
    void showsChaosAsRulesAndRemovedRulesAsNoChaos() {
        api.http().sendJson("PUT", "/api/v1/chaos", SENDER);
        JsonNode rules = api.http().get("/api/rules").get("rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.toString()).contains("452 Chaos sender error");

        api.http().send("DELETE", "/api/rules/" + rules.at("/0/id").asText());
        assertThat(probability()).isZero();

        api.http().sendJson("PUT", "/api/v1/chaos", SENDER);
        assertThat(probability()).isEqualTo(100);
        api.http().send("DELETE", "/api/rules");
        assertThat(probability()).isZero();

        api.http().sendJson("PUT", "/api/v1/chaos", SENDER);
        api.http().sendJson("PUT", "/api/v1/chaos", "{}");
        assertThat(api.http().get("/api/rules").get("rules")).isEmpty();
    }

    private int probability() {
        return api.http().get("/api/v1/chaos").at("/Sender/Probability").asInt(-1);
    }

    @Test
    void keepsOtherRulesWhenChaosChanges() {
        api.http().sendJson("POST", "/api/rules", "{\"on\":\"rcpt\",\"then\":[{\"reply\":\"550 no\"}]}");
        assertThat(api.http().get("/api/rules").get("rules")).hasSize(1);

        api.http().sendJson("PUT", "/api/v1/chaos", SENDER);
        api.http().sendJson("PUT", "/api/v1/chaos", "{}");

        assertThat(api.http().get("/api/rules").get("rules")).hasSize(1);
        assertThat(api.http().get("/api/v1/chaos").at("/Recipient/Probability").asInt(-1))
                .isZero();
    }
}

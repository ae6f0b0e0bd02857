package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MessagesListTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void listsNothingBeforeTheFirstMessage() {
        assertThat(api.http().get("/api/messages").toString())
                .isEqualTo("{\"messages\":[],\"total\":0,\"matched\":0,\"cursor\":\"~0.0\"}");
    }

    @Test
    void listsTheNewestMessageFirst() {
        List<String> ids = List.of(api.deliver("1"), api.deliver("2"), api.deliver("3"));

        JsonNode list = api.http().get("/api/messages");

        assertThat(list.get("messages").findValuesAsText("subject")).containsExactly("3", "2", "1");
        assertThat(list.get("messages").findValuesAsText("id")).containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(list.get("total").asInt()).isEqualTo(3);
        assertThat(list.get("matched").asInt()).isEqualTo(3);
    }

    @Test
    void listsAPageOfTheMatches() {
        for (String subject : List.of("a1", "b1", "a2", "b2", "a3", "b3")) {
            api.deliver(subject);
        }

        JsonNode page = api.http().get("/api/messages?subject=a&offset=1&limit=1");

        assertThat(page.get("messages").findValuesAsText("subject")).containsExactly("a2");
        assertThat(page.get("total").asInt()).isEqualTo(6);
        assertThat(page.get("matched").asInt()).isEqualTo(3);
        assertThat(api.http().get("/api/messages?offset=6").get("messages")).isEmpty();
    }

    @Test
    void listsFiftyMessagesByDefault() {
        for (int i = 0; i < 51; i++) {
            api.deliver("no " + i);
        }

        assertThat(api.http().get("/api/messages").get("messages")).hasSize(50);
        assertThat(api.http().get("/api/messages?limit=1000").get("messages")).hasSize(51);
    }

    @Test
    void showsASummaryWithoutBodies() {
        String id = api.deliver("app@example.org", """
                From: =?utf-8?q?Ad=C3=A1?= <ada@example.org>\r
                To: Bob <bob@example.org>, carl@example.org\r
                Cc: dora@example.org\r
                Reply-To: help@example.org\r
                Subject: =?utf-8?q?W=C3=ABlcome?=\r
                \r
                Dear\r
                Bob\r
                """, "bob@example.org", "eve@example.org");

        JsonNode summary = api.http().get("/api/messages").at("/messages/0");

        assertThat(summary.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "receivedAt",
                        "envelope",
                        "from",
                        "to",
                        "cc",
                        "replyTo",
                        "subject",
                        "size",
                        "attachmentCount",
                        "snippet",
                        "sessionId",
                        "read",
                        "tags");
        assertThat(summary.get("id").asText()).isEqualTo(id);
        assertThat(summary.get("receivedAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(summary.get("envelope").toString())
                .isEqualTo("{\"sender\":\"app@example.org\",\"recipients\":[\"bob@example.org\",\"eve@example.org\"],"
                        + "\"parameters\":{\"BODY\":\"8BITMIME\"},\"recipientParameters\":{}}");
        assertThat(summary.get("from").toString()).isEqualTo("[{\"name\":\"Adá\",\"address\":\"ada@example.org\"}]");
        assertThat(summary.get("to").findValuesAsText("address"))
                .containsExactly("bob@example.org", "carl@example.org");
        assertThat(summary.get("cc").findValuesAsText("address")).containsExactly("dora@example.org");
        assertThat(summary.get("replyTo").findValuesAsText("address")).containsExactly("help@example.org");
        assertThat(summary.get("subject").asText()).isEqualTo("Wëlcome");
        assertThat(summary.get("attachmentCount").asInt()).isZero();
        assertThat(summary.get("snippet").asText()).isEqualTo("Dear Bob");
        assertThat(summary.get("sessionId").asText()).matches("[0-9A-Za-z]{22}");
    }

    @Test
    void showsTheNullSenderAsEmptyAndAMissingSubjectAsNull() {
        api.deliver("", "\r\nBounced\r\n", "ada@example.org");

        JsonNode summary = api.http().get("/api/messages").at("/messages/0");

        assertThat(summary.at("/envelope/sender").asText()).isEmpty();
        assertThat(summary.get("subject").isNull()).isTrue();
        assertThat(summary.get("from")).isEmpty();
    }

    @Test
    void rejectsLimitsOutOfBounds() {
        assertThat(api.http().detail(400, "/api/messages?limit=1001")).isEqualTo("limit must be from 1 to 1000.");
        assertThat(api.http().detail(400, "/api/messages?limit=0")).isEqualTo("limit must be from 1 to 1000.");
        assertThat(api.http().detail(400, "/api/messages?offset=-1")).isEqualTo("offset must be from 0 to 2147483647.");
    }

    @Test
    void namesAnUnknownParameter() {
        assertThat(api.http().detail(400, "/api/messages?recipent=ada@example.org"))
                .isEqualTo("Unknown parameter recipent: did you mean recipient?");
    }
}

package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.TimeLimit;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the read marks and tags of messages, which both APIs share. */
class MarksTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private String deliverTagged() {
        return api.deliver(
                "app@example.org",
                "To: Ada <ada+news@example.org>\r\nSubject: Tagged\r\nX-Tags: work\r\n\r\nHello\r\n",
                "ada+news@example.org");
    }

    private JsonNode patch(String path, String json) {
        HttpResponse<String> response = api.http().sendJson("PATCH", path, json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HttpApi.tree(response.body());
    }

    private List<String> subjects(String query) {
        return api.http().get("/api/messages?" + query).get("messages").findValuesAsText("subject");
    }

    @Test
    void showsThatANewMessageIsUnreadAndHasTheTagsThatItContains() {
        String id = deliverTagged();

        for (String path : List.of("/api/messages/" + id, "/api/messages/latest")) {
            JsonNode message = api.http().get(path);
            assertThat(message.get("read").asBoolean(true)).isFalse();
            assertThat(message.get("tags")).hasToString("[\"news\",\"work\"]");
        }
        assertThat(api.http().get("/api/messages").at("/messages/0/tags")).hasToString("[\"news\",\"work\"]");
    }

    @Test
    void doesNotMarkAMessageAsReadWhenItIsRead() {
        String id = deliverTagged();

        api.http().get("/api/messages/" + id);
        api.http().send("GET", "/api/messages/" + id + "/raw");

        assertThat(api.http().get("/api/messages/" + id).get("read").asBoolean(true))
                .isFalse();
    }

    @Test
    void setsTheReadMarkAndTheTagsOfAMessage() {
        String id = deliverTagged();
        api.deliver("Other");

        JsonNode changed = patch("/api/messages/" + id, "{\"read\": true, \"tags\": [\"b\", \"A\", \"a\"]}");

        assertThat(changed.get("id").asText()).isEqualTo(id);
        assertThat(changed.get("read").asBoolean()).isTrue();
        assertThat(changed.get("tags")).hasToString("[\"A\",\"b\"]");
        assertThat(api.http().get("/api/messages?read=true").at("/messages/0")).isEqualTo(changed);
        assertThat(subjects("read=false")).containsExactly("Other");
    }

    @Test
    void leavesWhatTheRequestDoesNotContain() {
        String id = deliverTagged();

        assertThat(patch("/api/messages/" + id, "{\"read\": true}").get("tags")).hasToString("[\"news\",\"work\"]");
        JsonNode changed = patch("/api/messages/latest?subject=tagged", "{\"tags\": []}");

        assertThat(changed.get("read").asBoolean()).isTrue();
        assertThat(changed.get("tags")).isEmpty();
        assertThat(patch("/api/messages/" + id, "{\"read\": false}").get("read").asBoolean(true))
                .isFalse();
    }

    @Test
    void changesTheMessagesThatMatchTheFilters() {
        deliverTagged();
        deliverTagged();
        api.deliver("Other");

        // The filters select the messages once: afterwards, the messages match none of them.
        assertThat(patch("/api/messages?tag=NEWS&read=false", "{\"read\": true, \"tags\": [\"old\"]}"))
                .hasToString("{\"updated\":2}");

        assertThat(subjects("tag=old&read=true")).containsExactly("Tagged", "Tagged");
        assertThat(subjects("tag=news")).isEmpty();
        assertThat(patch("/api/messages?all=true", "{\"read\": false}")
                        .get("updated")
                        .asInt())
                .isEqualTo(3);
        assertThat(subjects("read=false")).hasSize(3);
    }

    @Test
    void sharesTheMarksWithTheDialect() {
        String id = deliverTagged();

        api.http().get("/api/v1/message/" + id);
        assertThat(subjects("read=true")).containsExactly("Tagged");
        api.http().sendJson("PUT", "/api/v1/tags", "{\"IDs\": [\"" + id + "\"], \"Tags\": [\"seen\"]}");
        assertThat(subjects("tag=seen")).containsExactly("Tagged");
        patch("/api/messages/" + id, "{\"read\": false, \"tags\": [\"x\"]}");

        JsonNode list = api.http().get("/api/v1/messages");
        assertThat(list.get("unread").asInt()).isEqualTo(1);
        assertThat(list.get("tags")).hasToString("[\"x\"]");
    }

    @Test
    void waitsForAnUnreadMessage() throws Exception {
        String id = deliverTagged();
        patch("/api/messages/" + id, "{\"read\": true}");

        CompletableFuture<JsonNode> waiting = api.http().getLater("/api/messages/latest?read=false&tag=work&wait=1m");
        api.deliver("Unread without a tag");
        String tagged = deliverTagged();

        assertThat(TimeLimit.get(waiting).get("id").asText()).isEqualTo(tagged);
    }

    @Test
    void showsWhyAMessageDoesNotMatch() {
        deliverTagged();

        JsonNode problem = api.http().problem(404, "GET", "/api/messages/latest?tag=urgent&subject=tag&read=false");

        assertThat(problem.get("detail").asText())
                .startsWith("Expected at least 1 message with subject containing \"tag\" and that is unread and has the"
                        + " tag \"urgent\", but none is stored.\n");
        assertThat(problem.at("/closest/0/subject").asText()).isEqualTo("Tagged");
        assertThat(problem.at("/closest/0/mismatches")).hasToString("[\"has the tag \\\"urgent\\\": did not match\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|must have read or tags",
                "{\"read\": 1}|read: must be true or false",
                "{\"tags\": \"x\"}|tags: must be an array",
                "{\"tags\": [\"a/b\"]}|tags[0]: must be 1 to 100 ASCII letters, digits, spaces and _.@-",
                "{\"tags\": [\"\"]}|tags[0]: must be 1 to 100 ASCII letters, digits, spaces and _.@-",
                "{\"seen\": true}|seen: ",
            })
    void rejectsInvalidChanges(String body, String detail) {
        String id = deliverTagged();

        for (String path : List.of("/api/messages/" + id, "/api/messages?all=true")) {
            JsonNode problem = HttpApi.problem(400, api.http().sendJson("PATCH", path, body));
            assertThat(problem.get("detail").asText()).contains(detail);
        }
        assertThat(subjects("read=false&tag=work")).hasSize(1);
    }

    @Test
    void rejectsTooManyTags() {
        deliverTagged();
        String tags = "{\"tags\": [" + String.join(",", Collections.nCopies(101, "\"t\"")) + "]}";

        assertThat(HttpApi.problem(400, api.http().sendJson("PATCH", "/api/messages/latest", tags))
                        .get("detail")
                        .asText())
                .isEqualTo("tags: must have at most 100 elements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?all=false", "?all=true&subject=a", "?limit=1"})
    void changesNothingWithoutEitherFiltersOrAll(String query) {
        deliverTagged();

        HttpApi.problem(400, api.http().sendJson("PATCH", "/api/messages" + query, "{\"read\": true}"));

        assertThat(subjects("read=true")).isEmpty();
    }

    @Test
    void reportsAMissingMessage() {
        HttpApi.problem(404, api.http().sendJson("PATCH", "/api/messages/none", "{\"read\": true}"));
        HttpApi.problem(404, api.http().sendJson("PATCH", "/api/messages/latest", "{\"read\": true}"));
        HttpApi.problem(
                415,
                api.http().sendBody("PATCH", "/api/messages/none", "{\"read\": true}", "Content-Type", "text/plain"));
    }
}

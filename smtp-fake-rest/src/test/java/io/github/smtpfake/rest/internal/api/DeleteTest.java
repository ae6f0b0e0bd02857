package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private final String first = api.deliver("a 1");
    private final String second = api.deliver("b 2");
    private final String third = api.deliver("a 3");

    @Test
    void deletesTheMessagesThatMatchTheFilters() {
        assertThat(deleted("/api/messages?subject=a")).isEqualTo(2);

        assertThat(ids()).containsExactly(second);
    }

    @Test
    void deletesTheMessagesThatArrivedSinceACursor() {
        assertThat(deleted("/api/messages?since=" + first)).isEqualTo(2);

        assertThat(ids()).containsExactly(first);
    }

    @Test
    void deletesEverythingWithAllTrue() {
        assertThat(deleted("/api/messages?all=true")).isEqualTo(3);

        assertThat(ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?all=false",
                "?all",
                "?all=true&subject=a",
                "?subject=",
                "?limit=1",
                "?subjekt=a",
                "?wait=1s"
            })
    void deletesNothingWithoutEitherFiltersOrAll(String query) {
        api.http().problem(400, "DELETE", "/api/messages" + query);

        assertThat(ids()).containsExactly(third, second, first);
    }

    /** Ignoring a body with a list of ids would delete too much. */
    @Test
    void deletesNothingWhenTheRequestHasABody() {
        String answer = RawClient.http(
                api.httpPort(),
                "DELETE /api/messages?all=true HTTP/1.1",
                "Host: localhost",
                "Content-Length: 5",
                "Content-Type: application/json",
                "Connection: close",
                "",
                "[]]]]");

        assertThat(answer).startsWith("HTTP/1.1 415 ");
        assertThat(ids()).containsExactly(third, second, first);
    }

    @Test
    void deletesNothingForAWebPageOfAnotherOrigin() {
        HttpResponse<String> response =
                api.http().send("DELETE", "/api/messages?all=true", "Origin", "http://evil.example");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(ids()).containsExactly(third, second, first);
    }

    @Test
    void deletesOneMessage() {
        HttpResponse<String> response = api.http().send("DELETE", "/api/messages/" + second);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(ids()).containsExactly(third, first);
        assertThat(api.http()
                        .problem(404, "DELETE", "/api/messages/" + second)
                        .get("detail")
                        .asText())
                .isEqualTo("No message has this id. It may have been deleted or evicted.");
    }

    @Test
    void deletesTheLatestMatch() {
        assertThat(api.http().send("DELETE", "/api/messages/latest?subject=b").statusCode())
                .isEqualTo(204);

        assertThat(ids()).containsExactly(third, first);
    }

    private int deleted(String path) {
        HttpResponse<String> response = api.http().send("DELETE", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HttpApi.tree(response.body()).get("deleted").asInt();
    }

    private List<String> ids() {
        return api.http().get("/api/messages").get("messages").findValuesAsText("id");
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets, methods and views as clients of Mailpit use them; the values are those of Mailpit 1.33.1. */
class MailpitRequestsTest {
    private final RunningApi server = new RunningApi();

    @AfterEach
    void stop() {
        server.close();
    }

    /** curl sends these characters as they are, browsers some of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject:\"one\"",
                "<one>",
                "subject:on{e}",
                "one&y={z}|^`\\",
                "subject:caf\u00e9",
                "\"subject:caf\u00e9\"",
                "subject:caf%C3%A9"
            })
    void acceptsCharactersThatAnUrlMustEscape(String query) {
        server.deliver("one on{e} caf\u00e9");

        String target = new String(("/api/v1/search?query=" + query).getBytes(UTF_8), ISO_8859_1);
        String response = RawClient.http(server.httpPort(), "GET " + target + " HTTP/1.1", "Host: 127.0.0.1");

        assertThat(response).startsWith("HTTP/1.1 200").contains("\"messages_count\":1");
    }

    @Test
    void ignoresTheBodyOfGet() {
        server.deliver("one");

        for (String path : new String[] {"/api/v1/messages", "/api/v1/search?query=one", "/api/v1/message/latest"}) {
            HttpResponse<String> response = server.http().sendJson("GET", path, "{\"limit\": 0}");
            assertThat(response.statusCode()).as(path).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/messages", "/api/v1/message/unknown", "/api/v1/nothing"})
    void answersOptionsWithNothing(String path) {
        HttpResponse<String> response = server.http().send("OPTIONS", path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/plain");
        assertThat(server.http().send("OPTIONS", "/view/latest.html").statusCode())
                .isEqualTo(405);
    }

    @Test
    void describesTheServerAsMailpit() {
        assertThat(server.http().get("/api/v1/webui").fieldNames())
                .toIterable()
                .containsExactly(
                        "Label",
                        "MessageRelay",
                        "SpamAssassin",
                        "Rspamd",
                        "ChaosEnabled",
                        "DuplicatesIgnored",
                        "HideDeleteAllButton");
    }

    @Test
    void opensLinksOfAnEmbeddedViewInNewTabs() {
        server.deliver(
                "a@example.org",
                "Content-Type: text/html\r\n\r\n<p>x</p><a href=\"https://x.example\" target=_top>y</a>\r\n",
                "b@example.org");

        String view = server.http().send("GET", "/view/latest.html").body();
        HttpResponse<String> embedded = server.http().send("GET", "/view/latest.html?embed=1");

        assertThat(view).isEqualTo("<p>x</p><a href=\"https://x.example\" target=_top>y</a>\r\n");
        assertThat(embedded.body())
                .contains("<a href=\"https://x.example\" target=\"_blank\" rel=\"noreferrer noopener\">y</a>");
        assertThat(embedded.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'");
    }

    @Test
    void marksAMessageAsReadThatIsViewed() {
        for (String type : new String[] {"txt", "html"}) {
            server.deliver(type);
            server.http().send("GET", "/view/latest." + type);

            JsonNode message = server.http().get("/api/v1/messages").at("/messages/0");
            assertThat(message.get("Read").asBoolean()).as(type).isTrue();
        }
    }

    @Test
    void listsMessagesAgainWithoutReadingThem() {
        String html = "<p>" + "word ".repeat(100) + "</p>";
        for (int i = 0; i < 3; i++) {
            server.deliver("a@example.org", "Content-Type: text/html\r\n\r\n" + html + "\r\n", "b@example.org");
        }

        JsonNode first = server.http().get("/api/v1/messages");
        JsonNode second = server.http().get("/api/v1/messages");

        assertThat(second).isEqualTo(first);
        assertThat(first.at("/messages/0/Snippet").asText()).isEqualTo("word ".repeat(40) + "...");
    }
}

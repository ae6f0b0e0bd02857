package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that exist for the web inbox. */
class InboxRoutesTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    private String html(String html) {
        return api.deliver(
                "app@example.org",
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: text/html\r\n\r\n" + html
                        + "\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <i>\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b--\r\n",
                "ada@example.org");
    }

    @Test
    void countsMessagesByRecipientWhateverTheCase() {
        api.deliver("a@example.org", "Subject: 1\r\n\r\n", "ada@example.org", "audit@example.org");
        String read = api.deliver("a@example.org", "Subject: 2\r\n\r\n", "ADA@example.org");
        api.deliver("a@example.org", "Subject: 3\r\n\r\n", "grace@example.org");
        api.http().sendJson("PATCH", "/api/messages/" + read, "{\"read\":true}");

        JsonNode recipients = api.http().get("/api/recipients").get("recipients");

        assertThat(recipients.findValuesAsText("address"))
                .containsExactly("grace@example.org", "ADA@example.org", "audit@example.org");
        assertThat(recipients.findValuesAsText("messages")).containsExactly("1", "2", "1");
        assertThat(recipients.findValuesAsText("unread")).containsExactly("1", "1", "1");
    }

    @Test
    void countsProblemsOnRequest() {
        api.deliver("a@example.org", "Subject: x\r\nDate: nonsense\r\n\r\nx\r\n", "ada@example.org");
        int problems = api.http().get("/api/messages/latest").get("problems").size();

        assertThat(problems).isPositive();
        assertThat(api.http()
                        .get("/api/messages?problems=true")
                        .at("/messages/0/problemCount")
                        .asInt())
                .isEqualTo(problems);
        assertThat(api.http().get("/api/messages").at("/messages/0").has("problemCount"))
                .isFalse();
        api.http().problem(400, "GET", "/api/messages?problems=false");
    }

    /** Two of the messages are larger than what one answer examines. */
    @Test
    void countsProblemsOfLargeMessagesInSeveralAnswers() {
        String large = "Subject: x\r\nDate: nonsense\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(5_000);
        for (int i = 0; i < 3; i++) {
            api.deliver("a@example.org", large, "ada@example.org");
        }
        int problems = api.http().get("/api/messages/latest").get("problems").size();

        assertThat(problems).isPositive();
        for (int counted = 1; counted <= 3; counted++) {
            List<JsonNode> counts =
                    api.http().get("/api/messages?problems=true").findValues("problemCount");
            assertThat(counts).hasSize(counted).allMatch(count -> count.asInt() == problems);
        }
    }

    @Test
    void countsProblemsOfManySmallMessagesInSeveralAnswers() {
        String small = "Subject: x\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(120);
        for (int i = 0; i < 80; i++) {
            api.deliver("a@example.org", small, "ada@example.org");
        }
        String list = "/api/messages?problems=true&limit=100";

        assertThat(api.http().get(list).findValues("problemCount")).hasSizeBetween(60, 75);
        assertThat(api.http().get(list).findValues("problemCount")).hasSize(80);
    }

    @Test
    void disarmsElementsThatConnectWhateverThePolicy() {
        String id = html(
                "<!doctype html><LINK rel=preconnect href=//a><base href=//b><meta http-equiv=refresh content=0><meta"
                        + " name=\"viewport\" content=\"width=device-width\"><iframe src=c></iframe><a href=d"
                        + " target=_top>e</a>");
        HttpResponse<String> preview = api.http().send("GET", "/api/messages/" + id + "/preview");

        assertThat(preview.body())
                .startsWith("<!doctype html><base target=\"_blank\"><x-LINK rel=preconnect href=//a><x-base href=//b>"
                        + "<x-meta http-equiv=refresh content=0><meta name=\"viewport\" content=\"width=device-width\">"
                        + "<x-iframe src=c></x-iframe><a href=d data-target=_top>e</a>");
        assertThat(preview.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';")
                        .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'")
                        .doesNotContain("allow-scripts", "allow-same-origin", "script-src"));
        assertThat(preview.headers().firstValue("X-DNS-Prefetch-Control")).contains("off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=x @=w>",
                "<a href=\"x\"@=w>",
                "<a/@=w>",
                "<A\n@ = w>",
                "<a x @>",
                "<a x=1 / @=w>",
                "<a title=\">\" @=w>",
                "<a title='>' @=w>",
                "<area @=v @=w>",
                "<!-- <a title=\" --><a @=w>",
                "<style> <a b=' </style><a c=\"d\"@=w>",
                "<p title=\"<a b='\"><a @=w>",
            })
    void removesWhatLinksTheNewTabToTheFrame(String html) {
        for (String name : List.of("target", "REL")) {
            String id = html(html.replace("@", name));

            assertThat(api.http()
                            .send("GET", "/api/messages/" + id + "/preview")
                            .body())
                    .contains(html.replace("@", "data-" + name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"?a target=b\" title='rel=c'>target=d rel=e</a>",
                "<a href=/target=b relation=c>/rel=d</a>",
                "<table rel=a><td target=b>",
            })
    void keepsWhatOnlyLooksLikeATarget(String html) {
        String id = html(html);

        assertThat(api.http().send("GET", "/api/messages/" + id + "/preview").body())
                .contains(html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta name=viewport content=0 http-equiv=refresh>",
                "<meta name=viewport http-equiv=refresh content=0>",
                "<meta name=\"viewport content=0 http-equiv=refresh>",
                "<meta name=viewport content=\"0 http-equiv=refresh>",
                "<meta name=viewport content=0\" http-equiv=refresh>",
            })
    void keepsNoMetaElementThatCouldNavigate(String html) {
        String id = html(html);

        assertThat(api.http().send("GET", "/api/messages/" + id + "/preview").body())
                .doesNotContain("<meta");
    }

    @Test
    void containsSmallImagesSoThatTheFrameNeedsNoCookie() {
        String id = html("<img src=\"cid:i\"><img src=\"cid:unknown\">");

        assertThat(api.http().send("GET", "/api/messages/" + id + "/preview").body())
                .contains("<img src=\"data:image/png;base64,AAEC\"><img src=\"cid:unknown\">");
        assertThat(api.http().send("GET", "/api/messages/" + id + "/html").body())
                .contains("<img src=\"/api/messages/" + id + "/parts/0\">");
    }

    @Test
    void hasNoPreviewOfAMessageWithoutHtml() {
        String id = api.deliver("text");

        api.http().problem(404, "GET", "/api/messages/" + id + "/preview");
        api.http().problem(404, "GET", "/api/messages/" + id + "/html-compatibility");
    }

    @Test
    void showsWhatMailClientsShowDifferently() {
        String id =
                html("<!DOCTYPE html>\r\n<html lang=en>\r\n<p style=\"display: flex\">x<img src=cid:i width=1 alt=x>");

        JsonNode findings = api.http().get("/api/messages/" + id + "/html-compatibility");

        assertThat(findings.toString())
                .isEqualTo("{\"findings\":[{\"rule\":\"flexbox\",\"impact\":\"layout\",\"explanation\":"
                        + "\"These clients ignore display: flex, so the boxes are below each other.\",\"clients\":"
                        + "[\"Outlook for Windows (classic)\",\"Gmail apps with accounts of other providers\"],"
                        + "\"reference\":\"https://www.caniemail.com/features/css-display-flex/\",\"count\":1,\"places\":"
                        + "[{\"line\":3,\"excerpt\":\"display: flex\\\">x<img src=cid:i width=1 alt=x>\"}]}]}");
        assertThat(api.http().get("/api/messages/latest/html-compatibility?recipient=ada@example.org"))
                .isEqualTo(findings);
        api.http().problem(400, "GET", "/api/messages/" + id + "/html-compatibility?unknown=1");
    }

    @Test
    void findsNothingInHtmlForAllClients() {
        String id = html("<!DOCTYPE html><html lang=en><p>x</p>");

        assertThat(api.http().get("/api/messages/" + id + "/html-compatibility").get("findings"))
                .isEmpty();
    }
}

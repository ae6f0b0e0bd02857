package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.testing.EventClient;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server below {@code /mail}, as it is started with {@code --web-root /mail}. */
class WebRootRoutesTest {
    private static final WebRoot ROOT = WebRoot.of("/mail");
    private static final AccessGuard GUARD = new AccessGuard(List.of()).below(ROOT);
    private static final RunningApi API = new RunningApi(SmtpFakeServer.startNew(), GUARD);
    private static final RunningApi GUARDED =
            new RunningApi(SmtpFakeServer.startNew(), GUARD.requiring(Authentication.NONE.orToken("t0ken")));
    private static final HttpApi HOST = new HttpApi("127.0.0.1", API.httpPort());
    private static final String LOGO = """
            Subject: logo
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <img src="cid:logo">
            --b
            Content-Type: image/png
            Content-ID: <logo>
            Content-Disposition: inline

            png
            --b--
            """.replace("\n", "\r\n");

    @AfterAll
    static void stop() {
        API.close();
        GUARDED.close();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/livez",
                "/readyz",
                "/metrics",
                "/openapi.yaml",
                "/api/info",
                "/api/messages",
                "/api/v1/info",
                "/api/v1/messages"
            })
    void hasEveryPathBelowTheWebRootOnly(String route) {
        assertThat(API.http().send("GET", route).statusCode()).isEqualTo(200);
        assertThat(HOST.detail(404, route))
                .startsWith("There is nothing at this path, because this server has the web root /mail/.")
                .contains("start the server without --web-root");
    }

    @ParameterizedTest
    @CsvSource({
        "/m%61il/api/info, 200",
        "//mail/api/info, 200",
        "/mail/api%2Finfo, 404",
        "/mail%2Fapi/info, 404",
        "/mail//api/info, 404",
        "/mailbox/api/info, 404",
        "/MAIL/api/info, 404",
        "/x/../mail/api/info, 404",
        "/mail/../api/info, 404",
    })
    void comparesTheDecodedSegmentsOfThePath(String path, int status) {
        assertThat(RawClient.http(API.httpPort(), "GET " + path + " HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void redirectsFromTheWebRootWithoutASlashAtItsEnd() {
        HttpResponse<String> redirect = HOST.send("GET", "/mail");

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(location(redirect)).isEqualTo("/mail/");
        assertThat(HOST.send("HEAD", "/mail?x=1").statusCode()).isEqualTo(302);
        assertThat(HOST.send("DELETE", "/mail").headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void rejectsARequestThatIsNotValidBeforeItLooksAtThePath() {
        assertThat(RawClient.http(API.httpPort(), "GET /%zz HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(RawClient.http(API.httpPort(), "GET /elsewhere HTTP/1.1", "Host: rebound.example.com"))
                .startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @CsvSource({
        "/mail/livez, 200",
        "/mail/readyz, 200",
        "/m%61il/l%69vez, 200",
        "/mail, 401",
        "/livez, 401",
        "/readyz, 401",
        "/mail%2Flivez, 401",
        "/mail/api/livez, 401",
        "/elsewhere, 401",
    })
    void letsOnlyHealthChecksBelowTheWebRootPassWithoutCredentials(String path, int status) {
        assertThat(RawClient.http(GUARDED.httpPort(), "GET " + path + " HTTP/1.1", "Host: localhost"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({"/mail/readyz, 200", "/readyz, 400", "/mail/api/info, 400"})
    void letsOnlyHealthChecksBelowTheWebRootPassWithoutHost(String path, int status) {
        assertThat(RawClient.http(API.httpPort(), "GET " + path + " HTTP/1.0")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void locatesWhatItCreatesBelowTheWebRoot() {
        HttpResponse<String> rule = API.http().sendJson("POST", "/api/rules", "{\"on\":\"quit\",\"then\":[]}");
        HttpResponse<String> message = API.http()
                .sendBody("POST", "/api/messages", "Subject: new\r\n\r\nHello\r\n", "Content-Type", "message/rfc822");

        for (HttpResponse<String> created : List.of(rule, message)) {
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(location(created)).startsWith("/mail/api/");
            assertThat(HOST.send("GET", location(created)).statusCode()).isEqualTo(200);
        }
        API.http().send("DELETE", "/api/rules");
    }

    @Test
    void showsImagesOfMailBelowTheWebRoot() {
        String id = API.deliver("app@example.org", LOGO, "ada@example.org");
        String view = location(API.http().send("GET", "/view/latest"));
        String preview = HOST.send("GET", view).body();
        String html = API.http().send("GET", "/api/messages/" + id + "/html").body();

        assertThat(view).isEqualTo("/mail/view/" + id + ".html");
        assertThat(preview).contains("<img src=\"/mail/api/v1/message/" + id + "/part/2\">");
        assertThat(html).contains("<img src=\"/mail/api/messages/" + id + "/parts/0\">");
        for (String page : List.of(preview, html)) {
            assertThat(HOST.send("GET", page.replaceAll("(?s).*src=\"([^\"]*)\".*", "$1"))
                            .body())
                    .isEqualTo("png");
        }
    }

    @Test
    void linksFromTheHomePageAndTheContractBelowTheWebRoot() {
        API.deliver("Hello");
        String home = API.http().send("GET", "/").body();

        assertThat(Pattern.compile("href=\"([^\"]+)\"").matcher(home).results())
                .hasSizeGreaterThan(2)
                .allSatisfy(link -> {
                    assertThat(link.group(1)).startsWith("/mail/");
                    assertThat(HOST.send("GET", link.group(1)).statusCode()).isEqualTo(200);
                });
        assertThat(API.http().send("GET", "/openapi.yaml").body())
                .contains("servers:\n  - url: /mail\n")
                .doesNotContain("http://localhost:8025\n");
        assertThat(API.http().detail(404, "/nothing")).contains("See /mail/openapi.yaml.");
    }

    @Test
    void sendsEventsThatAProxyMustNotBuffer() {
        HttpResponse<String> head = API.http().send("HEAD", "/api/events");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("X-Accel-Buffering")).contains("no");

        try (EventClient events = EventClient.listenAt(API.httpPort(), "/mail/api/events")) {
            String id = API.deliver("event");
            JsonNode summary = HttpApi.tree(events.next("message").data());
            assertThat(summary.get("id").asText()).isEqualTo(id);
        }
    }

    @Test
    void addsThePathThatAProxyRemovesToLinks() {
        String id = API.deliver("app@example.org", LOGO, "ada@example.org");
        String header = "X-Forwarded-Prefix";

        assertThat(location(API.http().send("GET", "/view/latest", header, "/team/")))
                .isEqualTo("/team/mail/view/" + id + ".html");
        assertThat(location(HOST.send("GET", "/mail", header, "team"))).isEqualTo("/team/mail/");
        assertThat(API.http()
                        .send("GET", "/api/messages/latest/html", header, "/team")
                        .body())
                .contains("src=\"/team/mail/api/messages/");
        assertThat(API.http().send("GET", "/openapi.yaml", header, "/team").body())
                .contains("  - url: /team/mail\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\"><script>", "/%2F", "/a b", "/../.."})
    void neverLinksToAnotherHostOrWritesMarkupOfAClient(String prefix) {
        API.deliver("app@example.org", LOGO, "ada@example.org");
        String location = location(API.http().send("GET", "/view/latest", "X-Forwarded-Prefix", prefix));

        assertThat(location).matches("(/evil[.]example)?/mail/view/[0-9A-Za-z]+[.]html");
    }

    @Test
    void ignoresAPrefixThatIsRepeatedOrLong() {
        for (String[] headers : new String[][] {
            {"X-Forwarded-Prefix", "/a", "X-Forwarded-Prefix", "/b"}, {"X-Forwarded-Prefix", "/" + "a".repeat(200)}
        }) {
            assertThat(location(HOST.send("GET", "/mail", headers))).isEqualTo("/mail/");
        }
    }
}

package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs attacks that succeeded against similar servers. The comments name the class of weakness and an example. */
class SecurityTest {
    private static final RunningApi API = new RunningApi();

    @AfterAll
    static void stop() {
        API.close();
    }

    private static String raw(RunningApi api, String... head) {
        return RawClient.http(api.httpPort(), head);
    }

    /** Cross-site WebSocket hijacking: CVE-2026-22689 of Mailpit, and GHSA-8r62-w5wh-fc5m with another encoding of the path. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/events", "/%61pi/events", "/api/%65vents", "/api/event%73"})
    void rejectsWebPagesOfOtherOriginsThatListenForEvents(String path) {
        assertThat(raw(API, "GET " + path + " HTTP/1.1", "Host: localhost", "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(raw(API, "GET " + path + " HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403 ");
    }

    /** Stored cross-site scripting: CVE-2022-50908 of MailHog, smtp4dev issue 1148. */
    @Test
    void runsNoScriptOfAMessage() {
        String id = API.deliver(
                "app@example.org",
                "Subject: <script>1</script>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>\r\n"
                        + "--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=x.html\r\n\r\n"
                        + "<script>alert(1)</script>\r\n--b--\r\n",
                "ada@example.org");

        HttpResponse<String> html = API.http().send("GET", "/api/messages/" + id + "/html");
        HttpResponse<String> part = API.http().send("GET", "/api/messages/" + id + "/parts/0");
        HttpResponse<String> raw = API.http().send("GET", "/api/messages/" + id + "/raw");
        HttpResponse<String> json = API.http().send("GET", "/api/messages/" + id);

        for (HttpResponse<String> response : List.of(html, part, raw)) {
            assertThat(response.body()).contains("<script>");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("sandbox; default-src 'none'")
                            .doesNotContain("allow-", "script-src"));
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(part.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"x.html\"");
        assertThat(raw.headers().firstValue("Content-Type")).contains("message/rfc822");
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void keepsFileNamesFromInjectingHeaders() {
        String id = API.deliver(
                "app@example.org",
                "Content-Type: application/pdf; name*=utf-8''a%0D%0ASet-Cookie:%20x%22;%20y.pdf\r\n\r\nPDF\r\n",
                "ada@example.org");

        String head = raw(API, "GET /api/messages/" + id + "/parts/0 HTTP/1.1", "Host: localhost");

        assertThat(head).startsWith("HTTP/1.1 200 ");
        assertThat(head.lines()).noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie"));
    }

    /** Path traversal: CVE-2024-27448 of MailDev, GHSA-qx5x-85p8-vg4j of Mailpit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/..%5c..%5cetc%5cpasswd",
                "/META-INF/MANIFEST.MF",
                "/index.html",
                "/openapi.yaml/../index.html",
                "/io/github/smtpfake/rest/Main.class",
                "/api/messages/..%2f..%2fetc%2fpasswd/raw",
                "/livez;x=1",
                "/livez%00",
                "//etc/passwd"
            })
    void servesNoFilesByPath(String path) {
        String answer = raw(API, "GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(answer).matches("(?s)HTTP/1.1 (404|400|421) .*").doesNotContain("root:", "Manifest-Version");
    }

    /** Server-side request forgery: CVE-2026-21859, CVE-2026-23845 and CVE-2026-27808 of Mailpit. */
    @Test
    void fetchesNothingThatAMessageNames() throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 10, LoopbackAddress.get())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/";
            String id = API.deliver(
                    "app@example.org",
                    "Subject: x\r\nContent-Type: text/html\r\n\r\n<link rel=stylesheet href=" + url + "a><img src="
                            + url + "b><a href=" + url + "c>d</a><iframe src=" + url + "></iframe>\r\n",
                    "ada@example.org");
            for (String below : List.of("", "/raw", "/html", "/text", "/parts/0")) {
                API.http().send("GET", "/api/messages/" + id + below);
            }
            API.http().get("/api/messages");

            trap.setSoTimeout(200);
            assertThatThrownBy(() -> trap.accept().close()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Resource exhaustion: GHSA-75mr-qw9x-3r39 of Mailpit, with a small image that decodes to a huge one. */
    @Test
    void decodesNoImages() {
        API.deliver("picture");

        HttpResponse<String> thumbnail = API.http().send("GET", "/api/v1/message/latest/part/1/thumb");

        assertThat(thumbnail.statusCode()).isEqualTo(501);
        assertThat(thumbnail.body()).contains("smtp-fake does not decode images");
    }

    @Test
    void rejectsDeepNestingAndHugeHeaders() {
        HttpApi.problem(400, API.http().sendJson("POST", "/api/rules", "[".repeat(60_000)));
        HttpApi.problem(400, API.http().sendJson("POST", "/api/rules", "{\"when\":".repeat(8_000)));
        String many = IntStream.range(0, 1_000).mapToObj(i -> "X" + i + ": y").collect(Collectors.joining("\r\n"));
        for (String head : List.of("X: " + "y".repeat(1 << 20), many)) {
            try (RawClient client = new RawClient(API.httpPort())) {
                assertThatThrownBy(() -> {
                            client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n" + head + "\r\n\r\n");
                            client.expect("HTTP/1.1 200 ");
                        })
                        .as("rejected or disconnected")
                        .isNotNull();
            }
        }
        assertThat(API.http().send("GET", "/livez").statusCode()).isEqualTo(200);
    }

    /** Mailpit deletes every message if the JSON of a DELETE is malformed. */
    @Test
    void deletesNothingForAMalformedRequest() {
        String id = API.deliver("kept");

        for (String body : List.of("{\"ids\":", "{}", "[]", "{\"ids\":[]}")) {
            assertThat(API.http().sendJson("DELETE", "/api/messages", body).statusCode())
                    .isEqualTo(415);
        }
        assertThat(API.http().send("DELETE", "/api/messages").statusCode()).isEqualTo(400);
        assertThat(API.http().send("DELETE", "/api/messages?recipient=").statusCode())
                .isEqualTo(400);
        assertThat(API.http().send("GET", "/api/messages/" + id).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4\r\nContent-Length: 4",
                "Content-Length: 4, 4",
                "Content-Length: -4",
                "Content-Length: +4",
                "Content-Length: 0x4",
                "Content-Length: 4 4",
                "Content-Length:",
                "Content-Length : 4",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            })
    void rejectsAmbiguousBodyLengths(String framing) {
        try (RawClient client = new RawClient(API.httpPort())) {
            client.send("POST /api/messages/drain HTTP/1.1\r\nHost: localhost\r\n" + framing
                    + "\r\n\r\n0\r\n\r\nGET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String all = client.readToEnd();

            assertThat(all).matches("(?s)HTTP/1.1 (400|415|501) .*").doesNotContain("200 OK", "alive");
        }
    }

    @Test
    void rejectsMalformedChunks() {
        try (RawClient client = new RawClient(API.httpPort())) {
            client.send("POST /api/rules HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\nGET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ").doesNotContain("alive");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/messages/%zz HTTP/1.1",
                "GET /a|b HTTP/1.1",
                "TRACE /livez HTTP/1.1",
                "FOO /livez HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "get /livez HTTP/1.1",
                "GET /api/messages?limit=x HTTP/1.1",
                "GET /api/messages?since=%00 HTTP/1.1",
                "GET /nowhere HTTP/1.1",
                "GET",
                "PRI * HTTP/2.0"
            })
    void revealsNoInternalsInErrors(String requestLine) {
        String answer = raw(API, requestLine, "Host: localhost");

        assertThat(answer)
                .matches("(?s)HTTP/1.1 4.*")
                .doesNotContain("\tat ", "io.github", "java.", "jdk", RunningApi.VERSION, "<script", "Server:");
    }

    @Test
    void rejectsMethodsThatEchoTheRequest() {
        assertThat(raw(API, "TRACE /livez HTTP/1.1", "Host: localhost", "X-Secret: 1"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD")
                .doesNotContain("X-Secret");
    }

    @Test
    void forbidsOtherSitesToEmbedTheHomePage() {
        HttpResponse<String> page = API.http().send("GET", "/");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void escapesMessageTextInJson() {
        API.deliver(
                "app@example.org",
                "Subject: a\",\"id\":\"x\u2028\u0007\r\nTo: \"</script>\" <a@b.org>\r\n\r\nx\r\n",
                "ada@example.org");

        JsonNode message = API.http().get("/api/messages/latest?to=a@b.org");

        assertThat(message.get("subject").asText()).startsWith("a\",\"id\":\"x");
        assertThat(message.get("id").asText()).hasSize(22);
    }
}

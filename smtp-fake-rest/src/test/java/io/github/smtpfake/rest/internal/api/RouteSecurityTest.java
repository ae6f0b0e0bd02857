package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.internal.mailpit.MailpitDialect;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs attacks that succeeded against similar servers on every route of both APIs, because attackers look for the route that
 * a fix forgot. The comments name the class of weakness and an example.
 */
@ParameterizedClass
@ValueSource(strings = {"/", "/team/mail"})
class RouteSecurityTest {
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    /** The routes that read a body, with its maximum size. */
    private static final Map<String, Integer> MAX_BODY_BYTES = Map.ofEntries(
            Map.entry("POST /api/rules", 1 << 16),
            Map.entry("PATCH /api/messages", 1 << 16),
            Map.entry("PATCH /api/messages/latest", 1 << 16),
            Map.entry("PUT /api/v1/messages", 5 << 20),
            Map.entry("DELETE /api/v1/messages", 5 << 20),
            Map.entry("PUT /api/v1/tags", 5 << 20),
            Map.entry("PUT /api/v1/tags/work", 5 << 20),
            Map.entry("PUT /api/v1/chaos", 5 << 20),
            Map.entry("POST /api/v1/send", MAX_MESSAGE_BYTES * 3 / 2 + (1 << 20)),
            Map.entry("POST /api/store/messages", 1 << 20),
            Map.entry("POST /api/store/messages/delete", 1 << 20),
            Map.entry("POST /api/rule-scopes/latest/rules", 1 << 16));

    private static RunningApi unguarded;
    private static RunningApi guarded;

    @Parameter
    private String webRoot;

    @BeforeParameterizedClassInvocation
    static void start(String webRoot) {
        AccessGuard guard = new AccessGuard(List.of()).below(WebRoot.of(webRoot));
        unguarded = new RunningApi(
                SmtpFakeServer.builder()
                        .limits(Limits.builder().messageSize(MAX_MESSAGE_BYTES).build())
                        .start(),
                guard);
        guarded = new RunningApi(
                SmtpFakeServer.startNew(),
                guard.allowingOrigins(List.of("https://app.example.org"))
                        .requiring(Authentication.NONE.orToken("t0ken").orUser("ada", "pass:wörd")));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        unguarded.close();
        guarded.close();
    }

    /** Returns method and path of every route, with values for the segments in braces. */
    static List<String> routes() {
        Api api = new Api(unguarded.smtp(), RunningApi.VERSION);
        List<String> routes = Stream.of(
                        api.startRoutes().routes(),
                        api.apiRoutes().router().routes(),
                        new MailpitDialect(unguarded.smtp(), RunningApi.VERSION).routes())
                .flatMap(List::stream)
                .map(route -> route.replaceAll("\\{(?i:id)}", "latest")
                        .replace("{index}", "0")
                        .replace("{rule}", "x")
                        .replace("{PartID}", "1")
                        .replace("{Tag}", "work")
                        .replace("{name}", "latest.html"))
                .toList();
        api.close();
        return routes;
    }

    private static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    /** Returns the first line of a request for a route. */
    private String requestLine(String route) {
        return method(route) + " " + WebRoot.of(webRoot).path(path(route)) + " HTTP/1.1";
    }

    private static String raw(RunningApi api, String... head) {
        return RawClient.http(api.httpPort(), head);
    }

    /** DNS rebinding: webpack-dev-server issue 887; MailDev 3 still answers any Host. */
    @ParameterizedTest
    @MethodSource("routes")
    void rejectsOtherHostNames(String route) {
        assertThat(raw(unguarded, requestLine(route), "Host: rebound.example.com:8025"))
                .startsWith("HTTP/1.1 421 ");
    }

    /** Permissive CORS: MailDev 3.0.0 echoes any Origin. */
    @ParameterizedTest
    @MethodSource("routes")
    void sendsNoCorsHeadersToOtherOrigins(String route) {
        for (RunningApi api : List.of(unguarded, guarded)) {
            HttpResponse<String> response = api.http()
                    .send(method(route), path(route) + withoutStream(route), "Origin", "https://evil.example");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            HttpResponse<String> preflight = api.http()
                    .send(
                            "OPTIONS",
                            path(route),
                            "Origin",
                            "https://evil.example",
                            "Access-Control-Request-Method",
                            method(route));
            assertThat(preflight.headers().map())
                    .noneSatisfy((name, values) ->
                            assertThat(name.toLowerCase(Locale.ROOT)).startsWith("access-control-"));
        }
    }

    /** Makes the endless answer of this route fail; other tests cover it. */
    private static String withoutStream(String route) {
        return route.endsWith("/api/events") ? "?x=1" : "";
    }

    @Test
    void allowsCorsOnlyForTheConfiguredOrigin() {
        String origin = "https://app.example.org";
        HttpResponse<String> preflight = guarded.http()
                .send("OPTIONS", "/api/rules", "Origin", origin, "Access-Control-Request-Method", "DELETE");
        HttpResponse<String> change = guarded.http()
                .send(
                        "DELETE",
                        "/api/rules",
                        "Origin",
                        origin,
                        "Sec-Fetch-Site",
                        "cross-site",
                        "Authorization",
                        "Bearer t0ken");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains(origin);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("DELETE"));
        assertThat(preflight.headers().firstValue("Vary")).contains("Origin");
        assertThat(change.statusCode()).isEqualTo(204);
        assertThat(change.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
        assertThat(guarded.http().send("GET", "/api/info", "Origin", origin).statusCode())
                .as("a request without credentials, after the preflight without credentials")
                .isEqualTo(401);
    }

    /** Cross-site request forgery: made CVE-2024-27448 of MailDev exploitable. */
    @ParameterizedTest
    @MethodSource("routes")
    void rejectsChangesByWebPagesOfOtherOrigins(String route) {
        boolean changes = !List.of("GET", "OPTIONS").contains(method(route));
        for (String[] header : new String[][] {
            {"Origin", "https://evil.example"}, {"Origin", "null"}, {"Sec-Fetch-Site", "cross-site"},
        }) {
            int status = unguarded
                    .http()
                    .send(method(route), path(route) + withoutStream(route), header)
                    .statusCode();
            assertThat(status == 403)
                    .as(header[0] + ": " + header[1])
                    .isEqualTo(changes
                            || route.endsWith("/api/events")
                            || route.endsWith("/api/recipients")
                            || route.endsWith("/api/v1/search"));
        }
    }

    /** Resource exhaustion by any page that a developer visits: waits occupy places, searches read all messages. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/messages?wait=100ms",
                "/api/messages?subject=x&wait=5m&count=2",
                "/api/messages/latest?wait=5m",
                "/api/messages/latest/raw?wait=5m",
                "/api/messages/latest/text?wait=5m",
                "/api/messages/latest/html?wait=5m",
                "/api/messages/latest/parts/0?wait=5m",
                "/api/messages?text=x",
                "/api/messages?problems=true",
                "/api/messages/latest?text=x",
                "/api/messages/latest?codePattern=x",
                "/api/events",
                "/api/v1/search?query=x",
                "/api/v1/messages?limit=0",
                "/api/v1/messages?limit=1001"
            })
    void rejectsExpensiveRequestsByWebPagesOfOtherOrigins(String path) {
        for (String[] header : new String[][] {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
        }) {
            assertThat(unguarded.http().send("GET", path, header).statusCode())
                    .as(header[0] + ": " + header[1])
                    .isEqualTo(403);
        }
    }

    @Test
    void letsPagesOfAllowedOriginsWait() {
        HttpResponse<String> response = guarded.http()
                .send(
                        "GET",
                        "/api/messages?wait=1ms",
                        "Origin",
                        "https://app.example.org",
                        "Sec-Fetch-Site",
                        "cross-site",
                        "Authorization",
                        "Bearer t0ken");

        assertThat(response.statusCode()).isEqualTo(404);
    }

    /** Cross-site request forgery: a form can send text/plain that looks like JSON, without a preflight. */
    @Test
    void rejectsJsonThatIsDeclaredAsAForm() {
        String rule = "{\"on\":\"quit\"}";
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            HttpApi.problem(415, unguarded.http().sendBody("POST", "/api/rules", rule, "Content-Type", type));
        }
        assertThat(unguarded.smtp().rules()).isEmpty();
    }

    /** Resource exhaustion: CVE-2026-45710 of Mailpit, and CVE-2026-48824 for the routes that the first fix forgot. */
    @ParameterizedTest
    @MethodSource("routes")
    void rejectsHugeBodies(String route) {
        try (RawClient client = new RawClient(unguarded.httpPort())) {
            client.send(requestLine(route) + "\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000000000000\r\n\r\n");
            Integer max = MAX_BODY_BYTES.get(route);
            if (max == null) {
                assertThat(client.expect("HTTP/1.1 "))
                        .as("answer before the body is read")
                        // The Mailpit dialect ignores the body of a GET, as Mailpit does.
                        .matches(
                                route.startsWith("GET /api/v1/") || route.startsWith("GET /view/")
                                        ? "HTTP/1.1 (200|302|400|404|501) .*"
                                        : "HTTP/1.1 (400|415|501) .*");
            } else {
                client.send(" ".repeat(max + 1));
                client.expect("HTTP/1.1 413 ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void requiresCredentials(String route) {
        boolean open = route.endsWith("/livez") || route.endsWith("/readyz");
        for (String[] header : new String[][] {
            {"Accept", "*/*"},
            {"Authorization", "Bearer wrong"},
            {"Authorization", "Bearer t0ken0"},
            {"Authorization", "Basic t0ken"},
            {"Authorization", "t0ken"},
            {"Authorization", "Basic YWRhOnBhc3M="},
            {"Authorization", ""},
        }) {
            HttpResponse<String> response = guarded.http().send(method(route), path(route), header);
            assertThat(response.statusCode()).as(header[1]).isEqualTo(open ? 200 : 401);
            assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                    .isEqualTo(!open);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer t0ken", "bearer  t0ken", "Basic YWRhOnBhc3M6d8O2cmQ=", "BASIC YWRhOnBhc3M6d8O2cmQ="})
    void acceptsValidCredentials(String authorization) {
        assertThat(guarded.http()
                        .send("GET", "/api/info", "Authorization", authorization)
                        .statusCode())
                .isEqualTo(200);
    }
}

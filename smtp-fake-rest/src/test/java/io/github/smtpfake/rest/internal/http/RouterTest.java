package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final AtomicInteger created = new AtomicInteger();
    private final Router router = new Router()
            .get("/", text("home"))
            .get("/things", text("list"))
            .delete("/things", text("clear"))
            .get("/things/{id}", request -> Response.text(200, request.pathParameter("id")))
            .get("/things/{id}/raw", request -> Response.text(200, "raw " + request.pathParameter("id")))
            .mount("later", () -> {
                created.incrementAndGet();
                return new Router().get("/later/x", text("mounted"));
            });

    @Test
    void routesByMethodAndPath() {
        assertThat(body("GET", "/")).isEqualTo("home");
        assertThat(body("GET", "/things")).isEqualTo("list");
        assertThat(body("DELETE", "/things")).isEqualTo("clear");
        assertThat(body("GET", "/things/7/raw")).isEqualTo("raw 7");
    }

    @Test
    void routesHeadAsGet() {
        assertThat(body("HEAD", "/things")).isEqualTo("list");
    }

    @Test
    void ignoresAdditionalSlashesBeforeThePath() {
        assertThat(body("GET", "//things")).isEqualTo("list");
        assertThat(body("GET", "///things/7/raw?x=y")).isEqualTo("raw 7");
    }

    @Test
    void prefersTheLongestMountedPrefix() {
        Router nested = new Router()
                .mount("api", () -> new Router().get("/api/v1/x", text("one")).get("/api/v2/x", text("one")))
                .mount("api/v1", () -> new Router().get("/api/v1/x", text("two")));

        assertThat(body(nested.handle(Requests.of("GET", "/api/v1/x")))).isEqualTo("two");
        assertThat(body(nested.handle(Requests.of("GET", "/api/v2/x")))).isEqualTo("one");
    }

    @Test
    void decodesEachSegmentOnce() {
        assertThat(body("GET", "/things/a%2Fb+c%2525")).isEqualTo("a/b+c%25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/things/",
                "/things//raw",
                "/x//things",
                "/things/7/raw/x",
                "/things/%2e%2e/x",
                "/later/y"
            })
    void answersUnknownPathsWith404(String path) {
        assertThatThrownBy(() -> router.handle(Requests.of("GET", path)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(404));
    }

    private Response rejected(Request request) {
        return catchThrowableOfType(ProblemException.class, () -> router.handle(request))
                .problem()
                .response();
    }

    @Test
    void listsTheSupportedMethodsOfAPath() {
        Response response = rejected(Requests.of("POST", "/things"));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).contains(new Response.Field("Allow", "DELETE, GET, HEAD"));
    }

    @Test
    void rejectsPreflights() {
        Response response = rejected(Requests.of(
                "OPTIONS",
                "/things",
                Map.of("Origin", List.of("http://a.example"), "Access-Control-Request-Method", List.of("DELETE"))));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).extracting(Response.Field::name).noneMatch(name -> name.startsWith("Access-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "Transfer-Encoding"})
    void rejectsABodyOnARouteThatAcceptsNone(String header) {
        Request request = Requests.of("DELETE", "/things", Map.of(header, List.of("17")));

        assertThatThrownBy(() -> router.handle(request))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(415));
    }

    @Test
    void acceptsAnEmptyBody() {
        Request request = Requests.of("DELETE", "/things", Map.of("Content-Length", List.of("0")));

        assertThat(((Response) router.handle(request)).status()).isEqualTo(200);
    }

    @Test
    void createsAMountedHandlerOnceOnItsFirstRequest() {
        body("GET", "/things");
        assertThat(created).hasValue(0);

        assertThat(body("GET", "/later/x")).isEqualTo("mounted");
        assertThat(body("GET", "/later/x")).isEqualTo("mounted");
        assertThat(created).hasValue(1);
    }

    private static Handler text(String text) {
        return request -> Response.text(200, text);
    }

    private String body(String method, String path) {
        return body(router.handle(Requests.of(method, path)));
    }

    private static String body(Answer answer) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ((Response) answer).body().writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

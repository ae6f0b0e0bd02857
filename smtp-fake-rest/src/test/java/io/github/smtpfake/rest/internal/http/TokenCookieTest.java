package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers send a cookie with what cannot have an Authorization header: events, frames and images. */
class TokenCookieTest {
    private static final RunningApi API = new RunningApi(
            SmtpFakeServer.startNew(), new AccessGuard(List.of()).requiring(Authentication.NONE.orToken("t0ken=")));

    @AfterAll
    static void stop() {
        API.close();
    }

    private static String name() {
        return "smtp-fake-token-" + API.httpPort();
    }

    private static int status(String cookie) {
        return API.http().send("GET", "/api/info", "Cookie", cookie).statusCode();
    }

    @Test
    void exchangesAValidTokenForACookieThatScriptsCannotRead() {
        HttpResponse<String> response = API.http().send("POST", "/api/login", "Authorization", "Bearer t0ken=");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Set-Cookie"))
                .contains(name() + "=t0ken=; Path=/; HttpOnly; SameSite=Strict");
        assertThat(status(name() + "=t0ken=")).isEqualTo(200);
        assertThat(status("a=b; " + name() + "=t0ken=; c=d")).isEqualTo(200);
    }

    /** Browsers send the cookies of all paths, such as {@code /} and {@code /mail/}. */
    @Test
    void acceptsOneOfSeveralCookies() {
        assertThat(status(name() + "=other; " + name() + "=t0ken=")).isEqualTo(200);
        assertThat(status((name() + "=other; ").repeat(7) + name() + "=t0ken=")).isEqualTo(200);
        assertThat(status((name() + "=other; ").repeat(8) + name() + "=t0ken=")).isEqualTo(401);
    }

    /** A proxy or container may map the port, and two servers behind it may have the same port. */
    @Test
    void namesTheCookieAfterThePortThatTheBrowserAsksFor() throws Exception {
        Map<String, String> cookies = Map.of(
                "localhost:8443", "smtp-fake-token-8443", "[::1]:81", "smtp-fake-token-81", "[::1]", "smtp-fake-token");
        for (Map.Entry<String, String> cookie : cookies.entrySet()) {
            String head = "GET /api/info HTTP/1.1\r\nHost: " + cookie.getKey() + "\r\nConnection: close\r\n";
            assertThat(answer(head + "Cookie: " + cookie.getValue() + "=t0ken=\r\n\r\n"))
                    .as(cookie.getKey())
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(answer("POST /api/login HTTP/1.1\r\nHost: localhost:8443\r\nConnection: close\r\n"
                        + "Content-Length: 0\r\nAuthorization: Bearer t0ken=\r\n\r\n"))
                .contains("Set-Cookie: smtp-fake-token-8443=t0ken=; Path=/; HttpOnly; SameSite=Strict\r\n");
    }

    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket(LoopbackAddress.get(), API.httpPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void rejectsOtherTokensAndCookies() {
        assertThat(API.http()
                        .send("POST", "/api/login", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        for (String cookie :
                List.of("", "smtp-fake-token-1=t0ken=", name() + "=", name() + "=t0ken", name() + "=Bearer t0ken=")) {
            assertThat(status(cookie)).as(cookie).isEqualTo(401);
        }
    }

    @Test
    void rejectsAnAuthorizationHeaderWhateverTheCookie() {
        assertThat(API.http()
                        .send("GET", "/api/info", "Cookie", name() + "=t0ken=", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null"})
    void letsNoPageOfAnotherOriginUseTheCookieForChanges(String origin) {
        assertThat(API.http()
                        .send("DELETE", "/api/messages?all=true", "Cookie", name() + "=t0ken=", "Origin", origin)
                        .statusCode())
                .isEqualTo(403);
    }

    /** The page itself asks for the token; a challenge for a name and password would make browsers ask for these. */
    @Test
    void showsThePageButNothingElseWithoutAToken() {
        assertThat(API.http().send("GET", "/").statusCode()).isEqualTo(200);
        for (String path :
                List.of("/api/info", "/api/messages", "/api/events", "/metrics", "/openapi.yaml", "/api/v1/info")) {
            HttpResponse<String> response = API.http().send("GET", path);
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"smtp-fake\"");
        }
        assertThat(API.http().send("POST", "/").statusCode()).isEqualTo(401);
    }
}

package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessGuardTest {
    private final AccessGuard guard = new AccessGuard(List.of("Mail.Example.org"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost", "localhost:8025", "LOCALHOST", "localhost.", "app.localhost:80", "127.0.0.1:8025",
                        "10.0.0.255",
                "[::1]:8025", "[::1]", "[fe80::1]", "smtp-fake:8025", "smtp_fake", "host.docker.internal:8025",
                        "printer.local",
                "mail.test", "mail.example.org", "MAIL.example.org:8025", "mail.example.org."
            })
    void acceptsHostsThatNoOtherWebSiteCanHave(String host) {
        assertThatCode(() -> guard.check(get("/", host))).doesNotThrowAnyException();
    }

    /** The Host of a web page whose name resolves to this machine (DNS rebinding) is its own name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.com",
                "evil.example.com:8025",
                "127.0.0.1.evil.example.com",
                "localhost.evil.example",
                "127.1.2",
                "127.0.0.256",
                "1.2.3.4.5",
                "x.mail.example.org",
                "evil.example.com:localhost",
                "evil.example.com:[::1]",
                "localhost:99999",
                "localhost:",
                "user@localhost",
                "[evil.example.com]",
                "[]",
                "[::1",
                "",
                ".",
                "a b",
                "evil.example.com#.localhost",
                "evil.example.com/.localhost",
                "evil.notlocalhost"
            })
    void rejectsOtherHosts(String host) {
        assertRejected(421, get("/", host));
    }

    @Test
    void requiresExactlyOneHostHeader() {
        assertRejected(400, Requests.of("GET", "/"));
        assertRejected(400, Requests.of("GET", "/", Map.of("Host", List.of("localhost", "localhost"))));
    }

    @Test
    void checksTheHostOfTheRequestLine() {
        assertRejected(421, get("http://evil.example.com/livez", "localhost"));
        assertThatCode(() -> guard.check(get("http://localhost:8025/livez", "localhost")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void rejectsChangesFromAnotherOrigin(String method) {
        assertRejected(403, request(method, "Origin", "http://evil.example"));
        assertRejected(403, request(method, "Origin", "null"));
        assertRejected(403, request(method, "Origin", "http://localhost:8026"));
        assertRejected(403, request(method, "Origin", "http://localhost:8025.evil.example"));
        assertRejected(403, request(method, "Sec-Fetch-Site", "cross-site"));
        assertRejected(403, request(method, "Sec-Fetch-Site", "same-site"));
    }

    @Test
    void acceptsChangesFromItsOwnOriginAndFromOtherClientsThanBrowsers() {
        assertThatCode(() -> {
                    guard.check(request("DELETE", "Origin", "http://localhost:8025"));
                    guard.check(request("DELETE", "Origin", "https://LOCALHOST:8025"));
                    guard.check(request("DELETE", "Sec-Fetch-Site", "same-origin"));
                    guard.check(request("DELETE", "Sec-Fetch-Site", "none"));
                    guard.check(request("DELETE", "Accept", "*/*"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void acceptsReadsFromEveryOrigin() {
        assertThatCode(() -> guard.check(request("GET", "Origin", "http://evil.example")))
                .doesNotThrowAnyException();
    }

    private static Request get(String uri, String host) {
        return Requests.of("GET", uri, Map.of("Host", List.of(host)));
    }

    private static Request request(String method, String header, String value) {
        return Requests.of(method, "/", Map.of("Host", List.of("localhost:8025"), header, List.of(value)));
    }

    private void assertRejected(int status, Request request) {
        assertThatThrownBy(() -> guard.check(request))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(status));
    }
}

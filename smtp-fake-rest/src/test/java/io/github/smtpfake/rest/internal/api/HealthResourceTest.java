package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthResourceTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void reportsAliveAndReadyWhileSmtpRuns() {
        assertThat(api.http().send("GET", "/livez").statusCode()).isEqualTo(200);
        assertThat(api.http().send("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(api.http().send("HEAD", "/readyz").statusCode()).isEqualTo(200);
    }

    /** As HAProxy checks by default, and with a method of choice. */
    @ParameterizedTest
    @CsvSource({"GET, /livez, alive", "OPTIONS, /livez, alive", "GET, /readyz, ready", "OPTIONS, /readyz, ready"})
    void answersHttp10WithoutAHost(String method, String path, String body) {
        assertThat(RawClient.http(api.httpPort(), method + " " + path + " HTTP/1.0"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n" + body + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.0", "GET /api/messages HTTP/1.0", "DELETE /livez HTTP/1.0", "GET /livez HTTP/1.1"})
    void rejectsOtherRequestsWithoutAHost(String request) {
        assertThat(RawClient.http(api.httpPort(), request)).doesNotStartWith("HTTP/1.1 2");
    }

    @Test
    void rejectsAForeignHostAlsoInHttp10() {
        assertThat(RawClient.http(api.httpPort(), "GET /livez HTTP/1.0", "Host: evil.example"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void answersOptionsAfterSmtpStopped() {
        api.smtp().stop();

        assertThat(api.http().send("OPTIONS", "/readyz").statusCode()).isEqualTo(503);
        assertThat(api.http().send("OPTIONS", "/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void reportsAliveButNotReadyAfterSmtpStopped() {
        api.smtp().stop();

        HttpResponse<String> ready = api.http().send("GET", "/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("SMTP is stopped\n");
        assertThat(api.http().send("GET", "/livez").statusCode()).isEqualTo(200);
    }
}

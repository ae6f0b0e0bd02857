package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HealthResourceTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void reportsAliveAndReadyWhileSmtpRuns() {
        assertThat(api.http().send("GET", "/livez").statusCode()).isEqualTo(200);
        assertThat(api.http().send("GET", "/readyz").statusCode()).isEqualTo(200);
        assertThat(api.http().send("HEAD", "/readyz").statusCode()).isEqualTo(200);
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

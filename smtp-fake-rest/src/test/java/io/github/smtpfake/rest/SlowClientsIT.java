package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.rest.testing.RawClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that take their time with a request. In a JVM of its own, as the JDK's server reads its time-outs once. */
class SlowClientsIT {
    /** The clock of the server's time-outs ticks once a second; it closes what has taken longer than one. */
    private static final List<String> HURRY = List.of(
            "-Dsun.net.httpserver.maxReqTime=1",
            "-Dsun.net.httpserver.timerMillis=200",
            "-Dsun.net.httpserver.clockTick=200");

    @Test
    void cutsThemOffAndAnswersTheOthersMeanwhile() {
        try (JarProcess jar = JarProcess.run(HURRY, "--smtp-port=0", "--http-port=0")) {
            jar.smtpPort();
            int port = jar.httpPort();
            HttpApi http = new HttpApi("127.0.0.1", port);
            List<RawClient> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 200; i++) {
                    RawClient client = new RawClient(port);
                    slow.add(client);
                    client.send(
                            i % 2 == 0
                                    ? "GET /livez HTTP/1.1\r\nHost: loc"
                                    : "POST /api/rules HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: 100\r\n\r\n{");
                }
                assertThat(http.send("GET", "/livez").statusCode()).isEqualTo(200);
                for (RawClient client : slow) {
                    assertThat(client.readToEnd()).doesNotContain("200 OK", "201 Created");
                }
            } finally {
                slow.forEach(RawClient::close);
            }
            assertThat(http.get("/api/rules").get("rules")).isEmpty();
        }
    }
}

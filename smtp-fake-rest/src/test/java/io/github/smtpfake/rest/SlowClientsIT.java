package io.github.smtpfake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.JarProcess;
import io.github.smtpfake.rest.testing.RawClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests clients that send a request slowly. The server runs in a separate JVM, with a shorter timeout than others. */
class SlowClientsIT {
    /** Makes the server close a connection whose request takes longer than a second. */
    private static final List<String> SHORT_TIMEOUTS = List.of("-Dsmtpfake.http.requestSeconds=1");

    @Test
    void disconnectsSlowClientsAndServesOthersMeanwhile() {
        try (JarProcess jar = JarProcess.run(SHORT_TIMEOUTS, "--smtp-port=0", "--http-port=0")) {
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

package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.TimeLimit;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowRuleTest {

    /** Each scope belongs to another test. */
    @Test
    @Timeout(60)
    void aRuleThatArrivesSlowlyDelaysNoOtherScope() throws Exception {
        try (RunningApi api = new RunningApi()) {
            String slow = api.http()
                    .send("POST", "/api/rule-scopes")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            int port = api.httpPort();
            try (Socket connection = new Socket(LoopbackAddress.get(), port)) {
                connection.setSoTimeout((int) TimeLimit.DURATION.toMillis());
                String head = "POST " + slow + "/rules HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n";
                connection.getOutputStream().write(head.getBytes(US_ASCII));
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
                // The server now waits for the rule.
                assertThat(answer.readLine()).startsWith("HTTP/1.1 100");

                assertThat(api.http().send("POST", "/api/rule-scopes").statusCode())
                        .isEqualTo(201);
            }
        }
    }
}

package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.testing.NodeProject;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The npm package ws, which the clients of Mailpit use for its events. */
@Timeout(90)
class WebSocketClientTest {
    private static final NodeProject PROJECT = new NodeProject("node-ws");

    @AutoClose
    private final RunningApi second = new RunningApi(
            SmtpFakeServer.startNew(),
            new AccessGuard(List.of()).requiring(Authentication.NONE.orUser("bob", "secret")));

    private Process start(RunningApi first) throws IOException {
        return PROJECT.start(
                "node",
                "events.js",
                "ws://127.0.0.1:" + first.httpPort() + "/api/events",
                "ws://127.0.0.1:" + second.httpPort() + "/api/events",
                "ws://bob:secret@127.0.0.1:" + second.httpPort() + "/api/events");
    }

    @BeforeAll
    static void install() throws Exception {
        PROJECT.install();
    }

    /** Returns the next line that begins with the given text, and skips those of statistics before. */
    private static String next(BufferedReader lines, String beginning) throws IOException {
        String line = lines.readLine();
        while (line != null && line.startsWith("text stats ") && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        assertThat(line).startsWith(beginning);
        return line;
    }

    @Test
    void waitsForEventsAndConnectsAgainAfterTheServerHasStopped() throws Exception {
        Process node;
        BufferedReader lines;
        try (RunningApi first = new RunningApi()) {
            node = start(first);
            lines = node.inputReader();
            next(lines, "open");
            assertThat(next(lines, "text stats "))
                    .isEqualTo("text stats {\"Total\":0,\"Unread\":0,\"Version\":\"1.2.3\"}");
            String id = first.deliver("Hello");
            assertThat(next(lines, "text new ")).contains("\"ID\":\"" + id + "\"", "\"Subject\":\"Hello\"");
        }
        try {
            next(lines, "close 1001 The server is stopping");
            next(lines, "error Unexpected server response: 401");
            next(lines, "close 1006");
            next(lines, "open");
            next(lines, "text stats ");
            second.deliver("Again");
            assertThat(next(lines, "text new ")).contains("\"Subject\":\"Again\"");
            next(lines, "close 1000");
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(node.exitValue()).isZero();
        } finally {
            node.destroyForcibly();
        }
    }
}

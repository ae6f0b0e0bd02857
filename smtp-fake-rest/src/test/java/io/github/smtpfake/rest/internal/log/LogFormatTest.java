package io.github.smtpfake.rest.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.HttpApi;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogFormatTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123Z");
    private static final String HOSTILE = "a\r\n2026 ERROR fake \u2028\u202e \"quoted\" \\ \u0000\u001b[31m";

    @Test
    void escapesControlCharactersInText() {
        assertThat(LogFormat.TEXT.line(TIME, Level.INFO, HOSTILE, null))
                .isEqualTo("2026-11-23T10:15:30.123Z INFO a\\u000d\\u000a2026 ERROR fake \\u2028\\u202e \"quoted\" \\"
                        + " \\u0000\\u001b[31m");
    }

    @Test
    void writesJsonWithTheUnchangedMessage() {
        String line = LogFormat.JSON.line(TIME, Level.WARNING, HOSTILE, new IllegalStateException("no\n\"way\""));

        assertThat(line).hasLineCount(1).doesNotContain("\u2028", "\u202e");
        JsonNode json = HttpApi.tree(line);
        assertThat(json.get("time").asText()).isEqualTo(TIME.toString());
        assertThat(json.get("level").asText()).isEqualTo("warning");
        assertThat(json.get("message").asText()).isEqualTo(HOSTILE);
        assertThat(json.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: no | \"way\" | at " + LogFormatTest.class.getName());
    }

    @Test
    void writesAStackTraceOnTheSameLine() {
        assertThat(LogFormat.TEXT.line(TIME, Level.ERROR, "failed", new IllegalStateException("no\nway")))
                .hasLineCount(1)
                .startsWith("2026-11-23T10:15:30.123Z ERROR failed: java.lang.IllegalStateException: no | way | at ");
    }

    @Test
    void omitsTheTimeOfTextNotices() {
        assertThat(LogFormat.TEXT.notice(Level.INFO, "SMTP listens")).isEqualTo("SMTP listens");
        assertThat(HttpApi.tree(LogFormat.JSON.notice(Level.INFO, "SMTP listens"))
                        .get("message")
                        .asText())
                .isEqualTo("SMTP listens");
    }
}

package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.session.TranscriptLine;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void recordsBothDirectionsInOrder() {
        Dialogue dialogue = Dialogue.open();
        dialogue.greeting();
        dialogue.say(
                "HELO x",
                "MAIL FROM:<a@example.org>",
                "RCPT TO:<b@example.org>",
                "DATA",
                "hello",
                ".",
                "BDAT 1",
                "xQUIT");

        assertThat(dialogue.recorded().transcript().stream().map(TranscriptLine::toString))
                .map(line -> line.replaceAll("queued as .*", "queued as ID"))
                .containsExactly(
                        "S: 220 mail.example.org ESMTP smtp-fake",
                        "C: HELO x",
                        "S: 250 mail.example.org",
                        "C: MAIL FROM:<a@example.org>",
                        "S: 250 2.1.0 OK",
                        "C: RCPT TO:<b@example.org>",
                        "S: 250 2.1.5 OK",
                        "C: DATA",
                        "S: 354 End data with <CR><LF>.<CR><LF>",
                        "C: (message of 7 bytes)",
                        "S: 250 2.0.0 OK: queued as ID",
                        "C: BDAT 1",
                        "C: (chunk, not kept)",
                        "S: 503 5.5.1 Send MAIL first",
                        "C: QUIT",
                        "S: 221 2.0.0 mail.example.org closing connection");
    }

    @Test
    void recordsTheTimeOfEachLine() {
        Instant before = Instant.now().minus(Duration.ofMillis(1));
        Dialogue dialogue = Dialogue.greeted();

        assertThat(dialogue.recorded().transcript())
                .allSatisfy(line -> assertThat(line.at()).isBetween(before, Instant.now()));
    }

    @Test
    void escapesControlCharactersAndShortensLongLines() {
        Dialogue dialogue = Dialogue.open();
        dialogue.say("NOOP \u001b[31m", "NOOP " + "x".repeat(1_000));

        assertThat(dialogue.recorded().transcript())
                .extracting(TranscriptLine::line)
                .contains("NOOP \\u001b[31m", "NOOP " + "x".repeat(495) + "…");
    }

    @Test
    void keepsOnlyTheLastLines() {
        Dialogue dialogue = Dialogue.with(Limits.builder().transcriptLines(3).build());
        dialogue.say("NOOP 1", "NOOP 2", "NOOP 3");

        assertThat(dialogue.recorded().transcript())
                .extracting(TranscriptLine::line)
                .containsExactly("250 2.0.0 OK", "NOOP 3", "250 2.0.0 OK");
    }
}

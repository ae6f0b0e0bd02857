package io.github.smtpfake.rest.internal.mailpit.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Compares texts and snippets with those that Mailpit makes from the same HTML. */
class HtmlTextTest {

    @Test
    void makesTheTextsAndSnippetsOfMailpit() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode samples = samples();
        for (JsonNode sample : samples) {
            String html = sample.get("html").asText();
            compare(html, "text", sample.get("text").asText(), HtmlToText.of(html), wrong);
            compare(html, "snippet", sample.get("snippet").asText(), Snippets.of("", html), wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(samples).hasSizeGreaterThan(200);
    }

    private static void compare(String html, String what, String expected, String actual, List<String> wrong) {
        if (!actual.equals(expected)) {
            wrong.add("The " + what + " of " + html + " is\n" + actual + "\ninstead of\n" + expected + "\n");
        }
    }

    private static JsonNode samples() throws IOException {
        try (InputStream file = Objects.requireNonNull(HtmlTextTest.class.getResourceAsStream("html.json"))) {
            return new ObjectMapper().readTree(file);
        }
    }

    @Test
    void readsDeeplyNestedHtml() {
        String html = "<div>".repeat(20_000) + "deep" + "</div>".repeat(20_000);

        assertThat(HtmlToText.of(html)).isEqualTo("deep");
        assertThat(Snippets.of("", html)).isEqualTo("deep");
    }

    @Test
    void shortensPlainTextToBytes() {
        assertThat(Snippets.of(" Hello\r\n\tWorld\u00A0! \uFEFF", "")).isEqualTo("Hello World !");
        assertThat(Snippets.of("x".repeat(200), "")).isEqualTo("x".repeat(200));
        assertThat(Snippets.of("x".repeat(201), "")).isEqualTo("x".repeat(200) + "...");
        assertThat(Snippets.of("ü".repeat(101), "")).isEqualTo("ü".repeat(99) + "...");
        assertThat(Snippets.of("x" + "€".repeat(70), "")).isEqualTo("x" + "€".repeat(66) + "...");
        assertThat(Snippets.of("", "")).isEmpty();
    }
}

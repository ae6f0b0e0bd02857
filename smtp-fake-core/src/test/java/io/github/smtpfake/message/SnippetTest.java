package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void showsTheBeginningOfTheTextOnOneLine() {
        assertThat(snippet("", "  Hello,", "", "\tAda")).isEqualTo("Hello, Ada");
    }

    @Test
    void showsTheHtmlAsAReaderSeesItIfThereIsNoText() {
        assertThat(snippet(
                        "Content-Type: text/html",
                        "",
                        "<html><head><title>no</title><style>p{}</style><script>alert(1)</script></head>",
                        "<body><p>Hello,&nbsp;<b>Ada</b> &amp; Bob</p><!-- no --></body></html>"))
                .contains("Hello,")
                .contains("Ada & Bob")
                .doesNotContain("<", "p{}", "alert", "no");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(snippet("", "😀".repeat(300))).isEqualTo("😀".repeat(200));
    }

    @Test
    void returnsNothingForAnEmptyMessage() {
        assertThat(snippet("Subject: x", "")).isEmpty();
        assertThat(snippet("Content-Type: application/pdf", "", "x")).isEmpty();
    }

    private static String snippet(String... lines) {
        return TestMail.of(lines).content().snippet();
    }
}

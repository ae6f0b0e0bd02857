package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {

    @Test
    void isTheBeginningOfTheTextOnOneLine() {
        assertThat(snippet("", "  Hello,", "", "\tAda")).isEqualTo("Hello, Ada");
    }

    @Test
    void isWhatAReaderSeesOfTheHtmlWhereThereIsNoText() {
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
    void isCutBetweenCharacters() {
        assertThat(snippet("", "😀".repeat(300))).isEqualTo("😀".repeat(200));
    }

    @Test
    void isEmptyWhereThereIsNothing() {
        assertThat(snippet("Subject: x", "")).isEmpty();
        assertThat(snippet("Content-Type: application/pdf", "", "x")).isEmpty();
    }

    private static String snippet(String... lines) {
        return TestMail.of(lines).content().snippet();
    }
}

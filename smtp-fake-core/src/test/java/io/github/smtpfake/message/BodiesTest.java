package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    private static final CapturedMessage ALL_TYPES = TestMail.of(
            "Content-Type: multipart/mixed; boundary=m",
            "",
            "--m",
            "Content-Type: multipart/alternative; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "plain",
            "--b",
            "Content-Type: Text/X-Amp-HTML",
            "",
            "<html amp4email>",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>html</p>",
            "--b",
            "Content-Type: text/calendar; method=REQUEST",
            "",
            "BEGIN:VCALENDAR",
            "--b--",
            "--m",
            "Content-Type: text/plain",
            "",
            "footer",
            "--m",
            "Content-Type: text/csv",
            "Content-Disposition: attachment; filename=x.csv",
            "",
            "1;2",
            "--m--");

    @Test
    void listsTextPartsByTypeInOrder() {
        assertThat(ALL_TYPES.content().bodies())
                .containsExactly(
                        entry("text/plain", "plain\nfooter"),
                        entry("text/x-amp-html", "<html amp4email>"),
                        entry("text/html", "<p>html</p>"),
                        entry("text/calendar", "BEGIN:VCALENDAR"));
    }

    @Test
    void findsACalendarBesideTheText() {
        assertThat(ALL_TYPES.content().calendar()).contains("BEGIN:VCALENDAR");
        assertThat(ALL_TYPES.text()).contains("plain\nfooter");
    }

    @Test
    void findsACalendarThatIsAnAttachment() {
        assertThat(TestMail.of("Content-Type: application/ics; name=invite.ics", "", "BEGIN:VCALENDAR")
                        .content()
                        .calendar())
                .contains("BEGIN:VCALENDAR\n");
        assertThat(TestMail.of("", "text").content().calendar()).isEmpty();
    }

    @Test
    void readsThePlainTextIfThereIsOne() {
        assertThat(ALL_TYPES.readableText()).isEqualTo("plain\nfooter");
    }

    @Test
    void readsTheHtmlIfThePlainTextIsWhiteSpaceOrMissing() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "",
                " ",
                "--b",
                "Content-Type: text/html",
                "",
                "<p>html</p>",
                "--b--");

        assertThat(mail.readableText()).isEqualTo("html");
        assertThat(html("<p>html</p>")).isEqualTo("html");
        assertThat(TestMail.of("").readableText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>one</p><p>two</p>|one~~two",
                "one<br>two<br/>three|one~two~three",
                "<div>one</div><div>two</div>|one~two",
                "<div><div>one</div></div>two|one~two",
                "<h1>Head</h1>text|Head~~text",
                "<ul><li>a</li><li>b</li></ul>|- a~- b",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>|a b~c",
                "a <b>b</b>   <i>c</i>|a b c",
                "a&nbsp;&amp;&nbsp;b &euro; &#x1F600;|a & b € 😀",
                "<style>p{}</style><script>x()</script><title>t</title>text|text",
                "<div style='display: none'>unseen</div>seen|seen",
                "<p hidden>unseen</p>seen|seen",
                "<img src=x alt=Logo> by us|Logo by us",
                "<pre>a  b~  c</pre>|a  b~  c",
                "<p>un<!-- comment -->broken|unbroken",
                "<a href='https://example.org'>here</a>|here",
                "&lt;b&gt; stays|<b> stays"
            })
    void writesHtmlAsAReaderSeesIt(String html, String text) {
        assertThat(html(html.replace('~', '\n'))).isEqualTo(text.replace('~', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a ~b|a b~",
                "a ~b ~c~~d|a b c~~d~",
                "a~b|a~b~",
                " stuffed|stuffed~",
                "> a ~> b~>> c|> a b~>> c~",
                "a ~> b|a ~> b~",
                "a~-- ~Ada|a~-- ~Ada~",
                ">|>~"
            })
    void joinsFlowedLines(String sent, String read) {
        assertThat(TestMail.of("Content-Type: text/plain; format=flowed", "", sent.replace("~", "\r\n"))
                        .text())
                .contains(read.replace('~', '\n'));
    }

    @Test
    void joinsFlowedLinesWithoutTheAddedSpace() {
        assertThat(TestMail.of("Content-Type: text/plain; Format=Flowed; DelSp=Yes", "", "https://example.org/ ", "a")
                        .text())
                .contains("https://example.org/a\n");
    }

    private static String html(String html) {
        return TestMail.of("Content-Type: text/html; charset=utf-8", "", html).readableText();
    }
}

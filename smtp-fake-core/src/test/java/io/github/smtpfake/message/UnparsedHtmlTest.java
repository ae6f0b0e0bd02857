package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnparsedHtmlTest {
    /** Every way in which a parser joins, hides, moves, decodes or creates text. */
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "ab",
            "ba",
            "A",
            " ",
            "\r\n",
            "<b>",
            "</b>",
            "<p>",
            "<br>",
            "<!-- > a -->",
            "<!--",
            "-->",
            "<a href=\"http://a",
            "<a href='http://b\n",
            "<a href=http://a/",
            "\">",
            "'>",
            ">",
            "<",
            "&",
            ";",
            "&amp;",
            "&#97;",
            "&#x62;",
            "&#98",
            "&#8203;",
            "&fjlig;",
            "&NewLine;",
            "&Tab;",
            "&nbsp;",
            "<img alt=\"a",
            "<img alt = 'b",
            "<img alt=a",
            "<img salt=b>",
            "<table>",
            "<td>",
            "</table>",
            "<script>a",
            "</script>",
            "<style>b</style>",
            "<span hidden>a</span>",
            "<svg><![CDATA[a]]>",
            "</svg>",
            "<base href='http://a/b'>",
            "<isindex prompt=a>",
            "<textarea>",
            "</textarea>",
            "<title>",
            "</title>",
            "\0",
            "<div title='>'>",
            "\u00AD",
            "\u212A",
            "&#x212A;",
            "k",
            "&Idot;",
            "i",
            "\u0130",
            "alt=",
            "href",
            "<?a?>",
            "<![a",
            "</ a>",
            "<area href=http://ab alt=ba>");

    @Test
    void excludesNoHtmlThatShowsTheWord() {
        Property.tries(20_000).forAll(Gen.of(PIECES).lists(1, 10), pieces -> {
            String html = String.join("", pieces);
            String seen = seen(html);
            for (String word : List.of("ab", "ba", "aab", "abba", "ak", "ki", "bi", "fj")) {
                assertThat(UnparsedHtml.mayShow(html, word) || !seen.contains(word))
                        .as(() -> word + " in " + html + ", shown as " + seen)
                        .isTrue();
            }
        });
    }

    private static String seen(String html) {
        HtmlView view = HtmlView.of(html);
        return SearchText.normalize(
                view.text() + " " + view.links().stream().map(Link::href).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Your order &amp; more: &#8364;5&nbsp;<a href=\"https://shop.example/o?a=1&amp;b=2\">Show it</a></p>",
                "<table><tr><td>Pay</td><td>load</td></tr></table>",
                "<img alt=\"Logo\" src=\"cid:1\"><p>Hello,</p>\r\n<p>bye</p>",
                "",
            })
    void excludesHtmlWithoutTheWord(String html) {
        assertThat(UnparsedHtml.mayShow(html, "parcel")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a@example.org", "stra\u00DFe"})
    void excludesNothingForOtherTexts(String text) {
        assertThat(UnparsedHtml.mayShow("<p>x</p>", text)).isTrue();
    }

    @Test
    void doesNotExamineVeryLongHtmlOrWords() {
        assertThat(UnparsedHtml.mayShow("x".repeat(65_537), "parcel")).isTrue();
        assertThat(UnparsedHtml.mayShow("<a href=\"" + "x".repeat(2_001) + "\">", "parcel"))
                .isTrue();
        assertThat(UnparsedHtml.mayShow("", "x".repeat(101))).isTrue();
    }
}

package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @Test
    void listsTheLinksOfHtmlInOrderWithTheirText() {
        assertThat(html("<a href='https://example.org/?a=1&amp;b=2'>Confirm <b>now</b></a>"
                                + "<a href=\" mailto:ada@example.org \"><img src=x alt='Mail us'></a>"
                                + "<map><area href='https://example.org/map' alt='Map'></map>"
                                + "<a href='tel:+49123'></a>")
                        .links())
                .containsExactly(
                        new Link("Confirm now", "https://example.org/?a=1&b=2"),
                        new Link("Mail us", "mailto:ada@example.org"),
                        new Link("Map", "https://example.org/map"),
                        new Link("", "tel:+49123"));
    }

    @Test
    void ignoresEmptyLinksAndLinksWithinThePage() {
        assertThat(html("<a href='#top'>up</a><a href=''>x</a><a name='top'>y</a>")
                        .links())
                .isEmpty();
    }

    @Test
    void resolvesLinksAgainstTheBaseOfTheHtml() {
        assertThat(
                        html("<base href='https://example.org/shop/'><a href='item?id=1'>Item</a><a href='mailto:a@b.org'>m</a>")
                                .links())
                .extracting(Link::href)
                .containsExactly("https://example.org/shop/item?id=1", "mailto:a@b.org");
        assertThat(html("<a href='item'>Item</a>").links())
                .extracting(Link::href)
                .containsExactly("item");
    }

    @Test
    void listsOtherLinksOfTheTextAfterThoseOfTheHtml() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "",
                "https://example.org/1 https://example.org/2 https://example.org/2",
                "--b",
                "Content-Type: text/html",
                "",
                "<a href=\"https://example.org/3\">3</a><a href=\"https://example.org/1\">1</a>",
                "--b--");

        assertThat(mail.links())
                .extracting(Link::href)
                .containsExactly("https://example.org/3", "https://example.org/1", "https://example.org/2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "See https://example.org/a.|https://example.org/a",
                "See https://example.org/a, or not|https://example.org/a",
                "(https://example.org/a)|https://example.org/a",
                "https://example.org/a_(b)|https://example.org/a_(b)",
                "(https://example.org/a_(b))|https://example.org/a_(b)",
                "<https://example.org/a>|https://example.org/a",
                "\"https://example.org/a\"|https://example.org/a",
                "[https://example.org/a]|https://example.org/a",
                "HTTPS://EXAMPLE.ORG/A?b=c&d=e#f!|HTTPS://EXAMPLE.ORG/A?b=c&d=e#f",
                "https://example.org/?q=a.b,c;d|https://example.org/?q=a.b,c;d",
                "https://exämple.org/ü|https://exämple.org/ü",
                "mailto:ada@example.org?subject=x.|mailto:ada@example.org?subject=x",
                "ftp://example.org/file|ftp://example.org/file",
                "https://example.org/a...)|https://example.org/a",
                // Random tokens may end with these.
                "https://example.org/?t=a-_ b|https://example.org/?t=a-_",
                "https://example.org/~|https://example.org/~",
                "https://example.org/a*|https://example.org/a*",
                "`https://example.org/a`|https://example.org/a",
                // Punctuation, quotes, brackets and spaces of every script.
                "https://example.org/v?t=1。请|https://example.org/v?t=1",
                "请访问https://example.org/w，谢谢|https://example.org/w",
                "「https://example.org/a」|https://example.org/a",
                "（https://example.org/a）|https://example.org/a",
                "https://example.org/a！|https://example.org/a",
                "https://example.org/a：b|https://example.org/a",
                "«\u00A0https://example.org/a\u00A0»|https://example.org/a",
                "«https://example.org/a»|https://example.org/a",
                "„https://example.org/a“|https://example.org/a",
                "‘https://example.org/a’|https://example.org/a",
                "https://example.org/a\u202F!|https://example.org/a",
                "https://example.org/a\u3000b|https://example.org/a",
                "https://example.org/a\u200Bb|https://example.org/a",
                "https://example.org/a\u2028b|https://example.org/a",
                "https://example.org/a؟|https://example.org/a",
                "https://example.org/a।|https://example.org/a",
                "https://example.org/a…|https://example.org/a",
                "https://example.org/a —|https://example.org/a",
                "https://example.org/a–b|https://example.org/a–b",
                // East Asian letters follow without a space, unless the host has letters outside ASCII.
                "https://example.org/v?t=1请点击|https://example.org/v?t=1",
                "https://example.org点击|https://example.org",
                "https://example.org/a에서|https://example.org/a",
                "https://example.org/aをクリック|https://example.org/a",
                "https://localhost:8080/aです|https://localhost:8080/a",
                "https://example.org点击这里.谢谢|https://example.org",
                "https://localhost点击这里|https://localhost",
                "https://sushi寿司.jp/検索|https://sushi寿司.jp/検索",
                "https://sushi寿司.jpへ|https://sushi寿司.jp",
                "https://sushi寿司.jp.|https://sushi寿司.jp",
                "https://例え.jp/検索|https://例え.jp/検索",
                "https://例え.jpをクリック|https://例え.jp",
                "https://例え.jp/検索。次|https://例え.jp/検索",
                "https://例え.テスト/パス/レオナルド・ダ|https://例え.テスト/パス/レオナルド・ダ",
                "https://müller.example/検索|https://müller.example/検索",
                "https://example.org/Köln/Москва|https://example.org/Köln/Москва",
                "https://example.org/نص|https://example.org/نص",
                "https://example.org/a_(b_(c))_d|https://example.org/a_(b_(c))_d",
                "https://example.org/[a]{b}|https://example.org/[a]{b}",
                // Other schemes.
                "Open myapp://reset/7.|myapp://reset/7",
                "(com.example.app://callback?code=1)|com.example.app://callback?code=1",
                "web+app://a|web+app://a",
                "myapp:///reset|myapp:///reset",
                "Look here.https://example.org/a|https://example.org/a",
                "1.https://example.org/a|https://example.org/a",
                "<myapp://reset/7>|myapp://reset/7",
                "mailto:ada@example.org。|mailto:ada@example.org",
                "mailto:ada@example.orgへ|mailto:ada@example.org"
            })
    void endsALinkOfTheTextWhereAReaderDoes(String text, String href) {
        assertThat(TestMail.of("Content-Type: text/plain; charset=utf-8", "", text)
                        .links())
                .containsExactly(new Link(href, href));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='https://example.org/\n  confirm?a=1'>x</a>",
                "<a href='https://exam\tple.org/\r\n  confirm?a=1'>x</a>",
                "<a href=' https://example.org/&#10;  confirm?a=1\n'>x</a>"
            })
    void removesLineEndsAndTabsFromAHref(String html) {
        assertThat(html(html).links()).extracting(Link::href).containsExactly("https://example.org/  confirm?a=1");
    }

    @Test
    void readsALinkInBracketsThatSpansLines() {
        assertThat(TestMail.of("", "<https://example.org/a", "/b", "  /c> and so on")
                        .links())
                .extracting(Link::href)
                .containsExactly("https://example.org/a/b/c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"www.example.org", "ada@example.org", "http:", "xhttps://", "file:///etc/passwd", "https://"})
    void ignoresTextWithoutASchemeAndAHost(String text) {
        assertThat(TestMail.of("", text).links()).isEmpty();
    }

    private static CapturedMessage html(String html) {
        return TestMail.of("Content-Type: text/html; charset=utf-8", "", html);
    }
}

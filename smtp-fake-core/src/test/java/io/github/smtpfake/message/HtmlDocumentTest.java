package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlDocumentTest {
    private final HtmlDocument html = HtmlDocument.parse(
            "<p class=greeting>Hello  <b>Ada</b><p>Bye<a HREF='https://example.org/?a=1&amp;b=2' id=x>here</a>");

    @Test
    void readsAsABrowserDoes() {
        assertThat(html.text()).isEqualTo("Hello Ada Byehere");
        assertThat(html.select("p")).extracting(HtmlElement::text).containsExactly("Hello Ada", "Byehere");
        assertThat(html.select("table")).isEmpty();
        assertThat(html.toString()).contains("<p class=\"greeting\">");
    }

    @Test
    void knowsTheAttributesOfAnElement() {
        HtmlElement link = html.select("a[href]").get(0);

        assertThat(link.tag()).isEqualTo("a");
        assertThat(link.attributes()).containsOnlyKeys("href", "id");
        assertThat(link.attribute("href")).hasValue("https://example.org/?a=1&b=2");
        assertThat(link.attribute("class")).isEmpty();
        assertThat(link).hasToString("<a href=\"https://example.org/?a=1&amp;b=2\" id=\"x\">here</a>");
    }

    @Test
    void showsAnElementOnOneShortLine() {
        HtmlElement element = HtmlDocument.parse("<p>" + "a\u001b\n".repeat(100) + "</p>")
                .select("p")
                .get(0);

        assertThat(element.toString()).hasSizeLessThan(1_000).endsWith("…").doesNotContain("\n", "\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p[", "", ":none"})
    void rejectsAnInvalidSelector(String selector) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> html.select(selector))
                .withMessageStartingWith("Invalid CSS selector \"" + selector + "\": ");
    }
}

package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.HtmlDocument;
import org.junit.jupiter.api.Test;

class HtmlAssertTest {
    private static final String OF_THE_MESSAGE =
            " of \"Hi\" <app@example.org> -> <ada@example.org>, <bob@example.org>] ";

    private final CapturedMessage mail = html(
            "<p class=greeting>Hello  <b>Ada</b></p>",
            "<a href=https://example.org/confirm?token=42>Confirm your address</a>",
            "<a href=https://example.org/leave>Unsubscribe</a>",
            "<img src=cid:logo@app><img src=https://example.org/x.png>");

    private static CapturedMessage html(String... lines) {
        return Mails.mail(
                "Subject: Hi",
                "Content-Type: multipart/related; boundary=b",
                "",
                "--b",
                "Content-Type: text/html",
                "",
                String.join("\r\n", lines),
                "--b",
                "Content-Type: image/png",
                "Content-ID: <logo@app>",
                "",
                "png",
                "--b--");
    }

    @Test
    void passesForWhatTheHtmlHas() {
        assertThat(mail)
                .html(h -> h.link("Confirm").hasHref("https://example.org/confirm?token=42"))
                .html()
                .hasTextContaining("Hello Ada")
                .hasElement("p.greeting > b")
                .hasElementCount("a", 2)
                .doesNotHaveElement("script")
                .select("p", p -> p.hasText("Hello Ada").hasTextContaining("Ada"))
                .select("p")
                .hasAttribute("class", "greeting")
                .returnToHtml()
                .link("UNSUBSCRIBE", link -> link.hasText("Unsubscribe"))
                .hasNoBrokenImages()
                .returnToMessage()
                .hasSubject("Hi");
    }

    @Test
    void tellsTheLinksThatAreThere() {
        assertThatThrownBy(() -> assertThat(mail).html(h -> h.link("Reset")))
                .hasMessage("[HTML" + OF_THE_MESSAGE + """
                        Expecting HTML
                        to have a link
                          "Reset"
                        but it has
                          <a href="https://example.org/confirm?token=42">Confirm your address</a>
                          <a href="https://example.org/leave">Unsubscribe</a>""");
        assertThatThrownBy(() -> assertThat(html("<p>none</p>")).html().link("Reset"))
                .hasMessageEndingWith("but it has none");
    }

    @Test
    void tellsWhereALinkLeadsInstead() {
        assertThatThrownBy(() -> assertThat(mail).html().link("Confirm").hasHref("https://example.org/"))
                .hasMessage("[link \"Confirm\" of the HTML" + OF_THE_MESSAGE + """
                        Expecting element
                          <a href="https://example.org/confirm?token=42">Confirm your address</a>
                        to have href
                          "https://example.org/"
                        but had
                          "https://example.org/confirm?token=42\"""");
    }

    @Test
    void tellsWhatASelectorDoesNotFind() {
        assertThatThrownBy(() -> assertThat(mail).html().hasElement("table.order"))
                .hasMessageContaining("to have an element\n  table.order\nbut it has\n  \"<html>");
        assertThatThrownBy(() -> assertThat(mail).html().select("table.order"))
                .hasMessageContaining("to have an element\n  table.order");
        assertThatThrownBy(() -> assertThat(mail).html().hasElementCount("a", 1))
                .hasMessageContaining("to have 1 elements a\nbut it has 2\n  <a href=");
        assertThatThrownBy(() -> assertThat(mail).html().doesNotHaveElement("b"))
                .hasMessageContaining("but it has 1\n  <b>Ada</b>");
        assertThatThrownBy(() -> assertThat(mail).html().select("p").hasAttribute("id", "x"))
                .hasMessageContaining("to have id\n  \"x\"\nbut had none");
        assertThatThrownBy(() -> assertThat(mail).html().select("p").hasTextContaining("Bob"))
                .hasMessageContaining("to have text containing\n  \"Bob\"\nbut had\n  \"Hello Ada\"");
        assertThatThrownBy(() -> assertThat(mail).html().hasTextContaining("Goodbye"))
                .hasMessageContaining("but it had\n  \"Hello Ada Confirm your address Unsubscribe\"");
    }

    @Test
    void tellsWhichImagesAreNotThere() {
        CapturedMessage broken = html("<img src=cid:missing@app><img src=/logo.png><img src=cid:logo@app>");

        assertThatThrownBy(() -> assertThat(broken).html().hasNoBrokenImages()).hasMessageEndingWith("""
                Expecting HTML
                to have only images that resolve
                but it has some that do not
                  cid:missing@app
                  /logo.png
                The parts have the Content-IDs [logo@app]""");
    }

    @Test
    void saysWhenThereIsNoHtml() {
        assertThatThrownBy(
                        () -> assertThat(Mails.mail("Subject: Hi", "", "text")).html())
                .hasMessageEndingWith("to have HTML\nbut had none");
    }

    @Test
    void refusesWhatIsNoSelector() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(mail).html().hasElement("p["))
                .withMessageStartingWith("Invalid CSS selector \"p[\": ");
    }

    @Test
    void leadsBackOnlyToWhereItCameFrom() {
        HtmlAssert alone = new HtmlAssert(HtmlDocument.parse("<p>x</p>"));

        assertThatIllegalStateException()
                .isThrownBy(alone::returnToMessage)
                .withMessage("There is no message to return to: it was not asserted on");
        assertThatIllegalStateException().isThrownBy(() -> new HtmlElementAssert(null).returnToHtml());
        assertThatIllegalStateException().isThrownBy(() -> new TextAssert("x").returnToMessage());
        assertThatIllegalStateException().isThrownBy(() -> new AttachmentAssert(null).returnToMessage());
        assertThatIllegalStateException().isThrownBy(() -> new CapturedMessageAssert(null).returnToInbox());
    }
}

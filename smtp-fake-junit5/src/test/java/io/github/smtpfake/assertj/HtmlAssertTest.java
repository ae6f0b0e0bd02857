package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.HtmlDocument;
import org.junit.jupiter.api.Test;

class HtmlAssertTest {
    private static final String MESSAGE_DESCRIPTION =
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
    void passesForMatchingHtml() {
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
    void listsTheLinks() {
        assertThatThrownBy(() -> assertThat(mail).html(h -> h.link("Reset")))
                .hasMessage("[HTML" + MESSAGE_DESCRIPTION + """
                        Expected link "Reset", but found:
                          <a href="https://example.org/confirm?token=42">Confirm your address</a>
                          <a href="https://example.org/leave">Unsubscribe</a>""");
        assertThatThrownBy(() -> assertThat(html("<p>none</p>")).html().link("Reset"))
                .hasMessageEndingWith("Expected link \"Reset\", but there was none.");
    }

    @Test
    void showsTheActualTargetOfALink() {
        assertThatThrownBy(() -> assertThat(mail).html().link("Confirm").hasHref("https://example.org/"))
                .hasMessage("[link \"Confirm\" of the HTML" + MESSAGE_DESCRIPTION + """
                        Expected href "https://example.org/", but it was "https://example.org/confirm?token=42".
                        Element: <a href="https://example.org/confirm?token=42">Confirm your address</a>""");
    }

    @Test
    void showsTheHtmlWithoutTheExpectedElement() {
        assertThatThrownBy(() -> assertThat(mail).html().hasElement("table.order"))
                .hasMessageContaining("Expected element table.order, but there was none.\nHTML: \"<html>");
        assertThatThrownBy(() -> assertThat(mail).html().select("table.order"))
                .hasMessageContaining("Expected element table.order, but there was none.");
        assertThatThrownBy(() -> assertThat(mail).html().hasElementCount("a", 1))
                .hasMessageContaining("Expected 1 element a, but found 2:\n  <a href=");
        assertThatThrownBy(() -> assertThat(mail).html().doesNotHaveElement("b"))
                .hasMessageContaining("Expected 0 elements b, but found 1:\n  <b>Ada</b>");
        assertThatThrownBy(() -> assertThat(mail).html().select("p").hasAttribute("id", "x"))
                .hasMessageContaining("Expected id \"x\", but there was none.\nElement: <p ");
        assertThatThrownBy(() -> assertThat(mail).html().select("p").hasTextContaining("Bob"))
                .hasMessageContaining("Expected text containing \"Bob\", but it was \"Hello Ada\".");
        assertThatThrownBy(() -> assertThat(mail).html().hasTextContaining("Goodbye"))
                .hasMessageContaining(
                        "Expected HTML text containing \"Goodbye\", but it was \"Hello Ada Confirm your address Unsubscribe\".");
    }

    @Test
    void listsBrokenImages() {
        CapturedMessage broken = html("<img src=cid:missing@app><img src=/logo.png><img src=cid:logo@app>");

        assertThatThrownBy(() -> assertThat(broken).html().hasNoBrokenImages()).hasMessageEndingWith("""
                Expected no broken images, but found:
                  cid:missing@app
                  /logo.png
                Content-IDs of the message: logo@app""");
    }

    @Test
    void failsForImagesOfHtmlWithoutAMessage() {
        assertThatThrownBy(() -> new HtmlAssert(HtmlDocument.parse("<img src=/logo.png>")).hasNoBrokenImages())
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected no broken images, but the HTML does not belong to a message.\n"
                        + "Use assertThat(message).html().hasNoBrokenImages().");
        assertThat(html("<p>no image</p>")).html().hasNoBrokenImages();
    }

    private static CapturedMessage forAllClients(String body) {
        return html("<!DOCTYPE html>\r\n<html lang=en>\r\n<body>\r\n" + body);
    }

    @Test
    void acceptsHtmlForAllClientsAndIgnoredRules() {
        assertThat(forAllClients("<p>x</p>"))
                .html(html -> html.hasNoCompatibilityFindings())
                .html()
                .hasNoCompatibilityFindings("float")
                .returnToMessage();
        assertThat(forAllClients("<p style='float: left; display: flex'>x</p>"))
                .html()
                .hasNoCompatibilityFindings("flexbox", "float");
    }

    @Test
    void explainsWhatMailClientsShowDifferently() {
        CapturedMessage sent = forAllClients("<p style='float: left'>x</p>\r\n" + "<iframe></iframe>\r\n".repeat(5));

        assertThatThrownBy(() -> assertThat(sent).html().hasNoCompatibilityFindings("flexbox"))
                .hasMessageEndingWith("""
                Expected no compatibility findings, but found:
                  iframe: The engine of Microsoft Word does not show frames.
                    line 5: <iframe></iframe>
                    line 6: <iframe></iframe>
                    line 7: <iframe></iframe>
                    … and 2 more
                    clients: Outlook for Windows (classic)
                    reference: https://learn.microsoft.com/en-us/previous-versions/office/developer/office-2007/aa338201(v=office.12)
                  float: The engine of Microsoft Word ignores float. Tables and images can use the align attribute.
                    line 4: float: left'>x</p>
                    clients: Outlook for Windows (classic)
                    reference: https://www.caniemail.com/features/css-float/
                To accept these, call hasNoCompatibilityFindings("flexbox", "iframe", "float").""");
    }

    @Test
    void showsTheFirstOfManyFindings() {
        CapturedMessage sent = html(
                "<p style='float: left; display: grid; position: fixed; transform: x; max-width: 1px; padding: 1px;"
                        + " width: calc(1rem + 1vw); margin: -1px'><img src=cid:missing>");

        assertThatThrownBy(() -> assertThat(sent).html().hasNoCompatibilityFindings())
                .message()
                .contains("\n  missingInlinePart: ", "\n  … and ")
                .doesNotContain("\n  missingImageWidth: ")
                .contains("\"missingImageWidth\")");
    }

    @Test
    void failsForCompatibilityOfHtmlWithoutAMessage() {
        assertThatThrownBy(() -> new HtmlAssert(HtmlDocument.parse("x")).hasNoCompatibilityFindings())
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected no compatibility findings, but the HTML does not belong to a message.\n"
                        + "Use assertThat(message).html().hasNoCompatibilityFindings().");
    }

    @Test
    void rejectsInvalidArguments() {
        HtmlAssert html = assertThat(mail).html();

        assertThatThrownBy(() -> html.hasTextContaining(null)).hasMessage("text");
        assertThatThrownBy(() -> html.hasElement(null)).hasMessage("selector");
        assertThatThrownBy(() -> html.hasElementCount("a", -1)).hasMessage("count must be at least 0, but is -1");
        assertThatThrownBy(() -> html.hasNoCompatibilityFindings((String) null)).hasMessage("ignoredRules[0]");
        assertThatThrownBy(() -> html.select(null)).hasMessage("selector");
        assertThatThrownBy(() -> html.select("p", null)).hasMessage("requirements");
        assertThatThrownBy(() -> html.link(null)).hasMessage("text");
        assertThatThrownBy(() -> html.link("Confirm", null)).hasMessage("requirements");
        assertThatThrownBy(() -> html.select("p").hasText(null)).hasMessage("text");
        assertThatThrownBy(() -> html.select("p").hasTextContaining(null)).hasMessage("text");
        assertThatThrownBy(() -> html.select("p").hasAttribute(null, "x")).hasMessage("name");
        assertThatThrownBy(() -> html.select("p").hasAttribute("id", null)).hasMessage("value");
        assertThatThrownBy(() -> html.select("p").hasHref(null)).hasMessage("url");
    }

    @Test
    void failsForMissingHtml() {
        assertThatThrownBy(
                        () -> assertThat(Mails.mail("Subject: Hi", "", "text")).html())
                .hasMessageStartingWith("Expected HTML, but there was none.\nMessage: ");
    }

    @Test
    void rejectsAnInvalidSelector() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(mail).html().hasElement("p["))
                .withMessageStartingWith("Invalid CSS selector \"p[\": ");
    }

    @Test
    void returnsOnlyToTheAssertFromWhichItWasReached() {
        HtmlAssert alone = new HtmlAssert(HtmlDocument.parse("<p>x</p>"));

        assertThatIllegalStateException()
                .isThrownBy(alone::returnToMessage)
                .withMessage("No message to return to: this assert was not reached from one");
        assertThatIllegalStateException().isThrownBy(() -> new HtmlElementAssert(null).returnToHtml());
        assertThatIllegalStateException().isThrownBy(() -> new TextAssert("x").returnToMessage());
        assertThatIllegalStateException().isThrownBy(() -> new AttachmentAssert(null).returnToMessage());
        assertThatIllegalStateException().isThrownBy(() -> new CapturedMessageAssert(null).returnToInbox());
    }
}

package io.github.smtpfake.rest.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.DemoMail;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What every view shows. The page is loaded once; the tests go from view to view. */
@BrowserTest
class ViewsTest {
    private static final InboxPage PAGE = new InboxPage();
    private static final RunningApi API = PAGE.api();
    private static final Browser BROWSER = PAGE.browser();

    private static String message;

    @BeforeAll
    static void start() {
        DemoMail.sendTo(API.smtp());
        message = API.http().get("/api/messages/latest").get("id").asText();
        BROWSER.show(1280, 800, false);
        PAGE.open("");
    }

    @AfterAll
    static void stop() {
        PAGE.close();
    }

    private static void open(String hash) {
        PAGE.go(hash);
    }

    /** Opens a new form, also if another test has left one. */
    private static void openRuleForm() {
        open("#/sessions");
        BROWSER.find(".row.session");
        open("#/rules");
        BROWSER.click(".page-actions .primary");
        BROWSER.find(".rule-form");
    }

    private static void openTab(String tab) {
        open("#/messages/" + message + "/" + tab);
        BROWSER.find("#tab-" + tab + "[aria-selected=true]");
    }

    @Test
    void showsTheHtmlWithItsImages() {
        openTab("html");
        BROWSER.driver().switchTo().frame(BROWSER.find("iframe"));

        BROWSER.find("h1", "Welcome, Ada!");
        BROWSER.awaitTrue("return document.images[0].complete && document.images[0].naturalWidth === 80");
        assertThat(BROWSER.run("return document.images[1].naturalWidth")).isEqualTo(0L);
        BROWSER.driver().switchTo().defaultContent();
        BROWSER.find(".blocked", "1 remote reference blocked");
        BROWSER.click("[aria-label^=Phone]");
        BROWSER.awaitTrue("return document.querySelector('iframe').clientWidth === 375");
        BROWSER.click("[aria-label='Full width']");
    }

    @Test
    void previewsTheHtmlInDarkColours() {
        openTab("html");
        BROWSER.click("[aria-label='Dark']");
        BROWSER.driver().switchTo().frame(BROWSER.find("iframe"));
        BROWSER.awaitTrue("return matchMedia('(prefers-color-scheme: dark)').matches");
        BROWSER.driver().switchTo().defaultContent();
        BROWSER.click("[aria-label='Light']");
    }

    @Test
    void showsTheTextHeadersAndSource() {
        openTab("text");
        BROWSER.find(".plain-text", "Your code is 482913.");
        openTab("headers");
        BROWSER.find(".tab-bar input").sendKeys("unsubscribe");
        BROWSER.awaitTexts(".header-list dt", "List-Unsubscribe");
        openTab("raw");
        BROWSER.find(".raw .field b", "From:");
        BROWSER.find(".raw .boundary", "--mixed");
    }

    @Test
    void showsPartsWithTheirHash() {
        openTab("parts");
        JsonNode parts = API.http().get("/api/messages/" + message).get("attachments");
        BROWSER.awaitTexts(".part-name strong", "logo.png", "terms.pdf");
        BROWSER.find(".part-facts code", parts.at("/1/sha256").asText());
        BROWSER.awaitTrue("return document.querySelector('.image-preview img').naturalWidth === 80");
    }

    @Test
    void copiesCodesAndLinks() {
        openTab("links");
        BROWSER.driver()
                .executeCdpCommand(
                        "Browser.grantPermissions",
                        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        BROWSER.find(".code", "482913").click();
        BROWSER.find(".code.copied");
        BROWSER.awaitTrue("return navigator.clipboard.readText().then((text) => text === '482913')");
        assertThat(BROWSER.driver().findElement(By.cssSelector(".links a")).getAttribute("rel"))
                .contains("noopener", "noreferrer");
    }

    @Test
    void showsTheEnvelopeBesideTheHeaders() {
        openTab("transcript");
        BROWSER.find(".fact-envelope", "bounces+77@app.example.com");
        BROWSER.find(".fact-envelope .chip.warn", "differs from From");
        BROWSER.find(".fact-envelope .address", "audit@example.org");
        assertThat(BROWSER.texts(".fact-envelope .chip.accent")).containsExactly("Bcc");
        BROWSER.find(".transcript .client code", "MAIL FROM:<bounces+77@app.example.com>");
        BROWSER.find(".transcript .server code", "queued as " + message);
    }

    @Test
    void showsTheEventsOfCalendars() {
        String id = API.deliver("app@example.org", InboxPage.INVITATION, "ada@example.org");
        open("#/messages/" + id + "/calendar");
        BROWSER.find("#tab-calendar[aria-selected=true]");

        BROWSER.awaitTexts(".calendar h3", "Planning <b>x</b>", "Fair");
        assertThat(BROWSER.texts(".calendar dd"))
                .contains("2026-03-30 10:00 Z – 2026-03-30 11:30 Z", "Room 1", "Grace <grace@example.org>")
                .contains("ada@example.org ACCEPTED", "2026-04-01 – 2026-04-02");
        openTab("html");
        assertThat(BROWSER.texts("#tab-calendar")).isEmpty();
        API.http().send("DELETE", "/api/messages/" + id);
    }

    /** The texts are in English, so dates are, too, in whatever language the browser and the machine are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en-US | [A-Z][a-z]{2} \\d+, 20\\d\\d, \\d+:\\d\\d:\\d\\d\\h[AP]M",
                "en-GB | \\d+ [A-Z][a-z]{2,3} 20\\d\\d, \\d\\d:\\d\\d:\\d\\d",
                "de-DE | \\d+ [A-Z][a-z]{2,3} 20\\d\\d, \\d\\d:\\d\\d:\\d\\d"
            })
    void writesDatesInEnglish(String language, String format) {
        String browserName = String.valueOf(BROWSER.run("return navigator.userAgent"));
        speak(browserName, language);
        try {
            PAGE.open("#/messages/" + message + "/text");
            BROWSER.find(".facts time");
            assertThat(BROWSER.run("return navigator.language")).isEqualTo(language);
            assertThat(BROWSER.texts(".facts time")).singleElement().asString().matches(format);
        } finally {
            speak(browserName, "en-GB");
            PAGE.open("");
        }
    }

    private static void speak(String browserName, String language) {
        BROWSER.driver()
                .executeCdpCommand(
                        "Emulation.setUserAgentOverride", Map.of("userAgent", browserName, "acceptLanguage", language));
    }

    @Test
    void explainsProblems() {
        String id = API.deliver("app@example.org", "Subject: x\r\nDate: nonsense\r\n\r\nx\n\r\n", "ada@example.org");
        open("#/messages/" + id + "/problems");

        JsonNode problems = API.http().get("/api/messages/" + id).get("problems");
        assertThat(problems).isNotEmpty();
        for (JsonNode problem : problems) {
            BROWSER.find(".problems", problem.get("detail").asText());
        }
        BROWSER.find(".problems a[href^='https://www.rfc-editor.org/rfc/rfc']");
        API.http().send("DELETE", "/api/messages/" + id);
    }

    @Test
    void showsWhatMailClientsShowDifferently() {
        openTab("compatibility");

        JsonNode findings = API.http()
                .get("/api/messages/" + message + "/html-compatibility")
                .get("findings");
        assertThat(findings).hasSizeGreaterThan(3);
        BROWSER.awaitTexts(
                ".compatibility > li > .problem-head code",
                findings.findValuesAsText("rule").toArray(String[]::new));
        for (JsonNode finding : findings) {
            WebElement link = BROWSER.find(
                    ".compatibility a[href='" + finding.get("reference").asText() + "']");
            assertThat(link.getDomAttribute("target")).isEqualTo("_blank");
            assertThat(link.getDomAttribute("rel")).isEqualTo("noopener noreferrer");
        }
        BROWSER.find(".places li", "line " + findings.at("/0/places/0/line").asText());
    }

    @Test
    void checksOnlyHtml() {
        String id = API.deliver("app@example.org", "Subject: x\r\n\r\nx\r\n", "ada@example.org");
        PAGE.go("#/messages/" + id + "/compatibility");

        BROWSER.find("#tab-text[aria-selected=true]");
        assertThat(BROWSER.texts("#tab-compatibility")).isEmpty();
        API.http().send("DELETE", "/api/messages/" + id);
    }

    @Test
    void saysThatAMessageIsGone() {
        open("#/messages/aaaaaaaaaaaaaaaaaaaaaa");
        BROWSER.find(".placeholder h2", "This message no longer exists");
    }

    @Test
    void showsRejectedSessionsWithTheRule() {
        open("#/sessions");
        BROWSER.find(".row.session", "worker-3.example.com")
                .findElement(By.cssSelector("a"))
                .click();

        BROWSER.find(".rejections .reply", "452 4.2.2 Mailbox full");
        BROWSER.find(".rejections a", "rcptTo(full@example.org)");
        BROWSER.find(".transcript .rejection code", "452 4.2.2 Mailbox full");
        BROWSER.find(".chip.bad", "1 rejected command");
    }

    @Test
    void addsAndRemovesRulesByAFormThatOffersWhatFits() {
        openRuleForm();
        BROWSER.find("#value-recipient").sendKeys("form@example.org");
        new Select(BROWSER.find("#rule-stage")).selectByValue("quit");
        assertThat(BROWSER.texts("fieldset:nth-of-type(1) .add option")).doesNotContain("nth", "header", "afterBytes");
        new Select(BROWSER.find("#rule-stage")).selectByValue("rcpt");
        assertThat(BROWSER.texts("fieldset:nth-of-type(1) .add option"))
                .contains("nth")
                .doesNotContain("header");
        BROWSER.click(".rule-form [type=submit]");

        BROWSER.find(".rule", "rcptTo(form@example.org)")
                .findElement(By.cssSelector("[aria-label^=Remove]"))
                .click();
        BROWSER.awaitTrue("return !document.querySelector('.rules').textContent.includes('form@example.org')");
        assertThat(API.http().get("/api/rules").get("rules")).hasSize(2);
    }

    @Test
    void readsListsInTheFormOfRulesAsJson() {
        openRuleForm();
        String example = API.http()
                .get("/api/rules/schema")
                .at("/conditions/all/example")
                .toString();
        new Select(BROWSER.find(".rule-form [aria-label='Add a condition']")).selectByValue("all");
        assertThat(BROWSER.find("#value-all").getDomAttribute("placeholder")).isEqualTo(example);
        BROWSER.find("#value-all").sendKeys(example);
        BROWSER.find(".rule-form .segmented button", "JSON").click();

        BROWSER.awaitTrue(
                "return document.getElementById('rule-json').value.replace(/\\s/g, '').includes(arguments[0])",
                "\"all\":" + example.replaceAll("\\s", ""));
    }

    @Test
    void findsRemoteReferencesOfHostileStylesInLinearTime() {
        String module = new String(PageFiles.read("util/remote.js"), UTF_8);
        BROWSER.leave();

        assertThat(BROWSER.run(
                        "return import(URL.createObjectURL(new Blob([arguments[0]], {type: 'text/javascript'})))"
                                + ".then(({remoteReferences}) => remoteReferences('<p style=\"' +"
                                + " 'url('.repeat(200000) + '\"><p style=\"background: url( //evil.example/a )\">')[0].url)",
                        module))
                .isEqualTo("//evil.example/a");
        open("");
    }

    @Test
    void showsWhyARuleIsRejected() {
        openRuleForm();
        BROWSER.find(".segmented button", "JSON").click();
        BROWSER.find("#rule-json").clear();
        BROWSER.find("#rule-json").sendKeys("{\"on\": \"nowhere\"}");
        BROWSER.click(".rule-form [type=submit]");
        BROWSER.find(".rule-form .field-error", "must be one of smtps, connect");
    }

    @Test
    void scrollsThroughTenThousandMessages() throws IOException {
        try (RunningApi many = new RunningApi()) {
            deliver(many, 10_000);
            BROWSER.open("http://127.0.0.1:" + many.httpPort() + "/");
            BROWSER.find(".toolbar-text", "10,000 messages");
            BROWSER.run("document.querySelector('.window').scrollTop = 5000 * 76");
            BROWSER.find(".window-row[aria-posinset='5003'] .row");
            BROWSER.run("document.querySelector('.window').scrollTop = 1e9");
            BROWSER.find(".window-row[aria-posinset='10000'] .row");

            assertThat((Long) BROWSER.run("return document.querySelectorAll('.window-row').length"))
                    .isLessThan(60);
            showsWhereAPersonScrolledMeanwhile();
        }
    }

    /** Rows that a person scrolls to while others are loading are loaded soon after these. */
    private static void showsWhereAPersonScrolledMeanwhile() {
        BROWSER.run("""
                const send = window.fetch;
                const later = window.setTimeout;
                window.setTimeout = (run, millis) => later(run, millis >= 400 ? 1e9 : millis);
                window.fetch = (url, options) => {
                  if (!url.includes("offset=") || window.release) {
                    return send(url, options);
                  }
                  return new Promise((release) => { window.release = release; }).then(() => send(url, options));
                };
                document.querySelector('.window').scrollTop = 2000 * 76;
                """);
        BROWSER.awaitTrue("return window.release !== undefined");
        BROWSER.run("document.querySelector('.window').scrollTop = 7000 * 76");
        BROWSER.find(".window-row[aria-posinset='7003'] .skeleton");
        BROWSER.run("release()");

        BROWSER.find(".window-row[aria-posinset='7003']:not(.unloaded) .row");
    }

    /** Sends messages in one session, the envelope of the next one together with the end of each. */
    private static void deliver(RunningApi api, int count) throws IOException {
        String envelope = "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n";
        try (SmtpClient client = SmtpClient.greeted(api.smtp())) {
            client.send(envelope).expect("250", "250", "354");
            for (int i = 1; i < count; i++) {
                client.send("Subject: Mail\r\n\r\nx\r\n.\r\n" + envelope).expect("250", "250", "250", "354");
            }
            client.send("Subject: Mail\r\n\r\nx\r\n.\r\n").expect("250");
            client.command("QUIT", "221");
        }
    }
}

package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.DemoMail;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Every view in a browser, also with the rules of axe-core for people who use a screen reader or need contrast. */
@BrowserTest
class ViewsTest {
    private static final RunningApi API = new RunningApi();

    private static Browser browser;
    private static String message;
    private static String axe;

    @BeforeAll
    static void start() throws Exception {
        DemoMail.sendTo(API.smtp());
        message = API.http().get("/api/messages/latest").get("id").asText();
        axe = new String(ViewsTest.class.getResourceAsStream("/axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        browser = new Browser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        API.close();
    }

    private static void open(String hash) {
        browser.open("http://127.0.0.1:" + API.httpPort() + "/" + hash);
        browser.find(".live.connected");
    }

    private static void openTab(String tab) {
        open("#/messages/" + message + "/" + tab);
        browser.find("#tab-" + tab + "[aria-selected=true]");
    }

    @Test
    void showsTheHtmlWithItsImages() {
        openTab("html");
        browser.driver().switchTo().frame(browser.find("iframe"));

        browser.find("h1", "Welcome, Ada!");
        browser.awaitTrue("return document.images[0].complete && document.images[0].naturalWidth === 80");
        assertThat(browser.run("return document.images[1].naturalWidth")).isEqualTo(0L);
        browser.driver().switchTo().defaultContent();
        browser.find(".blocked", "1 remote reference blocked");
        browser.click("[aria-label^=Phone]");
        browser.awaitTrue("return document.querySelector('iframe').clientWidth === 375");
        browser.click("[aria-label='Full width']");
    }

    @Test
    void previewsTheHtmlInDarkColours() {
        openTab("html");
        browser.click("[aria-label='Dark']");
        browser.driver().switchTo().frame(browser.find("iframe"));
        browser.awaitTrue("return matchMedia('(prefers-color-scheme: dark)').matches");
        browser.driver().switchTo().defaultContent();
        browser.click("[aria-label='Light']");
    }

    @Test
    void showsTheTextHeadersAndSource() {
        openTab("text");
        browser.find(".plain-text", "Your code is 482913.");
        openTab("headers");
        browser.find(".tab-bar input").sendKeys("unsubscribe");
        browser.awaitTexts(".header-list dt", "List-Unsubscribe");
        openTab("raw");
        browser.find(".raw .field b", "From:");
        browser.find(".raw .boundary", "--mixed");
    }

    @Test
    void showsPartsWithTheirHash() {
        openTab("parts");
        JsonNode parts = API.http().get("/api/messages/" + message).get("attachments");
        browser.awaitTexts(".part-name strong", "logo.png", "terms.pdf");
        browser.find(".part-facts code", parts.at("/1/sha256").asText());
        browser.awaitTrue("return document.querySelector('.image-preview img').naturalWidth === 80");
    }

    @Test
    void copiesCodesAndLinks() {
        openTab("links");
        browser.driver()
                .executeCdpCommand(
                        "Browser.grantPermissions",
                        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        browser.find(".code", "482913").click();
        browser.find(".code.copied");
        browser.awaitTrue("return navigator.clipboard.readText().then((text) => text === '482913')");
        assertThat(browser.driver().findElement(By.cssSelector(".links a")).getAttribute("rel"))
                .contains("noopener", "noreferrer");
    }

    @Test
    void showsTheEnvelopeBesideTheHeaders() {
        openTab("transcript");
        browser.find(".fact-envelope", "bounces+77@app.example.com");
        browser.find(".fact-envelope .chip.warn", "differs from From");
        browser.find(".fact-envelope .address", "audit@example.org");
        assertThat(browser.texts(".fact-envelope .chip.accent")).containsExactly("Bcc");
        browser.find(".transcript .client code", "MAIL FROM:<bounces+77@app.example.com>");
        browser.find(".transcript .server code", "queued as " + message);
    }

    @Test
    void showsTheEventsOfCalendars() {
        String id = API.deliver("app@example.org", """
                Subject: Invitation
                MIME-Version: 1.0
                Content-Type: text/calendar; method=REQUEST; charset=utf-8

                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//example//EN
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:1@example.org
                DTSTAMP:20260301T000000Z
                DTSTART:20260330T100000Z
                DTEND:20260330T113000Z
                SUMMARY:Planning <b>x</b>
                LOCATION:Room 1
                ORGANIZER;CN=Grace:mailto:grace@example.org
                ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org
                END:VEVENT
                BEGIN:VEVENT
                UID:2@example.org
                DTSTAMP:20260301T000000Z
                DTSTART;VALUE=DATE:20260401
                DTEND;VALUE=DATE:20260403
                SUMMARY:Fair
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"), "ada@example.org");
        open("#/messages/" + id + "/calendar");
        browser.find("#tab-calendar[aria-selected=true]");

        browser.awaitTexts(".calendar h3", "Planning <b>x</b>", "Fair");
        assertThat(browser.texts(".calendar dd"))
                .contains("2026-03-30 10:00 Z – 2026-03-30 11:30 Z", "Room 1", "Grace <grace@example.org>")
                .contains("ada@example.org ACCEPTED", "2026-04-01 – 2026-04-02");
        openTab("html");
        assertThat(browser.texts("#tab-calendar")).isEmpty();
        API.http().send("DELETE", "/api/messages/" + id);
    }

    @Test
    void explainsProblems() {
        String id = API.deliver("app@example.org", "Subject: x\r\nDate: nonsense\r\n\r\nx\n\r\n", "ada@example.org");
        open("#/messages/" + id + "/problems");

        JsonNode problems = API.http().get("/api/messages/" + id).get("problems");
        assertThat(problems).isNotEmpty();
        for (JsonNode problem : problems) {
            browser.find(".problems", problem.get("detail").asText());
        }
        browser.find(".problems a[href^='https://www.rfc-editor.org/rfc/rfc']");
        API.http().send("DELETE", "/api/messages/" + id);
    }

    @Test
    void showsWhatMailClientsShowDifferently() {
        openTab("compatibility");

        JsonNode findings = API.http()
                .get("/api/messages/" + message + "/html-compatibility")
                .get("findings");
        assertThat(findings).hasSizeGreaterThan(3);
        browser.awaitTexts(
                ".compatibility > li > .problem-head code",
                findings.findValuesAsText("rule").toArray(String[]::new));
        for (JsonNode finding : findings) {
            WebElement link = browser.find(
                    ".compatibility a[href='" + finding.get("source").asText() + "']");
            assertThat(link.getDomAttribute("target")).isEqualTo("_blank");
            assertThat(link.getDomAttribute("rel")).isEqualTo("noopener noreferrer");
        }
        browser.find(".places li", "line " + findings.at("/0/places/0/line").asText());
    }

    @Test
    void checksOnlyHtml() {
        String id = API.deliver("app@example.org", "Subject: x\r\n\r\nx\r\n", "ada@example.org");
        open("#/messages/" + id + "/compatibility");

        browser.find("#tab-text[aria-selected=true]");
        assertThat(browser.texts("#tab-compatibility")).isEmpty();
        API.http().send("DELETE", "/api/messages/" + id);
    }

    @Test
    void saysThatAMessageIsGone() {
        open("#/messages/aaaaaaaaaaaaaaaaaaaaaa");
        browser.find(".placeholder h2", "This message no longer exists");
    }

    @Test
    void showsRejectedSessionsWithTheRule() {
        open("#/sessions");
        browser.find(".row.session", "worker-3.example.com")
                .findElement(By.cssSelector("a"))
                .click();

        browser.find(".rejections .reply", "452 4.2.2 Mailbox full");
        browser.find(".rejections a", "rcptTo(full@example.org)");
        browser.find(".transcript .rejection code", "452 4.2.2 Mailbox full");
        browser.find(".chip.bad", "1 rejected command");
    }

    @Test
    void addsAndRemovesRulesByAFormThatOffersWhatFits() {
        open("#/rules");
        browser.click(".page-actions .primary");
        browser.find("#value-recipient").sendKeys("form@example.org");
        new Select(browser.find("#rule-stage")).selectByValue("quit");
        assertThat(browser.texts("fieldset:nth-of-type(1) .add option")).doesNotContain("nth", "header", "afterBytes");
        new Select(browser.find("#rule-stage")).selectByValue("rcpt");
        assertThat(browser.texts("fieldset:nth-of-type(1) .add option"))
                .contains("nth")
                .doesNotContain("header");
        browser.click(".rule-form [type=submit]");

        browser.find(".rule", "rcptTo(form@example.org)")
                .findElement(By.cssSelector("[aria-label^=Remove]"))
                .click();
        browser.awaitTrue("return !document.querySelector('.rules').textContent.includes('form@example.org')");
        assertThat(API.http().get("/api/rules").get("rules")).hasSize(2);
    }

    @Test
    void readsListsInTheFormOfRulesAsJson() {
        open("#/rules");
        browser.click(".page-actions .primary");
        String example = API.http()
                .get("/api/rules/schema")
                .at("/conditions/all/example")
                .toString();
        new Select(browser.find(".rule-form [aria-label='Add a condition']")).selectByValue("all");
        assertThat(browser.find("#value-all").getDomAttribute("placeholder")).isEqualTo(example);
        browser.find("#value-all").sendKeys(example);
        browser.find(".rule-form .segmented button", "JSON").click();

        browser.awaitTrue(
                "return document.getElementById('rule-json').value.replace(/\\s/g, '').includes(arguments[0])",
                "\"all\":" + example.replaceAll("\\s", ""));
    }

    @Test
    void findsRemoteReferencesOfHostileStylesInLinearTime() {
        open("");

        assertThat(browser.run("const main = document.querySelector('script[type=module]').src;"
                        + " return import(new URL('util/remote.js', main)).then(({remoteReferences}) =>"
                        + " remoteReferences('<p style=\"' + 'url('.repeat(200000)"
                        + " + '\"><p style=\"background: url( //evil.example/a )\">')[0].url)"))
                .isEqualTo("//evil.example/a");
    }

    @Test
    void showsWhyARuleIsRejected() {
        open("#/rules");
        browser.click(".page-actions .primary");
        browser.find(".segmented button", "JSON").click();
        browser.find("#rule-json").clear();
        browser.find("#rule-json").sendKeys("{\"on\": \"nowhere\"}");
        browser.click(".rule-form [type=submit]");
        browser.find(".rule-form .field-error", "must be one of smtps, connect");
    }

    @Test
    void scrollsThroughTenThousandMessages() throws IOException {
        try (RunningApi many = new RunningApi()) {
            deliver(many, 10_000);
            browser.open("http://127.0.0.1:" + many.httpPort() + "/");
            browser.find(".toolbar-text", "10,000 messages");
            browser.run("document.querySelector('.window').scrollTop = 5000 * 76");
            browser.find(".window-row[aria-posinset='5003'] .row");
            browser.run("document.querySelector('.window').scrollTop = 1e9");
            browser.find(".window-row[aria-posinset='10000'] .row");

            assertThat((Long) browser.run("return document.querySelectorAll('.window-row').length"))
                    .isLessThan(60);
        }
    }

    /** Sends messages in one session. */
    private static void deliver(RunningApi api, int count) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(api.smtp())) {
            for (int i = 0; i < count; i++) {
                client.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n")
                        .expect("250", "250", "354")
                        .send("Subject: Mail " + i + "\r\n\r\nx\r\n.\r\n")
                        .expect("250");
            }
            client.command("QUIT", "221");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', .row", "#/messages?q=nothing-has-this, .placeholder", "#/sessions, .row", "#/rules, .rule", "html, iframe",
        "text, .plain-text", "headers, .header-list", "raw, .raw .line", "parts, .part", "links, .links",
        "compatibility, .compatibility", "problems, .tabpanel", "transcript, .transcript"
    })
    void hasNoSeriousBarriers(String view, String complete) {
        String hash = view.isEmpty() || view.startsWith("#") ? view : "#/messages/" + message + "/" + view;
        for (boolean dark : new boolean[] {false, true}) {
            // Small and wide in light colours; wide also in dark ones.
            for (int width : dark ? new int[] {1400} : new int[] {360, 1400}) {
                browser.show(width, 900, dark);
                open(hash);
                browser.find(complete);
                assertThat(barriers())
                        .as("%s %s %s", view, width, dark ? "dark" : "light")
                        .isEmpty();
            }
        }
        browser.show(1280, 800, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rule-form", "help", "menu", "search"})
    void hasNoSeriousBarriersInDialogs(String what) {
        for (boolean dark : new boolean[] {false, true}) {
            browser.show(1280, 800, dark);
            open(what.equals("rule-form") ? "#/rules" : "");
            browser.find(what.equals("rule-form") ? ".rule" : ".row");
            switch (what) {
                case "rule-form" -> browser.click(".page-actions .primary");
                case "help" -> browser.press("?");
                case "menu" -> browser.click(".toolbar .menu button");
                default -> browser.press("/");
            }
            browser.find(
                    Map.of("rule-form", ".rule-form", "help", "dialog", "menu", ".menu-items", "search", "#suggestions")
                            .get(what));
            assertThat(barriers()).as(what + dark).isEmpty();
        }
        browser.show(1280, 800, false);
    }

    /** Returns what axe-core finds of the impact serious or critical. The content of the mail itself is not ours. */
    @SuppressWarnings("unchecked")
    private static List<String> barriers() {
        browser.run(axe);
        List<Map<String, Object>> violations = (List<Map<String, Object>>) browser.run("""
            return axe.run({exclude: [['iframe']]}, {resultTypes: ['violations'], iframes: false}).then((result) => result.violations
              .filter(({impact}) => ['serious', 'critical'].includes(impact))
              .map(({id, nodes}) => ({id, nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`)})))\
            """);
        List<String> found = new ArrayList<>();
        violations.forEach(violation -> found.add(violation.get("id") + " " + violation.get("nodes")));
        return found;
    }
}

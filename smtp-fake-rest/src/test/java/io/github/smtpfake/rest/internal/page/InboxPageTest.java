package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.DemoMail;
import io.github.smtpfake.rest.testing.HeldPort;
import io.github.smtpfake.rest.testing.RunningApi;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The list of messages in a browser: what arrives, searching, keys, tabs and lost connections. */
@BrowserTest
class InboxPageTest {
    private static final String SUBJECTS = InboxPage.SUBJECTS;
    private static final InboxPage PAGE = new InboxPage();

    private static final Browser BROWSER = PAGE.browser();
    private static final RunningApi API = PAGE.api();

    @AfterAll
    static void stop() {
        PAGE.close();
    }

    @BeforeEach
    void reset() {
        PAGE.reset();
    }

    private static void open(String hash) {
        PAGE.open(hash);
    }

    private static String deliver(String subject, String recipient) {
        return PAGE.deliver(subject, recipient);
    }

    @Test
    void tellsHowToSendTheFirstMail() {
        open("");

        BROWSER.find(".samples code", "swaks --server 127.0.0.1:" + API.smtp().port());
        BROWSER.find(".samples code", "curl smtp://127.0.0.1:" + API.smtp().port());
        BROWSER.find(".samples code", "spring.mail.port=" + API.smtp().port());
        // On a phone, an option stays on one line.
        BROWSER.show(360, 740, false);
        BROWSER.awaitTrue(
                "return [...document.querySelectorAll('.samples .word')].map((word) => word.clientHeight < 30 &&"
                        + " word.textContent).includes('--mail-from')");
        assertThat(BROWSER.run("return [...document.querySelectorAll('.samples .word')]"
                        + ".filter((word) => word.clientHeight >= 30).map((word) => word.textContent)"))
                .isEqualTo(List.of());
    }

    /** What is painted before the scripts build the page stays where it is. */
    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void beginsWithAHeadThatDoesNotMove(int width) {
        String place = "['.logo', '.brand span'].map((part) => JSON.stringify(document.querySelector(part)"
                + ".getBoundingClientRect())).join()";
        String script = BROWSER.addFirstScript("addEventListener('DOMContentLoaded', () => { window.headBefore = "
                + "document.getElementById('app').ariaBusy && " + place + " })");
        try {
            BROWSER.show(width, 800, false);
            open("");
            BROWSER.find(".samples");

            assertThat(BROWSER.run("return headBefore")).isEqualTo(BROWSER.run("return " + place));
        } finally {
            BROWSER.removeFirstScript(script);
        }
    }

    @Test
    void showsMailThatArrivesWithoutReloading() {
        open("");
        BROWSER.run("window.marker = 1");

        deliver("First", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "First");
        deliver("Second", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "Second", "First");

        assertThat(BROWSER.run("return window.marker")).isEqualTo(1L);
        BROWSER.awaitTrue("return document.title === '(2) smtp-fake'");
        BROWSER.awaitTrue("return document.querySelector('link[rel=icon]').href.startsWith('data:image/svg+xml')");
    }

    @Test
    void marksAnOpenedMessageAsReadForAllClients() {
        String id = deliver("Hello", "ada@example.org");
        open("");

        BROWSER.click(".row-link");
        BROWSER.find("#message-subject", "Hello");
        BROWSER.awaitNone(".row.unread");
        BROWSER.awaitTrue("return document.title === 'smtp-fake'");

        assertThat(API.http().get("/api/messages/" + id).get("read").asBoolean())
                .isTrue();
        assertThat(API.http().get("/api/v1/messages").get("unread").asInt()).isZero();
    }

    @Test
    void searchesWithTheFiltersOfTheApi() {
        deliver("Invoice 1", "ada@example.org");
        deliver("Welcome", "grace@example.org");
        deliver("Invoice 2", "grace@example.org");
        open("");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 2", "Welcome", "Invoice 1");

        BROWSER.press("/");
        BROWSER.press("to:grace subject:invoice");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 2");
        BROWSER.find(".toolbar-text", "1 of 3 messages");
        BROWSER.press(Keys.ENTER);
        deliver("Invoice 3", "grace@example.org");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 3", "Invoice 2");

        open("#/messages?q=nobody%40example.org");
        BROWSER.find(".placeholder h2", "No message matches");
        BROWSER.click(".placeholder .button");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 3", "Invoice 2", "Welcome", "Invoice 1");
    }

    @Test
    void completesFiltersAndRemembersSearches() {
        deliver("Hello", "grace@example.org");
        open("");
        BROWSER.find(".row");

        BROWSER.press("/");
        BROWSER.press("rec");
        BROWSER.find("#suggestions li", "recipient:");
        BROWSER.press(Keys.ARROW_DOWN);
        BROWSER.press(Keys.ENTER);
        BROWSER.find("#suggestions li", "recipient:grace@example.org");
        BROWSER.press(Keys.ARROW_DOWN);
        BROWSER.press(Keys.ENTER);
        BROWSER.awaitTrue("return location.hash === '#/messages?q=recipient%3Agrace%40example.org'");

        open("");
        BROWSER.press("/");
        BROWSER.find("#suggestions li", "recipient:grace@example.org");
    }

    @Test
    void completesValuesFromTheStore() {
        API.deliver(
                "bounces@app.example",
                "From: Grace <grace@example.org>\r\nX-Tags: registration\r\nSubject: 1\r\n\r\n",
                "ada@example.org");
        open("");
        BROWSER.find(".row");
        BROWSER.press("/");

        for (String[] typed : new String[][] {
            {"from:gra", "from:grace@example.org"},
            {"sender:b", "sender:bounces@app.example"},
            {"tag:", "tag:registration"},
            {"helo:", "helo:client.example.org"},
            {"subject:x reci", "recipient:"},
            {"subject:x recipient:", "recipient:ada@example.org"}
        }) {
            BROWSER.press(Keys.CONTROL, "a");
            BROWSER.press(typed[0]);
            BROWSER.find("#suggestions li", typed[1]);
        }
        BROWSER.press(Keys.ARROW_DOWN);
        BROWSER.press(Keys.ENTER);
        BROWSER.awaitTrue(
                "return document.querySelector('.search input').value === 'subject:x recipient:ada@example.org'");
    }

    @Test
    void groupsByRecipient() {
        deliver("1", "ada@example.org");
        deliver("2", "grace@example.org");
        BROWSER.show(1400, 800, false);
        open("");

        BROWSER.find(".recipients a", "grace@example.org").click();
        BROWSER.awaitTexts(SUBJECTS, "2");
        assertThat(BROWSER.find(".recipients a[aria-current=true]").getDomProperty("textContent"))
                .containsPattern("1 message, 1 unread");
        BROWSER.find(".recipients a", "All recipients").click();
        BROWSER.awaitTexts(SUBJECTS, "2", "1");
    }

    @Test
    void saysThatItShowsOnlySomeRecipients() {
        String[] many =
                IntStream.range(0, 201).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);
        API.deliver("app@example.org", "Subject: Many\r\n\r\n", many);
        BROWSER.show(1400, 800, false);
        open("");

        BROWSER.find(".recipients .hint", "The 200 most recent of 201 are shown.");
        BROWSER.find(".recipients input").sendKeys("r200@");
        BROWSER.awaitTexts(".recipients li", "All recipients", "r200@example.org 1 message, 1 unread");
    }

    @Test
    void obeysTheKeyboard() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        BROWSER.awaitTexts(SUBJECTS, "3", "2", "1");

        BROWSER.press("j");
        BROWSER.awaitFocus("[data-id] .row-link");
        BROWSER.press(Keys.ENTER);
        BROWSER.find("#message-subject", "3");
        BROWSER.press("j");
        BROWSER.find("#message-subject", "2");
        BROWSER.press("k");
        BROWSER.find("#message-subject", "3");
        BROWSER.awaitNone(".row.current.unread");
        BROWSER.press("u");
        BROWSER.find(".row.current.unread");
        BROWSER.press("d");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");
        BROWSER.find("#message-subject", "2");
        BROWSER.press("]");
        BROWSER.find("[role=tab][aria-selected=true]", "Headers");
        BROWSER.press("x");
        BROWSER.find(".toolbar-text", "1 selected");
        BROWSER.press(Keys.ESCAPE);
        BROWSER.awaitNone(".toolbar.selecting");
        BROWSER.press("g");
        BROWSER.press("s");
        BROWSER.awaitTrue("return location.hash === '#/sessions'");
        BROWSER.press("?");
        BROWSER.find("dialog h2", "Keyboard");
        BROWSER.press(Keys.ESCAPE);
        BROWSER.awaitNone("dialog");

        assertThat(API.http().get("/api/messages").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void keepsTheMessageThatIsOpenedWhileASearchIsTyped() {
        String id = deliver("1", "ada@example.org");
        open("");
        BROWSER.find(".row");
        // Without the focus, which a tab of another test may have had last, no element loses it.
        BROWSER.driver().executeCdpCommand("Page.bringToFront", Map.of());
        BROWSER.awaitTrue("return document.hasFocus()");

        BROWSER.run("const input = document.querySelector('.search input'); input.focus(); input.value = 'Hello';"
                + " input.dispatchEvent(new Event('input', {bubbles: true})); input.blur();"
                + " return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {"
                + " document.querySelector('.row-link').click(); done() })))");

        BROWSER.awaitTrue("return location.hash === arguments[0]", "#/messages/" + id + "?q=Hello");
        BROWSER.find("#message-subject", "1");
    }

    @Test
    void keepsThePositionWhenRowsAboveItComeAndGo() {
        for (int i = 0; i < 30; i++) {
            deliver("Invoice " + i, "ada@example.org");
        }
        open("#/messages?q=subject:invoice");
        BROWSER.find(SUBJECTS, "Invoice 29");
        BROWSER.run("document.querySelector('.window').scrollTop = 760;"
                + " return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");

        String newest = deliver("Invoice 30", "ada@example.org");
        BROWSER.awaitTrue("return document.querySelector('.window').scrollTop === 836");
        BROWSER.find("[aria-posinset='12'] " + SUBJECTS, "Invoice 19");
        API.http().send("DELETE", "/api/messages/" + newest);
        BROWSER.awaitTrue("return document.querySelector('.window').scrollTop === 760");
        BROWSER.find("[aria-posinset='11'] " + SUBJECTS, "Invoice 19");
    }

    @Test
    void showsThatTheServerIsGoneAndReconnects() {
        try (HeldPort port = new HeldPort()) {
            try (RunningApi first = new RunningApi()) {
                port.leadTo(first.httpPort());
                first.deliver("Before");
                BROWSER.open("http://127.0.0.1:" + port.number() + "/");
                BROWSER.find(".live.connected");
                BROWSER.find(".row");
                port.leadNowhere();
            }
            BROWSER.find(".banner", "Server not reachable");
            BROWSER.find(".live.lost");

            try (RunningApi second = new RunningApi()) {
                port.leadTo(second.httpPort());
                second.deliver("After");
                BROWSER.find(".live.connected");
                BROWSER.awaitNone(".banner");
                BROWSER.awaitTexts(SUBJECTS, "After");
            }
        }
    }

    @Test
    void takesOtherValuesOfIsAsWords() {
        deliver("1", "ada@example.org");
        deliver("This is:anything", "ada@example.org");
        open("#/messages?q=is:anything");

        BROWSER.awaitTexts(SUBJECTS, "This is:anything");
    }

    @Test
    void keepsTwoTabsAlike() {
        String id = deliver("Hello", "ada@example.org");
        open("");
        BROWSER.find(".row.unread");
        String first = BROWSER.driver().getWindowHandle();
        BROWSER.driver().switchTo().newWindow(WindowType.TAB);
        open("");
        BROWSER.find(".row.unread");
        deliver("Second", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "Second", "Hello");
        BROWSER.driver().get("http://127.0.0.1:" + API.httpPort() + "/#/messages/" + id);
        BROWSER.find("#message-subject", "Hello");

        BROWSER.driver().switchTo().window(first);
        BROWSER.awaitTexts(SUBJECTS, "Second", "Hello");
        BROWSER.awaitTrue("return document.querySelectorAll('.row.unread').length === 1");
        BROWSER.driver().close();
        BROWSER.driver()
                .switchTo()
                .window(BROWSER.driver().getWindowHandles().iterator().next());
        // The tab that listened is gone; the other one takes over.
        deliver("Third", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "Third", "Second", "Hello");
    }

    @Test
    void addsARuleForTheNextMailInTwoClicks() {
        deliver("Hello", "ada@example.org");
        open("");
        BROWSER.click(".row-link");
        BROWSER.click("[aria-label='Fail the next mail']");
        BROWSER.find("[role=menuitem]", "Mailbox full").click();
        BROWSER.find(".status", "Rule added");

        JsonNode rule = API.http().get("/api/rules").at("/rules/0");
        assertThat(rule.at("/when/recipient").asText()).isEqualTo("ada@example.org");
        assertThat(rule.at("/times").asInt()).isEqualTo(1);
        assertThat(rule.at("/then/0/reply").asText()).startsWith("452 ");
    }

    @Test
    void reportsNoErrorInTheConsole() {
        DemoMail.sendTo(API.smtp());
        String message = API.http().get("/api/messages/latest").get("id").asText();
        String session = API.http().get("/api/sessions").at("/sessions/0/id").asText();
        BROWSER.leave();
        open("");
        for (String hash : new String[] {"#/sessions", "#/sessions/" + session, "#/rules", "#/messages/" + message}) {
            BROWSER.go(hash);
            BROWSER.find(hash.contains("rules") ? ".rule" : hash.endsWith("sessions") ? ".row.session" : "main h2");
        }
        for (WebElement tab : BROWSER.driver().findElements(By.cssSelector("[role=tab]"))) {
            tab.click();
            BROWSER.find("[role=tabpanel][aria-labelledby='" + tab.getDomAttribute("id") + "'] > *");
        }
        assertThat(BROWSER.consoleErrors()).isEmpty();
    }

    /** The server counts the problems of some messages later. Each answer here lacks one count, but not always the same. */
    @Test
    void asksForProblemsUntilEachRowHasItsCount() {
        String first = deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        String script = BROWSER.addFirstScript("""
                const original = window.fetch;
                window.answers = 0;
                window.fetch = async (url, options) => {
                  const response = await original(url, options);
                  if (!String(url).includes('problems=true')) {
                    return response;
                  }
                  const page = await response.json();
                  answers++;
                  for (const message of page.messages) {
                    if (answers < 6 && (message.id === '%s') === (answers %% 2 === 0)) {
                      delete message.problemCount;
                    } else {
                      message.problemCount = 1;
                    }
                  }
                  return new Response(JSON.stringify(page));
                };
                """.formatted(first));
        try {
            open("");
            BROWSER.awaitTrue("return answers >= 6 && document.querySelectorAll('.row .mark.warn').length === 2");
        } finally {
            BROWSER.removeFirstScript(script);
        }
    }
}

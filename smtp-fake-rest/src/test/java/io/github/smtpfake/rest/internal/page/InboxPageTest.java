package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.HeldPort;
import io.github.smtpfake.rest.testing.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** The list of messages in a browser: what arrives, searching, selecting, deleting, keys, tabs and lost connections. */
@BrowserTest
class InboxPageTest {
    private static final String SUBJECTS = ".row-subject";

    private static Browser browser;
    private RunningApi api;

    @BeforeAll
    static void startBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void startServer() {
        api = new RunningApi();
    }

    @AfterEach
    void stopServer() {
        browser.driver().get("about:blank");
        api.close();
    }

    private void open(String hash) {
        browser.open("http://127.0.0.1:" + api.httpPort() + "/" + hash);
        browser.find(".live.connected");
    }

    private String deliver(String subject, String recipient) {
        return api.deliver(
                "app@example.org",
                "From: App <app@example.org>\r\nTo: " + recipient + "\r\nSubject: " + subject + "\r\n\r\nHello\r\n",
                recipient);
    }

    @Test
    void tellsHowToSendTheFirstMail() {
        open("");

        browser.find(".samples code", "swaks --server 127.0.0.1:" + api.smtp().port());
        browser.find(".samples code", "curl smtp://127.0.0.1:" + api.smtp().port());
        browser.find(".samples code", "spring.mail.port=" + api.smtp().port());
    }

    @Test
    void showsMailThatArrivesWithoutReloading() {
        open("");
        browser.run("window.marker = 1");

        deliver("First", "ada@example.org");
        browser.awaitTexts(SUBJECTS, "First");
        deliver("Second", "ada@example.org");
        browser.awaitTexts(SUBJECTS, "Second", "First");

        assertThat(browser.run("return window.marker")).isEqualTo(1L);
        browser.awaitTrue("return document.title === '(2) smtp-fake'");
        browser.awaitTrue("return document.querySelector('link[rel=icon]').href.startsWith('data:image/svg+xml')");
    }

    @Test
    void marksAnOpenedMessageAsReadForAllClients() {
        String id = deliver("Hello", "ada@example.org");
        open("");

        browser.click(".row-link");
        browser.find("#message-subject", "Hello");
        browser.awaitNone(".row.unread");
        browser.awaitTrue("return document.title === 'smtp-fake'");

        assertThat(api.http().get("/api/messages/" + id).get("read").asBoolean())
                .isTrue();
        assertThat(api.http().get("/api/v1/messages").get("unread").asInt()).isZero();
    }

    @Test
    void searchesWithTheFiltersOfTheApi() {
        deliver("Invoice 1", "ada@example.org");
        deliver("Welcome", "grace@example.org");
        deliver("Invoice 2", "grace@example.org");
        open("");
        browser.awaitTexts(SUBJECTS, "Invoice 2", "Welcome", "Invoice 1");

        browser.press("/");
        browser.press("to:grace subject:invoice");
        browser.awaitTexts(SUBJECTS, "Invoice 2");
        browser.find(".toolbar-text", "1 of 3 messages");
        browser.press(Keys.ENTER);
        deliver("Invoice 3", "grace@example.org");
        browser.awaitTexts(SUBJECTS, "Invoice 3", "Invoice 2");

        open("#/messages?q=nobody%40example.org");
        browser.find(".placeholder h2", "No message matches");
        browser.click(".placeholder .button");
        browser.awaitTexts(SUBJECTS, "Invoice 3", "Invoice 2", "Welcome", "Invoice 1");
    }

    @Test
    void completesFiltersAndRemembersSearches() {
        deliver("Hello", "grace@example.org");
        open("");
        browser.find(".row");

        browser.press("/");
        browser.press("rec");
        browser.find("#suggestions li", "recipient:");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.find("#suggestions li", "recipient:grace@example.org");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.awaitTrue("return location.hash === '#/messages?q=recipient%3Agrace%40example.org'");

        open("");
        browser.press("/");
        browser.find("#suggestions li", "recipient:grace@example.org");
    }

    @Test
    void groupsByRecipient() {
        deliver("1", "ada@example.org");
        deliver("2", "grace@example.org");
        browser.show(1400, 800, false);
        open("");

        browser.find(".recipients a", "grace@example.org").click();
        browser.awaitTexts(SUBJECTS, "2");
        browser.find(".recipients a", "All recipients").click();
        browser.awaitTexts(SUBJECTS, "2", "1");
    }

    @Test
    void obeysTheKeyboard() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        browser.awaitTexts(SUBJECTS, "3", "2", "1");

        browser.press("j");
        browser.find("#message-subject", "3");
        browser.press("j");
        browser.find("#message-subject", "2");
        browser.press("k");
        browser.find("#message-subject", "3");
        browser.awaitNone(".row.current.unread");
        browser.press("u");
        browser.find(".row.current.unread");
        browser.press("d");
        browser.awaitTexts(SUBJECTS, "2", "1");
        browser.find("#message-subject", "2");
        browser.press("]");
        browser.find("[role=tab][aria-selected=true]", "Headers");
        browser.press("x");
        browser.find(".toolbar-text", "1 selected");
        browser.press(Keys.ESCAPE);
        browser.awaitNone(".toolbar.selecting");
        browser.press("g");
        browser.press("s");
        browser.awaitTrue("return location.hash === '#/sessions'");
        browser.press("?");
        browser.find("dialog h2", "Keyboard");
        browser.press(Keys.ESCAPE);
        browser.awaitNone("dialog");

        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void deletesSelectedMessagesAfterAQuestion() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        browser.awaitTexts(SUBJECTS, "3", "2", "1");

        browser.run("document.querySelectorAll('.row-check input').forEach((box, index) => index < 2 && box.click())");
        browser.find(".toolbar-text", "2 selected");
        browser.click(".toolbar [aria-label=Delete]");
        browser.find("dialog h2", "Delete 2 messages?");
        browser.click("dialog .danger");

        browser.awaitTexts(SUBJECTS, "1");
        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void deletesAllOnlyAfterAQuestionThatNamesTheNumber() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        open("");
        browser.find(".row");

        browser.click(".toolbar .menu button");
        browser.find("[role=menuitem]", "Delete all").click();
        browser.find("dialog h2", "Delete 2 messages?");
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Cancel");
        browser.press(Keys.ENTER);
        browser.awaitNone("dialog");
        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(2);

        browser.click(".toolbar .menu button");
        browser.find("[role=menuitem]", "Delete all").click();
        browser.find("dialog .danger", "Delete 2 messages").click();
        browser.find(".empty-state");
        assertThat(api.http().get("/api/messages").get("total").asInt()).isZero();
    }

    @Test
    void showsThatTheServerIsGoneAndReconnects() {
        try (HeldPort port = new HeldPort()) {
            port.leadTo(api.httpPort());
            deliver("Before", "ada@example.org");
            browser.open("http://127.0.0.1:" + port.number() + "/");
            browser.find(".live.connected");
            browser.find(".row");
            port.leadNowhere();
            api.close();

            browser.find(".banner", "Server not reachable");
            browser.find(".live.lost");

            api = new RunningApi();
            port.leadTo(api.httpPort());
            deliver("After", "ada@example.org");
            browser.find(".live.connected");
            browser.awaitNone(".banner");
            browser.awaitTexts(SUBJECTS, "After");
        }
    }

    @Test
    void closesAQuestionWhenThePageShowsAnotherPlace() {
        deliver("1", "ada@example.org");
        deliver("2", "grace@example.org");
        open("#/messages?q=to:grace");
        browser.awaitTexts(SUBJECTS, "2");

        browser.click(".toolbar .menu button");
        browser.find("[role=menuitem]", "Delete all").click();
        browser.find("dialog h2", "Delete 1 message?");
        browser.run("location.hash = '#/messages'");
        browser.awaitNone("dialog");
        browser.awaitTexts(SUBJECTS, "2", "1");

        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void deletesOneMessageHoweverLongTheKeyIsHeldDown() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        browser.press("j");
        browser.find("#message-subject", "3");

        browser.run("for (const repeat of [false, true, true]) {"
                + " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'd', repeat, bubbles: true})) }");
        browser.awaitTexts(SUBJECTS, "2", "1");
        browser.find(".status", "1 message deleted");

        assertThat(api.http().get("/api/messages").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void countsAnOwnDeletionOnce() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        browser.find(".toolbar-text", "3 messages");
        browser.run("window.shown = []; new MutationObserver(() =>"
                + " shown.push(document.querySelector('.toolbar-text').textContent)).observe(document.body, {subtree:"
                + " true, childList: true, characterData: true})");

        browser.press("j");
        browser.find("#message-subject", "3");
        browser.press("d");
        browser.awaitTexts(SUBJECTS, "2", "1");
        deliver("4", "ada@example.org");
        browser.awaitTexts(SUBJECTS, "4", "2", "1");

        assertThat((String) browser.run("return [...new Set(shown)].join()")).doesNotContain("1 message");
    }

    @Test
    void takesOtherValuesOfIsAsWords() {
        deliver("1", "ada@example.org");
        deliver("This is:anything", "ada@example.org");
        open("#/messages?q=is:anything");

        browser.awaitTexts(SUBJECTS, "This is:anything");
    }

    @Test
    void keepsTwoTabsAlike() {
        String id = deliver("Hello", "ada@example.org");
        open("");
        browser.find(".row.unread");
        String first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        open("");
        browser.find(".row.unread");
        deliver("Second", "ada@example.org");
        browser.awaitTexts(SUBJECTS, "Second", "Hello");
        browser.driver().get("http://127.0.0.1:" + api.httpPort() + "/#/messages/" + id);
        browser.find("#message-subject", "Hello");

        browser.driver().switchTo().window(first);
        browser.awaitTexts(SUBJECTS, "Second", "Hello");
        browser.awaitTrue("return document.querySelectorAll('.row.unread').length === 1");
        browser.driver().close();
        browser.driver()
                .switchTo()
                .window(browser.driver().getWindowHandles().iterator().next());
        // The tab that listened is gone; the other one takes over.
        deliver("Third", "ada@example.org");
        browser.awaitTexts(SUBJECTS, "Third", "Second", "Hello");
    }

    @Test
    void addsARuleForTheNextMailInTwoClicks() {
        deliver("Hello", "ada@example.org");
        open("");
        browser.click(".row-link");
        browser.click("[aria-label='Fail the next mail']");
        browser.find("[role=menuitem]", "Mailbox full").click();
        browser.find(".status", "Rule added");

        JsonNode rule = api.http().get("/api/rules").at("/rules/0");
        assertThat(rule.at("/when/recipient").asText()).isEqualTo("ada@example.org");
        assertThat(rule.at("/times").asInt()).isEqualTo(1);
        assertThat(rule.at("/then/0/reply").asText()).startsWith("452 ");
    }

    @Test
    void reportsNoErrorInTheConsole() {
        deliver("Hello", "ada@example.org");
        browser.consoleErrors();
        for (String hash : new String[] {"", "#/sessions", "#/rules"}) {
            open(hash);
        }
        assertThat(browser.consoleErrors()).isEmpty();
    }
}

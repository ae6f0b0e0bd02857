package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Selecting, marking and deleting messages in a browser. */
@BrowserTest
class SelectionPageTest {
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
    void deletesSelectedMessagesAfterAQuestion() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        BROWSER.awaitTexts(SUBJECTS, "3", "2", "1");

        BROWSER.run("document.querySelectorAll('.row-check input').forEach((box, index) => index < 2 && box.click())");
        BROWSER.find(".toolbar-text", "2 selected");
        BROWSER.click(".toolbar [aria-label=Delete]");
        BROWSER.find("dialog h2", "Delete 2 messages?");
        BROWSER.click("dialog .danger");

        BROWSER.awaitTexts(SUBJECTS, "1");
        assertThat(API.http().get("/api/messages").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void deletesAllOnlyAfterAQuestionThatNamesTheNumber() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        open("");
        BROWSER.find(".row");

        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Delete all").click();
        BROWSER.find("dialog h2", "Delete 2 messages?");
        assertThat(BROWSER.driver().switchTo().activeElement().getText()).isEqualTo("Cancel");
        BROWSER.press(Keys.ENTER);
        BROWSER.awaitNone("dialog");
        assertThat(API.http().get("/api/messages").get("total").asInt()).isEqualTo(2);

        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Delete all").click();
        BROWSER.find("dialog .danger", "Delete 2 messages").click();
        BROWSER.find(".empty-state");
        assertThat(API.http().get("/api/messages").get("total").asInt()).isZero();
    }

    @Test
    void deletesOnlyWhatTheQuestionNames() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        open("");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");

        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Delete all").click();
        BROWSER.find("dialog h2", "Delete 2 messages?");
        deliver("3", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "3", "2", "1");
        BROWSER.click("dialog .danger");

        BROWSER.awaitTexts(SUBJECTS, "3");
        BROWSER.find(".status", "2 messages deleted");
        assertThat(PAGE.stored()).isEqualTo(1);
    }

    @Test
    void marksOnlySelectedRowsAndEndsASelectionByTheMarkThatChanged() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        open("#/messages?q=is:unread");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");
        BROWSER.run("const original = window.fetch; window.active = 0; window.hold = null;"
                + " window.fetch = (url, options) => {"
                + " if (options?.method !== 'GET' || !url.includes('api/messages?')) { return original(url, options) }"
                + " if (hold) { return hold.then(() => original(url, options)) }"
                + " active++; return original(url, options).finally(() => active--) }");
        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Select all 2 matches").click();
        BROWSER.find(".toolbar-text", "All 2 selected");
        deliver("3", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "3", "2", "1");
        // What the rows show is what the page knows, as long as no list arrives.
        BROWSER.awaitTrue("if (active > 0) { return false }"
                + " window.hold = new Promise((done) => { window.release = done }); return true");

        BROWSER.click(".toolbar [aria-label='Mark as read']");
        BROWSER.awaitTrue("return document.querySelectorAll('.row.unread').length === 1");
        BROWSER.awaitNone(".selecting");
        BROWSER.run("window.hold = null; release()");
        BROWSER.awaitTexts(SUBJECTS, "3");
    }

    @Test
    void closesAQuestionWhenThePageShowsAnotherPlace() {
        deliver("1", "ada@example.org");
        deliver("2", "grace@example.org");
        open("#/messages?q=to:grace");
        BROWSER.awaitTexts(SUBJECTS, "2");

        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Delete all").click();
        BROWSER.find("dialog h2", "Delete 1 message?");
        BROWSER.run("location.hash = '#/messages'");
        BROWSER.awaitNone("dialog");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");

        assertThat(API.http().get("/api/messages").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void deletesOneMessageHoweverLongTheKeyIsHeldDown() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        BROWSER.click(".row-link");
        BROWSER.find("#message-subject", "3");

        BROWSER.run("for (const repeat of [false, true, true]) {"
                + " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'd', repeat, bubbles: true})) }");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");
        BROWSER.find(".status", "1 message deleted");

        assertThat(API.http().get("/api/messages").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void countsAnOwnDeletionOnce() {
        deliver("1", "ada@example.org");
        deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        BROWSER.find(".toolbar-text", "3 messages");
        BROWSER.run("window.shown = []; new MutationObserver(() =>"
                + " shown.push(document.querySelector('.toolbar-text').textContent)).observe(document.body, {subtree:"
                + " true, childList: true, characterData: true})");

        BROWSER.click(".row-link");
        BROWSER.find("#message-subject", "3");
        BROWSER.press("d");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");
        deliver("4", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "4", "2", "1");

        assertThat((String) BROWSER.run("return [...new Set(shown)].join()")).doesNotContain("1 message");
    }

    @Test
    void marksAnOpenMessageAsUnreadThatIsNotInTheLoadedRows() {
        String oldest = deliver("Oldest", "ada@example.org");
        for (int i = 0; i < 300; i++) {
            deliver("Mail " + i, "ada@example.org");
        }
        String isRead = "return fetch('api/messages?subject=Oldest').then((found) => found.json())"
                + ".then(({messages}) => messages[0].read)";
        open("#/messages/" + oldest);
        BROWSER.find("#message-subject", "Oldest");
        BROWSER.awaitTrue(isRead);

        BROWSER.press("u");
        BROWSER.awaitTrue(isRead + ".then((read) => !read)");
    }

    @Test
    void deletesTheOthersAndSaysWhyIfOneDeletionFails() {
        deliver("1", "ada@example.org");
        String kept = deliver("2", "ada@example.org");
        deliver("3", "ada@example.org");
        open("");
        BROWSER.awaitTexts(SUBJECTS, "3", "2", "1");
        BROWSER.run(
                "const kept = arguments[0]; const original = window.fetch; window.fetch = (url, options) =>"
                        + " options?.method === 'DELETE' && url.endsWith(kept) ? Promise.resolve(new Response("
                        + "'{\"detail\": \"Out of order\"}', {status: 503})) : original(url, options)",
                kept);

        BROWSER.run("document.querySelectorAll('.row-check input').forEach((box) => box.click())");
        BROWSER.find(".toolbar-text", "3 selected");
        BROWSER.click(".toolbar [aria-label=Delete]");
        BROWSER.click("dialog .danger");

        BROWSER.find(".status.bad", "Out of order");
        BROWSER.awaitTexts(SUBJECTS, "2");
        assertThat(PAGE.stored()).isEqualTo(1);
    }
}

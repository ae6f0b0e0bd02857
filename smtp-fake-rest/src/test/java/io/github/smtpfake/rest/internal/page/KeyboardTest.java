package io.github.smtpfake.rest.internal.page;

import static io.github.smtpfake.rest.internal.page.InboxPage.SUBJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Where the focus goes, and what keys and Shift select. */
@BrowserTest
class KeyboardTest {
    private static final InboxPage PAGE = new InboxPage();
    private static final Browser BROWSER = PAGE.browser();

    @AfterAll
    static void stop() {
        PAGE.close();
    }

    @BeforeEach
    void reset() {
        PAGE.reset();
    }

    private static String row(int position) {
        return "[aria-posinset='" + position + "'] .row-link";
    }

    private static void awaitRow(int position) {
        BROWSER.awaitFocus(row(position));
    }

    @Test
    void movesTheFocusFromRowToRow() {
        PAGE.deliverAll("1", "2", "3");
        PAGE.openList("3", "2", "1");

        BROWSER.press("j");
        awaitRow(1);
        BROWSER.press(Keys.ARROW_DOWN);
        awaitRow(2);
        BROWSER.press("j");
        awaitRow(3);
        BROWSER.press(Keys.HOME);
        awaitRow(1);
        BROWSER.press(Keys.END);
        awaitRow(3);
        BROWSER.press("k");
        awaitRow(2);
        assertThat(BROWSER.run("return document.querySelectorAll('.row-link[tabindex=\"0\"]').length"))
                .as("stops of the Tab key in the list")
                .isEqualTo(1L);

        BROWSER.press(Keys.ENTER);
        BROWSER.find("#message-subject", "2");
        awaitRow(2);
        BROWSER.press(Keys.ENTER);
        BROWSER.awaitFocus("#message-subject");
        BROWSER.press("j");
        BROWSER.find("#message-subject", "1");
        BROWSER.awaitFocus("#message-subject");
        BROWSER.press(Keys.ESCAPE);
        awaitRow(3);
    }

    @Test
    void movesTheFocusBetweenListAndMessageOnNarrowScreens() {
        PAGE.deliverAll("1", "2");
        BROWSER.show(360, 740, false);
        PAGE.openList("2", "1");

        BROWSER.click(row(2));
        BROWSER.find("#message-subject", "1");
        BROWSER.awaitFocus("#message-subject");
        BROWSER.click("[aria-label='Back to the list']");
        awaitRow(2);
        BROWSER.press(Keys.ENTER);
        BROWSER.awaitFocus("#message-subject");
        BROWSER.driver().navigate().back();
        awaitRow(2);

        BROWSER.go("#/sessions");
        BROWSER.click(".row.session .row-link");
        BROWSER.awaitFocus("#session-title");
        BROWSER.press(Keys.ESCAPE);
        awaitRow(1);
    }

    @Test
    void focusesTheNextRowAfterADeletion() {
        PAGE.deliverAll("1", "2", "3");
        PAGE.openList("3", "2", "1");

        BROWSER.press("j");
        awaitRow(1);
        BROWSER.press("d");
        BROWSER.awaitTexts(SUBJECTS, "2", "1");
        BROWSER.awaitFocus("[data-id] .row-link");
        BROWSER.press(Keys.ENTER);
        BROWSER.find("#message-subject", "2");
        BROWSER.press(Keys.ENTER);
        BROWSER.awaitFocus("#message-subject");
        BROWSER.press("d");
        BROWSER.find("#message-subject", "1");
        BROWSER.awaitFocus("#message-subject");
        BROWSER.press("d");
        BROWSER.find(".empty-state");
        BROWSER.awaitFocus("#main");
    }

    @Test
    void givesTheFocusBackAfterDialogs() {
        PAGE.deliverAll("1", "2", "3");
        PAGE.openList("3", "2", "1");

        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Delete all").click();
        BROWSER.awaitFocus("dialog button");
        BROWSER.press(Keys.ESCAPE);
        BROWSER.awaitFocus("[aria-label='More actions']");

        BROWSER.press("x");
        BROWSER.click("[aria-posinset='2'] .row-check");
        BROWSER.click(".toolbar [aria-label=Delete]");
        BROWSER.find("dialog .danger").click();
        BROWSER.awaitTexts(SUBJECTS, "3", "1");
        BROWSER.awaitFocus("[aria-posinset='2'] .row-link");

        BROWSER.go("#/rules");
        BROWSER.click(".page-actions .primary");
        BROWSER.awaitFocus("#rule-stage");
        BROWSER.find(".form-actions .button", "Cancel").click();
        BROWSER.awaitFocus(".page-actions .primary");
    }

    @Test
    void selectsRangesWithShift() {
        PAGE.deliverAll("1", "2", "3", "4", "5");
        PAGE.openList("5", "4", "3", "2", "1");

        BROWSER.press("j");
        awaitRow(1);
        BROWSER.press("x");
        BROWSER.find(".toolbar-text", "1 selected");
        BROWSER.press("j");
        BROWSER.press("j");
        awaitRow(3);
        BROWSER.press("X");
        BROWSER.find(".toolbar-text", "3 selected");
        BROWSER.press(Keys.ESCAPE);
        BROWSER.awaitNone(".selecting");

        BROWSER.click("[aria-posinset='2'] .row-check");
        WebElement last = BROWSER.find("[aria-posinset='5'] .row-check");
        new Actions(BROWSER.driver())
                .keyDown(Keys.SHIFT)
                .click(last)
                .keyUp(Keys.SHIFT)
                .perform();
        BROWSER.find(".toolbar-text", "4 selected");
        assertThat(BROWSER.texts(".row.selected " + SUBJECTS)).containsExactlyInAnyOrder("4", "3", "2", "1");
    }

    @Test
    void selectsAllMatchesOfTheSearchButNoLaterOnes() {
        PAGE.deliverAll("Invoice 1", "Invoice 2", "Welcome");
        PAGE.open("#/messages?q=subject:invoice");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 2", "Invoice 1");

        BROWSER.click(".toolbar .menu button");
        BROWSER.find("[role=menuitem]", "Select all 2 matches").click();
        BROWSER.find(".toolbar-text", "All 2 selected");
        PAGE.deliver("Invoice 3", "ada@example.org");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 3", "Invoice 2", "Invoice 1");
        assertThat(BROWSER.texts(".row.selected " + SUBJECTS)).containsExactly("Invoice 2", "Invoice 1");

        BROWSER.click(".toolbar [aria-label='Mark as read']");
        BROWSER.awaitTrue("return document.querySelectorAll('.row.unread').length === 1");
        // The rows change at once; the number when the server has marked them.
        BROWSER.find(".unread-count", "2");
        assertThat(PAGE.api()
                        .http()
                        .get("/api/messages?read=true")
                        .get("matched")
                        .asInt())
                .isEqualTo(2);
        BROWSER.click(".toolbar [aria-label=Delete]");
        BROWSER.find("dialog h2", "Delete 2 messages?");
        BROWSER.click("dialog .danger");
        BROWSER.awaitTexts(SUBJECTS, "Invoice 3");
        assertThat(PAGE.stored()).isEqualTo(2);
    }
}

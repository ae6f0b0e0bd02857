package io.github.smtpfake.rest.internal.page;

import static io.github.smtpfake.rest.internal.page.InboxPage.SUBJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.HeldPort;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page shows, says and notifies when the store changes, also while it is hidden or not connected. */
@BrowserTest
class LivePageTest {
    private static final InboxPage PAGE = new InboxPage();
    private static final Browser BROWSER = PAGE.browser();

    /** Lets scripts hide the page, and records notifications instead of showing them. */
    private static final String FAKES = """
            let hidden = false;
            Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden });
            window.hide = (value) => { hidden = value; document.dispatchEvent(new Event('visibilitychange')); };
            window.notifications = [];
            window.Notification = class {
              static permission = 'default';
              static requestPermission() { return Promise.resolve(Notification.permission = window.answer); }
              constructor(title, options) { this.title = title; this.body = options.body; notifications.push(this); }
              close() {}
            };
            // While it is held back, the page tries in vain to connect again.
            const Source = window.EventSource;
            window.attempts = 0;
            window.EventSource = class extends Source {
              constructor(url) { super(window.heldBack ? `${url}/held-back` : url); attempts++; }
            };
            """;

    @AfterAll
    static void stop() {
        PAGE.close();
    }

    @BeforeEach
    void reset() {
        PAGE.reset();
    }

    @Test
    void lowersTheCountAtOnceWhenOthersDelete() {
        PAGE.deliverAll("1", "2", "3");
        String id = PAGE.deliver("4", "ada@example.org");
        PAGE.openList("4", "3", "2", "1");
        BROWSER.find(".toolbar-text", "4 messages");
        // Only the event can say it: the answers to all later requests are held back.
        BROWSER.run("const original = window.fetch; window.fetch = (url, options) => url.includes('api/messages?') ?"
                + " new Promise(() => {}) : original(url, options)");

        PAGE.api().http().send("DELETE", "/api/messages/" + id);
        BROWSER.awaitTexts(SUBJECTS, "3", "2", "1");
        BROWSER.find(".toolbar-text", "3 messages");
    }

    @Test
    void reconnectsWhenItIsShownAndSaysWhatArrivedMeanwhile() {
        String script = BROWSER.addFirstScript(FAKES);
        try (HeldPort port = new HeldPort()) {
            port.leadTo(PAGE.api().httpPort());
            PAGE.deliverAll("Before");
            BROWSER.open("http://127.0.0.1:" + port.number() + "/");
            BROWSER.find(".live.connected");
            BROWSER.awaitTexts(SUBJECTS, "Before");
            BROWSER.run("window.heldBack = true; hide(true)");
            port.leadNowhere();
            BROWSER.find(".live.lost");
            PAGE.deliverAll("1", "2");

            port.leadTo(PAGE.api().httpPort());
            assertThat(BROWSER.run("const before = attempts; heldBack = false; hide(false); return attempts - before"))
                    .as("attempts to connect as soon as it is shown")
                    .isEqualTo(1L);
            BROWSER.find(".live.connected");
            BROWSER.awaitTexts(SUBJECTS, "2", "1", "Before");
            BROWSER.awaitTexts("[role=log]", "Connected again. 2 messages arrived in the meantime.");
        } finally {
            BROWSER.removeFirstScript(script);
        }
    }

    @Test
    void notifiesOnceForMessagesThatArriveTogether() {
        String script = BROWSER.addFirstScript(FAKES);
        try {
            PAGE.open("");
            BROWSER.run("window.answer = 'denied'");
            BROWSER.click("[aria-label='Notify me about new messages']");
            BROWSER.find(".status.bad", "The browser blocks notifications");
            BROWSER.run("window.answer = 'granted'");
            BROWSER.click("[aria-label='Notify me about new messages']");
            BROWSER.find("[aria-label='Notifications are on. Turn them off']");

            PAGE.deliverAll("Seen");
            BROWSER.awaitTexts("[role=log]", "New message from App: Seen");
            assertThat(BROWSER.run("return notifications.length")).isEqualTo(0L);
            BROWSER.run("hide(true)");
            PAGE.deliverAll("One");
            BROWSER.awaitTrue("return notifications.length === 1");
            BROWSER.run("window.scheduled = []; window.set = window.setTimeout;"
                    + " window.setTimeout = (run) => scheduled.push(run)");
            PAGE.deliverAll("Two", "Three", "Four");
            BROWSER.awaitTexts(SUBJECTS, "Four", "Three", "Two", "One", "Seen");
            BROWSER.run("window.setTimeout = set; scheduled.forEach((run) => run())");

            assertThat(BROWSER.run("return notifications.map(({title, body}) => `${title}: ${body}`)"))
                    .isEqualTo(List.of("App: One", "3 new messages: The newest is from App: Four"));
            BROWSER.run("hide(false); notifications[1].onclick()");
            BROWSER.find("#message-subject", "Four");
        } finally {
            BROWSER.removeFirstScript(script);
        }
    }

    @Test
    void movesNothingForPeopleWhoPreferThat() {
        PAGE.deliverAll("1");
        PAGE.openList("1");
        String moving = "return [...document.querySelectorAll('*')].filter((element) => { const style ="
                + " getComputedStyle(element); return style.animationName !== 'none' ||"
                + " style.transitionDuration.split(', ').some((time) => time !== '0s') ||"
                + " style.scrollBehavior === 'smooth' }).length";

        assertThat((Long) BROWSER.run(moving)).isZero();
        BROWSER.show(1280, 800, false, true);
        assertThat((Long) BROWSER.run(moving)).as("with motion").isPositive();
    }
}

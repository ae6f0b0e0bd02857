package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.DemoMail;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/**
 * Every view with the rules of axe-core for people who use a screen reader or need contrast: none of the impact serious or
 * critical is broken. Each view has each theme and each width, and each theme each width. The whole matrix runs with {@code
 * -Dsmtpfake.page.matrix=full}; see docs/testing.md.
 */
// Before the other classes with a browser, because it takes longest.
@Order(0)
@BrowserTest
class BarriersTest {
    private static final boolean FULL = "full".equals(System.getProperty("smtpfake.page.matrix"));

    /** Small phones, laptops, and screens with 4K that are not scaled. */
    private static final int[] WIDTHS = {360, 1400, 3840};

    /** The rules whose result depends on theme and width; the others have the same result for all. */
    private static final String OF_LAYOUT = "['color-contrast', 'scrollable-region-focusable', 'target-size']";

    private static final InboxPage PAGE = new InboxPage();
    private static final Browser BROWSER = PAGE.browser();

    private static String message;
    private static String axe;
    /** The number of views so far, so that they begin with different themes and widths. */
    private static int views;

    @BeforeAll
    static void start() throws IOException {
        DemoMail.sendTo(PAGE.api().smtp());
        message = PAGE.api().http().get("/api/messages/latest").get("id").asText();
        axe = new String(BarriersTest.class.getResourceAsStream("/axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        PAGE.open("");
    }

    @AfterAll
    static void stop() {
        PAGE.close();
    }

    @Test
    void passesListsAndSearches() {
        check("#/messages", ".row");
        check("#/messages?q=nothing-has-this", ".list-pane .placeholder");
        BROWSER.show(1280, 800, false);
        PAGE.go("#/messages");
        BROWSER.find(".row");
        BROWSER.press("/");
        BROWSER.find("#suggestions li");
        checkShown("search box");
    }

    @Test
    void passesEachTabOfAMessage() {
        String invitation = PAGE.api().deliver("app@example.org", InboxPage.INVITATION, "ada@example.org");
        PAGE.go("#/messages/" + message);
        BROWSER.find("[role=tab]");
        List<String> tabs = BROWSER.driver().findElements(By.cssSelector("[role=tab]")).stream()
                .map(tab -> String.valueOf(tab.getDomAttribute("id")).substring("tab-".length()))
                .toList();
        assertThat(tabs)
                .contains(
                        "html", "text", "headers", "raw", "parts", "links", "problems", "compatibility", "transcript");
        for (String tab : tabs) {
            PAGE.go("#/messages/" + message + "/" + tab);
            BROWSER.find("#tab-" + tab + "[aria-selected=true]");
            BROWSER.find(tab.equals("compatibility") ? ".compatibility" : "[role=tabpanel] > :not([aria-busy])");
            checkShown(tab);
        }
        check("#/messages/" + invitation + "/calendar", ".calendar");
        check("#/messages/aaaaaaaaaaaaaaaaaaaaaa", ".placeholder");
    }

    @Test
    void passesSessionsAndRules() {
        String rejected = PAGE.api().http().get("/api/sessions").findParents("rejectedCommands").stream()
                .filter(session -> !session.get("rejectedCommands").isEmpty())
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
        check("#/sessions", ".row.session");
        check("#/sessions/" + rejected, ".rejections");
        check("#/rules", ".rule");
        BROWSER.click(".page-actions .primary");
        BROWSER.find(".rule-form");
        checkShown("form of rules");
        BROWSER.find(".rule-form .segmented button", "JSON").click();
        BROWSER.find("#rule-json");
        checkShown("JSON of rules");
    }

    @ParameterizedTest
    @CsvSource({"menu, .menu-items", "question, dialog", "help, dialog", "selection, .selecting"})
    void passesWhatIsOpened(String what, String complete) {
        BROWSER.show(1280, 800, false);
        PAGE.open("");
        BROWSER.find(".row");
        switch (what) {
            case "help" -> BROWSER.press("?");
            case "selection" -> {
                BROWSER.press("j");
                BROWSER.awaitFocus(".row-link");
                BROWSER.press("x");
            }
            default -> BROWSER.click(".toolbar .menu button");
        }
        if (what.equals("question")) {
            BROWSER.find("[role=menuitem]", "Delete all").click();
        }
        BROWSER.find(complete);
        checkShown(what);
    }

    @Test
    void passesTheEmptyState() {
        try (RunningApi empty = new RunningApi()) {
            BROWSER.open("http://127.0.0.1:" + empty.httpPort() + "/");
            BROWSER.find(".samples");
            checkShown("empty state");
        }
    }

    @Test
    void passesTheLogin() {
        try (RunningApi closed = new RunningApi(
                SmtpFakeServer.startNew(),
                new AccessGuard(List.of()).requiring(Authentication.NONE.orToken("s3cret.t0ken")))) {
            BROWSER.open("http://127.0.0.1:" + closed.httpPort() + "/");
            BROWSER.find("#token").sendKeys("wrong\n");
            BROWSER.find(".field-error", "does not accept");
            checkShown("login");
        }
    }

    private static void check(String hash, String complete) {
        PAGE.go(hash);
        BROWSER.find(complete);
        checkShown(hash);
    }

    /** Checks what is shown, without loading it again for each theme and width. */
    private static void checkShown(String view) {
        loadAxe();
        int first = views++;
        for (int i = 0; i < WIDTHS.length; i++) {
            int width = WIDTHS[(first + i) % WIDTHS.length];
            boolean dark = (first / WIDTHS.length + i) % 2 == 0;
            checkAt(view, width, dark, FULL || i == 0);
            if (FULL) {
                checkAt(view, width, !dark, true);
            }
        }
    }

    private static void checkAt(String view, int width, boolean dark, boolean allRules) {
        BROWSER.show(width, width == 360 ? 740 : width * 9 / 16, dark);
        assertThat(barriers(allRules))
                .as("%s %s %s", view, width, dark ? "dark" : "light")
                .isEmpty();
    }

    private static void loadAxe() {
        if (!Boolean.TRUE.equals(BROWSER.run("return 'axe' in window"))) {
            BROWSER.run(axe);
        }
    }

    /** Returns what axe-core finds of the impact serious or critical. The content of the mail itself is not ours. */
    @SuppressWarnings("unchecked")
    private static List<String> barriers(boolean allRules) {
        String options =
                "{resultTypes: ['violations'], iframes: false" + (allRules ? "}" : ", runOnly: " + OF_LAYOUT + "}");
        List<Map<String, Object>> violations = (List<Map<String, Object>>) BROWSER.run("""
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
              .then(() => axe.run({exclude: [['iframe']]}, %s)).then((result) => result.violations
              .filter(({impact}) => ['serious', 'critical'].includes(impact))
              .map(({id, nodes}) => ({id, nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`)})))\
            """.formatted(options));
        List<String> found = new ArrayList<>();
        violations.forEach(violation -> found.add(violation.get("id") + " " + violation.get("nodes")));
        return found;
    }
}

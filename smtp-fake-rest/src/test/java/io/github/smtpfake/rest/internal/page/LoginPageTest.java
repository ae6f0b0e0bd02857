package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.DemoMail;
import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of a server that requires credentials, below a web root. */
@BrowserTest
class LoginPageTest {
    private static final Browser BROWSER = Browser.shared();

    @BeforeEach
    void forgetLogins() {
        BROWSER.driver().manage().deleteAllCookies();
    }

    private static RunningApi start(Authentication authentication) {
        SmtpFakeServer smtp = SmtpFakeServer.startNew();
        DemoMail.sendTo(smtp);
        return new RunningApi(
                smtp, new AccessGuard(List.of()).requiring(authentication).below(WebRoot.of("/mail")));
    }

    @Test
    void asksForATokenAndUsesItForFramesAndEvents() {
        try (RunningApi api = start(Authentication.NONE.orToken("s3cret.t0ken"))) {
            BROWSER.open("http://127.0.0.1:" + api.httpPort() + "/mail/");
            BROWSER.find("#token").sendKeys("wrong", Keys.ENTER);
            BROWSER.find(".field-error", "does not accept this token");
            // The rejected token is selected, so that what is typed replaces it.
            BROWSER.press("s3cret.t0ken");
            BROWSER.press(Keys.ENTER);

            BROWSER.find(".live.connected");
            BROWSER.find(".row-subject", "Confirm your address").click();
            BROWSER.driver().switchTo().frame(BROWSER.find("iframe"));
            BROWSER.find("h1", "Welcome, Ada!");
            BROWSER.awaitTrue("return document.images[0].naturalWidth === 80");
            BROWSER.driver().switchTo().defaultContent();
            assertThat(BROWSER.run("return document.cookie"))
                    .as("what scripts can read")
                    .isEqualTo("");
            BROWSER.reload();
            BROWSER.find("#message-subject", "Confirm your address");
        }
    }

    /** A request from before the login is answered only after it, as by a slow server. */
    @Test
    void ignoresRejectionsOfRequestsFromBeforeTheLogin() {
        String script = BROWSER.addFirstScript("""
                const original = window.fetch;
                const held = [];
                window.release = () => held.forEach((answer) => answer());
                window.fetch = async (url, options) => {
                  const response = await original(url, options);
                  if (response.status === 401 && url.endsWith("/api/info")) {
                    await new Promise((resolve) => held.push(resolve));
                  }
                  return response;
                };
                """);
        try (RunningApi api = start(Authentication.NONE.orToken("s3cret.t0ken"))) {
            BROWSER.open("http://127.0.0.1:" + api.httpPort() + "/mail/");
            BROWSER.find("#token");
            BROWSER.awaitTrue("return held.length === 1");
            BROWSER.find("#token").sendKeys("s3cret.t0ken", Keys.ENTER);
            BROWSER.find(".row");
            BROWSER.find(".live.connected");

            BROWSER.run(
                    "release(); return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assertThat(BROWSER.texts("#token")).isEmpty();
            BROWSER.find(".row");
        } finally {
            BROWSER.removeFirstScript(script);
        }
    }

    @Test
    void letsTheBrowserAskForNameAndPassword() {
        try (RunningApi api = start(Authentication.NONE.orUser("ada", "passw0rd"))) {
            HttpResponse<String> page = api.http().send("GET", "/");
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));

            BROWSER.open("http://ada:passw0rd@127.0.0.1:" + api.httpPort() + "/mail/");
            BROWSER.find(".row-subject", "Confirm your address");
            BROWSER.find(".live.connected");
        }
    }
}

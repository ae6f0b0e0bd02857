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
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of a server that requires credentials, below a web root. */
@BrowserTest
class LoginPageTest {
    private static RunningApi start(Authentication authentication) {
        SmtpFakeServer smtp = SmtpFakeServer.startNew();
        DemoMail.sendTo(smtp);
        return new RunningApi(
                smtp, new AccessGuard(List.of()).requiring(authentication).below(WebRoot.of("/mail")));
    }

    @Test
    void asksForATokenAndUsesItForFramesAndEvents() {
        try (RunningApi api = start(Authentication.NONE.orToken("s3cret.t0ken"));
                Browser browser = new Browser()) {
            browser.open("http://127.0.0.1:" + api.httpPort() + "/mail/");
            browser.find("#token").sendKeys("wrong", Keys.ENTER);
            browser.find(".field-error", "does not accept this token");
            browser.find("#token").clear();
            browser.find("#token").sendKeys("s3cret.t0ken", Keys.ENTER);

            browser.find(".live.connected");
            browser.find(".row-subject", "Confirm your address").click();
            browser.driver().switchTo().frame(browser.find("iframe"));
            browser.find("h1", "Welcome, Ada!");
            browser.awaitTrue("return document.images[0].naturalWidth === 80");
            browser.driver().switchTo().defaultContent();
            assertThat(browser.run("return document.cookie"))
                    .as("what scripts can read")
                    .isEqualTo("");
            browser.reload();
            browser.find("#message-subject", "Confirm your address");
        }
    }

    @Test
    void letsTheBrowserAskForNameAndPassword() {
        try (RunningApi api = start(Authentication.NONE.orUser("ada", "passw0rd"));
                Browser browser = new Browser()) {
            HttpResponse<String> page = api.http().send("GET", "/");
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));

            browser.open("http://ada:passw0rd@127.0.0.1:" + api.httpPort() + "/mail/");
            browser.find(".row-subject", "Confirm your address");
            browser.find(".live.connected");
        }
    }
}

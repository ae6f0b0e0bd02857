package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.testing.SmtpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The page of a server in the JVM of a test, with {@code http = true}. */
@BrowserTest
class EmbeddedPageTest {
    private static final Browser BROWSER = Browser.shared();

    @Test
    @SmtpFake(http = true)
    void showsTheMailOfTheTest(SmtpFakeServer smtp) {
        BROWSER.open(smtp.httpUri().orElseThrow() + "/");
        BROWSER.find(".samples code", "spring.mail.port=" + smtp.port());
        SmtpClient.sendMessage(
                smtp.port(),
                "app@example.org",
                "Subject: Hello\r\n\r\nHello\r\n".getBytes(StandardCharsets.UTF_8),
                "ada@example.org");
        BROWSER.find(".row-subject", "Hello").click();
        BROWSER.find("#message-subject", "Hello");
        BROWSER.press("d");
        BROWSER.find(".empty-state");
        BROWSER.find(".status", "1 message deleted");

        assertThat(smtp.store().counters().stored()).isZero();
    }
}

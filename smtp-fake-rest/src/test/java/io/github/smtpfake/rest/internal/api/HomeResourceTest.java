package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.RunningApi;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HomeResourceTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void forbidsScriptsOfOtherOriginsOnTheHomePage() {
        HttpResponse<String> page = api.http().send("GET", "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'; script-src 'self';", "frame-ancestors 'none'")
                        .doesNotContain("script-src 'self' 'unsafe-inline'"));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.body()).contains("<h1>smtp-fake</h1>").doesNotContain("<script");
    }

    @Test
    void linksOnlyToExistingPaths() {
        api.deliver("Hello");
        String page = api.http().send("GET", "/").body();

        assertThat(Pattern.compile("href=\"([^\"]+)\"").matcher(page).results())
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        link -> assertThat(api.http().send("GET", link.group(1)).statusCode())
                                .isEqualTo(200));
    }
}

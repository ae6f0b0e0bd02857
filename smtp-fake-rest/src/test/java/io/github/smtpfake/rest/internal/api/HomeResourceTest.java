package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.UTF_8;
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

    @Test
    void showsTheLabelInTitleAndHeading() {
        HomeResource home = new HomeResource("<b>Team \"A\" & 'B'</b>");
        String page = new String(home.page("/api/"), UTF_8);

        String name = "&lt;b&gt;Team &quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; - smtp-fake";
        assertThat(page)
                .contains("<title>" + name + "</title>", "<h1>" + name + "</h1>")
                .doesNotContain("<b>Team");
        assertThat(new String(new HomeResource("").page("/mail/api/"), UTF_8))
                .contains("<title>smtp-fake</title>", "<h1>smtp-fake</h1>", "/mail/api/");
    }
}

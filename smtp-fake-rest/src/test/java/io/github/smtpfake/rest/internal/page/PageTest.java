package io.github.smtpfake.rest.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private static final RunningApi API = new RunningApi();
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final int MAX_TRANSFERRED = 150_000;

    @AfterAll
    static void stop() {
        API.close();
    }

    private static List<String> addresses(String page) {
        return ADDRESS.matcher(page).results().map(found -> found.group(1)).toList();
    }

    @Test
    void allowsScriptsOfThisServerOnly() {
        HttpResponse<String> page = API.http().send("GET", "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'; script-src 'self'; style-src 'self';",
                                "connect-src 'self'",
                                "frame-src 'self'",
                                "frame-ancestors 'none'",
                                "require-trusted-types-for 'script'")
                        .doesNotContain("unsafe", "http:", "https:", "*"));
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-DNS-Prefetch-Control")).contains("off");
        assertThat(page.body())
                .containsPattern("<h1 class=\"brand\">.*<span>smtp-fake</span></a></h1>")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContain("<style", " style=", " on", "{{");
    }

    /** Each file more is a request more before the first paint. */
    @Test
    void linksToThreeFilesOfThisServer() {
        assertThat(addresses(API.http().send("GET", "/").body()))
                .filteredOn(address -> !address.endsWith("/openapi.yaml"))
                .hasSize(3)
                .allSatisfy(address -> {
                    assertThat(address).startsWith("/");
                    assertThat(API.http().send("GET", address).statusCode()).isEqualTo(200);
                });
    }

    @Test
    void linksBelowTheWebRoot() {
        try (RunningApi below =
                new RunningApi(SmtpFakeServer.startNew(), new AccessGuard(List.of()).below(WebRoot.of("/team/mail")))) {
            String page = below.http().send("GET", "/").body();

            assertThat(page).contains("data-root=\"/team/mail/\"");
            assertThat(addresses(page))
                    .allSatisfy(address -> assertThat(address).startsWith("/team/mail/"));
            assertThat(below.http()
                            .send("GET", addresses(page).get(0).substring("/team/mail".length()))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void showsTheLabelInTitleAndHeading() {
        String page = new String(new Page("<b>Team \"A\" & 'B'</b>", PageSettings.DEFAULT).html(""), UTF_8);

        String name = "&lt;b&gt;Team &quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt; - smtp-fake";
        assertThat(page)
                .contains(
                        "<title>" + name + "</title>",
                        "data-name=\"" + name + "\"",
                        "<span>" + name + "</span></a></h1>")
                .doesNotContain("<b>Team");
    }

    @Test
    void hidesDeleteAllIfConfigured() {
        assertThat(new String(new Page("", new PageSettings(true)).html(""), UTF_8))
                .contains("data-delete-all=\"hidden\"");
        assertThat(new String(new Page("", PageSettings.DEFAULT).html(""), UTF_8))
                .contains("data-delete-all=\"shown\"");
    }

    /** A style sheet that is not in the list of the class would be missing, and a script that none imports is not needed. */
    @Test
    void servesEveryFileOfTheFolder() throws IOException {
        Path folder = Path.of("src/main/resources/io/github/smtpfake/rest/internal/page");
        Set<String> existing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .forEach(existing::add);
        }
        existing.remove("index.html");
        existing.add("lib/preact.js");

        assertThat(PageFiles.sources()).containsExactlyInAnyOrderElementsOf(existing);
    }

    @Test
    void transfersAtMostOneHundredAndFiftyKilobytes() {
        PageFiles files = new PageFiles();
        int page = new Page("", PageSettings.DEFAULT).html("").length;

        assertThat(files.transferredBytes() + page).isLessThan(MAX_TRANSFERRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "gzip, deflate, br|gzip",
                "br;q=1.0, gzip;q=0.8|gzip",
                "GZIP|gzip",
                "gzip;q=0|-",
                "gzip;q=0.000|-",
                "identity|-",
                "''|-"
            })
    void compressesFilesForClientsThatAcceptIt(String accepted, String encoding) {
        String script = addresses(API.http().send("GET", "/").body()).stream()
                .filter(address -> address.endsWith("/page.js"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> response = API.http().send("GET", script, "Accept-Encoding", accepted);

        assertThat(response.headers().firstValue("Content-Encoding"))
                .isEqualTo(java.util.Optional.ofNullable(encoding));
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(response.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        assertThat(response.body().contains("const texts =")).isEqualTo(encoding == null);
    }

    @Test
    void answersUnknownFilesWith404() {
        String folder = new PageFiles().folder();
        for (String path : List.of(
                folder,
                folder + "x.js",
                folder + "index.html",
                folder + "main.js",
                folder + "../page.js",
                "/page/0/page.js",
                "/page/page.js")) {
            assertThat(API.http().send("GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    /** Texts are in one file; a text in another one is not found by those who change the words. */
    @Test
    void keepsTextsInOneFile() {
        Pattern shownText = Pattern.compile(">\\s*[A-Z][a-z]+ [a-z]+[^<$]*<");
        assertThat(PageFiles.sources().stream().filter(name -> name.matches("(views|components)/.*")))
                .allSatisfy(name -> assertThat(shownText
                                .matcher(new String(PageFiles.read(name), UTF_8))
                                .results()
                                .map(MatchResult::group))
                        .as(name)
                        .isEmpty());
    }

    /** Only these could turn text of a message into HTML or script. */
    @Test
    void turnsNoTextIntoHtml() {
        assertThat(PageFiles.sources().stream().filter(name -> name.endsWith(".js") && !name.startsWith("lib/")))
                .allSatisfy(name -> assertThat(new String(PageFiles.read(name), UTF_8))
                        .as(name)
                        .doesNotContain(
                                "innerHTML",
                                "outerHTML",
                                "insertAdjacentHTML",
                                "document.write",
                                "dangerouslySet",
                                "eval("));
    }
}

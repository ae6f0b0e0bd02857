package io.github.smtpfake.rest.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.BrowserTest;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/**
 * Messages that attack the person who looks at them. The browser resolves every foreign name to a trap of this test, so that each
 * connection that the page would open is seen.
 */
@BrowserTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileMailTest {
    private static final RunningApi API = new RunningApi();
    /** All connections since the start. */
    private static final List<String> CAUGHT = new CopyOnWriteArrayList<>();

    private static final String SENTINEL = "connection: GET /sentinel HTTP/1.1\r\n\r\n";
    private static final int LAST = Integer.MAX_VALUE;

    private static ServerSocket trap;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        trap = new ServerSocket(0, 50, LoopbackAddress.get());
        Thread catcher = new Thread(HostileMailTest::catchConnections, "trap");
        catcher.setDaemon(true);
        catcher.start();
        browser = new Browser("--host-resolver-rules=MAP *.evil.example 127.0.0.1:" + trap.getLocalPort()
                + ", MAP evil.example 127.0.0.1:" + trap.getLocalPort());
    }

    private static void catchConnections() {
        while (!trap.isClosed()) {
            try (Socket caught = trap.accept()) {
                caught.setSoTimeout(2_000);
                byte[] head = new byte[200];
                int length = Math.max(0, caught.getInputStream().read(head));
                CAUGHT.add("connection: " + new String(head, 0, length, StandardCharsets.ISO_8859_1));
                caught.getOutputStream()
                        .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // The trap was closed, or the browser connected and sent nothing, which is caught here.
                if (!trap.isClosed()) {
                    CAUGHT.add("connection without a request");
                }
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        browser.close();
        trap.close();
        API.close();
    }

    private static String html(String html) {
        return API.deliver(
                "app@example.org",
                "Subject: Hostile\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
                        + "\r\n",
                "ada@example.org");
    }

    /** Shows a tab of a message, without loading the page again. */
    private static void show(String id, String tab) {
        String page = "http://127.0.0.1:" + API.httpPort() + "/";
        String hash = "#/messages/" + id + "/" + tab;
        if (String.valueOf(browser.driver().getCurrentUrl()).startsWith(page + "#")) {
            browser.go(hash);
        } else {
            browser.open(page + hash);
        }
        browser.find(".message a[download='" + id + ".eml']");
        // A message without links has no tab for them.
        browser.awaitTrue(
                "const tab = document.getElementById('tab-' + arguments[0]); return !tab || tab.ariaSelected === 'true'",
                tab);
    }

    /** What a message has loaded late, after the test that showed it, is seen here. */
    @Test
    @Order(LAST - 1)
    void connectsNowhereWhenThePageIsLeft() throws IOException {
        browser.driver().get("http://127.0.0.1:" + API.httpPort() + "/livez");
        passSentinel();

        assertThat(CAUGHT).isNotEmpty().containsOnly(SENTINEL);
    }

    /** Ensures that the trap works: otherwise the other tests would prove nothing. */
    @Test
    @Order(LAST)
    void catchesConnectionsOfOtherPages() {
        browser.driver().get("http://img.evil.example/x.html");

        assertThat(CAUGHT).anySatisfy(caught -> assertThat(caught).contains("GET /x.html"));
    }

    static List<String> attacks() {
        return List.of(
                "<script>top.document.title = 'owned'; fetch('http://evil.example/')</script>",
                "<img src=x onerror=\"top.document.title = 'owned'\">",
                "<svg onload=\"top.document.title = 'owned'\"><image href='http://evil.example/a.png'/></svg>",
                "<svg><script>top.document.title = 'owned'</script><use href='http://evil.example/a.svg#x'/></svg>",
                "<img src='http://evil.example/a.png'><img srcset='http://evil.example/b.png 2x'>",
                "<picture><source srcset='//evil.example/c.png'><img></picture>",
                "<body background='http://evil.example/d.png'>",
                "<div style=\"background: url('http://evil.example/e.png')\">x</div>",
                "<style>@import 'http://evil.example/f.css'; @font-face { font-family: x; src:"
                        + " url(http://evil.example/g.woff) } body { font-family: x; background:"
                        + " url(http://evil.example/h.png) }</style>text",
                "<link rel=stylesheet href='http://evil.example/i.css'><link rel=preload as=image"
                        + " href='http://evil.example/j'>",
                "<link rel=preconnect href='http://evil.example/'><link rel=dns-prefetch href='//x.evil.example'>",
                "<link rel=prefetch href='http://evil.example/k'><link rel=icon href='http://evil.example/l'>",
                "<meta http-equiv=refresh content='0; url=http://evil.example/m'>",
                "<meta content='0; url=http://evil.example/m' name='viewport' http-equiv='refresh'>",
                "<meta http-equiv=x-dns-prefetch-control content=on><a href='http://y.evil.example/'>x</a>",
                "<base href='http://evil.example/'><img src=n.png><a href=o>x</a>",
                "<iframe src='http://evil.example/p'></iframe><iframe srcdoc=\"<img"
                        + " src='http://evil.example/q'>\"></iframe>",
                "<frameset><frame src='http://evil.example/r'></frameset>",
                "<object data='http://evil.example/s'></object><embed src='http://evil.example/t'>",
                "<video src='http://evil.example/u' poster='http://evil.example/v' autoplay></video>"
                        + "<audio src='http://evil.example/w' autoplay></audio>",
                "<form action='http://evil.example/x'><input name=a autofocus"
                        + " onfocus='form.submit()'><button>x</button></form>",
                "<a href='#' id=x>x</a><script>history.back(); history.pushState(0, 0, '/'); location ="
                        + " 'http://evil.example/'</script>",
                "<details open ontoggle=\"top.location = 'http://evil.example/'\">x</details>",
                "<math><maction actiontype='statusline#http://evil.example'>x</maction></math><template><img"
                        + " src='http://evil.example/'></template>");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void runsAndLoadsNothingOfAMessage(String body) throws IOException {
        String id = html(body);
        int before = CAUGHT.size();
        show(id, "html");
        browser.driver().switchTo().frame(browser.find("iframe"));
        // The frame shows the response of this server, not what the message wanted to show instead.
        browser.awaitTrue("return location.pathname.endsWith('/preview') && document.readyState === 'complete'");
        browser.driver().switchTo().defaultContent();
        assertNothingHappened(id, before);
    }

    /** The other tabs show text, and all of them the same for every attack. */
    @Test
    void runsAndLoadsNothingOfTheSource() throws IOException {
        String id = html(String.join("\r\n", attacks()));
        int before = CAUGHT.size();
        for (String tab : new String[] {"headers", "raw", "text", "parts", "links", "problems", "compatibility"}) {
            show(id, tab);
            assertNothingHappened(id, before);
            before = CAUGHT.size();
        }
    }

    private static void assertNothingHappened(String id, int before) throws IOException {
        assertThat(browser.driver().getTitle()).endsWith("smtp-fake");
        assertThat(browser.driver().getCurrentUrl()).contains("/#/messages/" + id);
        assertThat(browser.driver().getWindowHandles()).hasSize(1);
        passSentinel();
        assertThat(CAUGHT.subList(before, CAUGHT.size())).containsExactly(SENTINEL);
    }

    /** Lets the browser complete a request, and the trap answer all connections from before that, and one of this test. */
    private static void passSentinel() throws IOException {
        assertThat(browser.run("return fetch('/livez', {cache: 'no-store'}).then(({ok}) => ok)"))
                .isEqualTo(true);
        try (Socket sentinel = new Socket(trap.getInetAddress(), trap.getLocalPort())) {
            sentinel.getOutputStream()
                    .write(SENTINEL.substring(SENTINEL.indexOf("GET")).getBytes(StandardCharsets.ISO_8859_1));
            byte[] unused = sentinel.getInputStream().readAllBytes();
        }
    }

    /** Otherwise, "photo\\u202Egpj.exe" would look like the name of an image. */
    @Test
    void showsCharactersThatReverseTheOrderOfOthers() {
        String id = API.deliver(
                "app@example.org",
                "From: \"A\u202Eb\" <a@example.org>\r\nSubject: Pay\u202E001\u2066x\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Disposition: attachment;"
                        + " filename*=utf-8''photo%E2%80%AEgpj.exe\r\n\r\nx\r\n",
                "ada@example.org");
        show(id, "parts");

        browser.find("#message-subject", "Pay[U+202E]001[U+2066]x");
        browser.find(".part-name strong", "photo[U+202E]gpj.exe");
        browser.find(".row-sender", "A[U+202E]b");
        browser.find(".row-subject", "Pay[U+202E]001[U+2066]x");
    }

    /** A zero-width space would let two different subjects or addresses look the same. Emoji keep the joiners that they need. */
    @Test
    void showsCharactersThatAreInvisible() {
        String id = API.deliver(
                "app@example.org",
                "From: \"A\u200Bb\" <a@ex\u200Dample.org>\r\nTo: c@exam\uFEFFple.org\r\n"
                        + "Subject: Pay\u200B\u00ADme \uD83D\uDC69\u200D\uD83D\uDCBB\r\n"
                        + "Content-Type: text/html; charset=utf-8\r\n\r\n<a href='http://e.example/\u200D'>\u2060x</a>\r\n",
                "ada@example.org");
        show(id, "links");

        browser.find("#message-subject", "Pay[U+200B][U+00AD]me \uD83D\uDC69\u200D\uD83D\uDCBB");
        browser.find(".row-sender", "A[U+200B]b");
        browser.find(".facts .address", "A[U+200B]b <a@ex[U+200D]ample.org>");
        browser.find(".facts .address", "c@exam[U+FEFF]ple.org");
        browser.find(".links strong", "[U+2060]x");
    }

    /** Whatever a message wants to cover or to fill, it gets the frame. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>html, body { position: fixed !important; inset: -5000px; width: 20000px; height: 20000px; z-index:"
                        + " 2147483647; background: red }</style><dialog open>x</dialog><div popover=manual id=p>x</div>",
                "<div style='position: fixed; inset: -9999px; transform: scale(99); z-index: 2147483647; background:"
                        + " red; cursor: none'>x</div>",
                "<table><tr><td width=1000000>WIDE</table>HIGH"
            })
    void keepsAMessageInsideOfItsFrame(String body) {
        String id = html(body.replace("WIDE", "x</td><td>".repeat(2_000))
                .replace("HIGH", "<table><tr><td>x</table>".repeat(5_000)));
        show(id, "html");
        browser.driver().switchTo().frame(browser.find("iframe"));
        browser.awaitTrue("return document.readyState === 'complete' && document.body.childNodes.length > 0");
        browser.driver().switchTo().defaultContent();

        for (String selector :
                List.of(".brand a", ".row-link", "#tab-html", "#message-subject", ".message-toolbar a")) {
            browser.awaitTrue(
                    "const one = [...document.querySelectorAll(arguments[0])].find((found) => found.clientHeight +"
                            + " found.getClientRects().length > 0), box = one.getBoundingClientRect(); return"
                            + " one.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height /"
                            + " 2))",
                    selector);
        }
        browser.awaitTrue("return document.documentElement.scrollWidth <= innerWidth");
        browser.click("#tab-headers");
        browser.find("#tab-headers[aria-selected=true]");
        API.http().send("DELETE", "/api/messages/" + id);
    }

    /** A subject without end is cut on the screen, and leaves the rest of the page usable. */
    @Test
    void remainsUsableWithASubjectOfOneMegabyte() {
        String id = API.deliver(
                "app@example.org", "Subject: " + "long ".repeat(200_000) + "\r\n\r\nx\r\n", "ada@example.org");
        show(id, "text");

        browser.find(".plain-text", "x");
        browser.awaitTrue("return document.getElementById('tabpanel').clientHeight > 200");
        browser.awaitTrue("return document.getElementById('message-subject').textContent.length < 2000");
        browser.awaitTrue("return document.documentElement.scrollWidth <= innerWidth");
        API.http().send("DELETE", "/api/messages/" + id);
    }

    /** Looking up a name opens no connection that the trap could see. */
    @Test
    void forbidsBrowsersToLookUpTheNamesOfLinks() {
        String id = html("<a href='http://y.evil.example/'>x</a>");

        assertThat(API.http()
                        .send("GET", "/api/messages/" + id + "/preview")
                        .headers()
                        .firstValue("X-DNS-Prefetch-Control"))
                .contains("off");
    }

    @Test
    void countsAndListsWhatItBlocks() {
        String id = html("<img src='http://evil.example/a.png'><img src='http://evil.example/a.png'><div"
                + " style='background: url(//evil.example/b.png)'></div><style>@import"
                + " \"https://evil.example/c.css\";</style><a href='http://evil.example/link'>x</a><img"
                + " src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>");
        int before = CAUGHT.size();
        show(id, "html");

        browser.find(".blocked", "3 remote references blocked").click();
        assertThat(browser.texts(".blocked-list code"))
                .containsExactly("http://evil.example/a.png", "//evil.example/b.png", "https://evil.example/c.css");
        assertThat(CAUGHT).hasSize(before);
    }

    @Test
    void showsTextOfHeadersAsText() {
        String attack = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        String id = API.deliver(
                "app@example.org",
                "From: \"" + attack.replace("\"", "\\\"") + "\" <app@example.org>\r\nSubject: " + attack
                        + "\r\nX-Attack: " + attack
                        + "\r\n"
                        + "Content-Type: application/x; name=\"<b>x</b>.txt\"\r\n"
                        + "Content-Disposition: attachment\r\n\r\n"
                        + attack
                        + "\r\n",
                "ada@example.org");
        for (String tab : new String[] {"headers", "raw", "parts", "problems", "transcript"}) {
            show(id, tab);
            browser.find("#message-subject", attack);
            assertThat(browser.driver().findElements(By.cssSelector("main script, .message b img, .row img")))
                    .isEmpty();
        }
        assertThat(browser.driver().getTitle()).endsWith("smtp-fake");
    }

    @Test
    void opensLinksInANewTabWithoutReferrerAndOpener() {
        String id = html("<a id=link href='http://127.0.0.1:" + API.httpPort() + "/livez' target=_top>x</a>");
        show(id, "html");
        String inbox = browser.driver().getWindowHandle();
        browser.driver().switchTo().frame(browser.find("iframe"));
        browser.find("#link").click();
        browser.driver().switchTo().window(inbox);
        String opened = browser.newTab(inbox);
        browser.driver().switchTo().window(opened);
        browser.awaitTrue("return location.pathname === '/livez'");
        assertThat(browser.run("return window.opener")).isNull();
        assertThat(browser.run("return document.referrer")).isEqualTo("");
        browser.driver().close();
        browser.driver().switchTo().window(inbox);
    }
}

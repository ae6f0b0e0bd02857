package io.github.smtpfake.rest.internal.page;

import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Measures the web inbox in a browser: first paint, weight, arrivals, scrolling, memory. Needs a machine that is idle. */
final class PageFigures {
    private static final int ROUNDS = 20;
    private static final int MESSAGES = 10_000;

    private PageFigures() {}

    public static void main(String[] arguments) throws IOException {
        try (RunningApi api = new RunningApi();
                Browser browser = new Browser()) {
            String page = "http://127.0.0.1:" + api.httpPort() + "/";
            deliver(api, 50, "Mail");
            firstPaint(browser, page);
            arrivals(api, browser, page);
            memory(api, browser, page);
            scrolling(browser);
        }
    }

    private static void deliver(RunningApi api, int count, String subject) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(api.smtp())) {
            for (int i = 0; i < count; i++) {
                client.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n")
                        .expect("250", "250", "354")
                        .send("Subject: " + subject + " " + i + "\r\n\r\nx\r\n.\r\n")
                        .expect("250");
            }
        }
    }

    private static void firstPaint(Browser browser, String page) {
        double[] cold = new double[ROUNDS];
        double[] list = new double[ROUNDS];
        Object weight = 0;
        for (int i = 0; i < ROUNDS; i++) {
            browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
            browser.open(page);
            browser.find(".row");
            list[i] = ((Number) browser.run("return performance.now()")).doubleValue();
            browser.awaitTrue("return performance.getEntriesByName('first-contentful-paint').length === 1");
            cold[i] = ((Number)
                            browser.run("return performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                    .doubleValue();
            weight = browser.run("return [...performance.getEntriesByType('navigation'),"
                    + " ...performance.getEntriesByType('resource').filter(({name}) => !name.includes('/api/'))]"
                    + ".reduce((sum, {transferSize}) => sum + transferSize, 0)");
        }
        print("first paint, without a cache", cold, "ms");
        print("list shown, at most", list, "ms");
        System.out.println("weight over the wire, with heads: " + weight + " bytes");
    }

    private static void arrivals(RunningApi api, Browser browser, String page) throws IOException {
        browser.open(page);
        browser.find(".live.connected");
        browser.find(".row");
        browser.run("window.seen = {}; new MutationObserver(() =>"
                + " document.querySelectorAll('.row-subject').forEach(({textContent}) => window.seen[textContent] ??="
                + " performance.timeOrigin + performance.now())).observe(document.querySelector('.window'), {subtree:"
                + " true, childList: true, characterData: true})");
        double[] shown = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            deliver(api, 1, "Arrival" + i);
            long accepted = System.currentTimeMillis();
            browser.awaitTrue("return window.seen[arguments[0]] !== undefined", "Arrival" + i + " 0");
            shown[i] = ((Number) browser.run("return window.seen[arguments[0]]", "Arrival" + i + " 0")).doubleValue()
                    - accepted;
        }
        print("arrival shown after the 250", shown, "ms");
    }

    private static void memory(RunningApi api, Browser browser, String page) throws IOException {
        browser.open(page);
        browser.find(".row");
        deliver(api, 1_000, "Before");
        browser.find(".row-subject", "Before 999");
        long before = heap(browser);
        deliver(api, MESSAGES, "Mass");
        browser.find(".row-subject", "Mass " + (MESSAGES - 1));
        browser.find(".toolbar-text", "11,0");
        System.out.printf(
                "heap of the page: %.1f MB, after %d more arrivals %.1f MB; %s elements%n",
                before / 1e6,
                MESSAGES,
                heap(browser) / 1e6,
                browser.run("return document.querySelectorAll('*').length"));
    }

    private static long heap(Browser browser) {
        browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        return ((Number) browser.driver()
                        .executeCdpCommand("Runtime.getHeapUsage", Map.of())
                        .get("usedSize"))
                .longValue();
    }

    private static void scrolling(Browser browser) {
        browser.run(
                "window.frames60 = undefined; const list = document.querySelector('.window'); const times = []; const"
                        + " step = (now) => { times.push(now); list.scrollTop += 2700; if (list.scrollTop +"
                        + " list.clientHeight < list.scrollHeight - 1 && times.length < 400) requestAnimationFrame(step);"
                        + " else window.frameTimes = times.slice(1).map((at, index) => at - times[index]); };"
                        + " requestAnimationFrame(step)");
        browser.awaitTrue("return window.frameTimes !== undefined");
        System.out.println("scrolling through 10,000: "
                + browser.run("return `${frameTimes.length} frames, longest ${Math.max(...frameTimes).toFixed(1)} ms,"
                        + " ${frameTimes.filter((time) => time > 50).length} over 50 ms`"));
    }

    private static void print(String what, double[] values, String unit) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%s: median %.0f %s, minimum %.0f, maximum %.0f%n",
                what, sorted[sorted.length / 2], unit, sorted[0], sorted[sorted.length - 1]);
    }
}

package io.github.smtpfake.rest.internal.page;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.DemoMail;
import io.github.smtpfake.rest.testing.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a picture of every view, in both themes and three widths. The argument is the folder for the pictures. */
final class PageScreenshots {
    private static final Map<String, int[]> SIZES = new LinkedHashMap<>();

    static {
        SIZES.put("phone", new int[] {360, 740});
        SIZES.put("laptop", new int[] {1280, 800});
        SIZES.put("4k", new int[] {3840, 2160});
    }

    private PageScreenshots() {}

    /** @param arguments the folder, and optionally a part of the names of the pictures to take */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String wanted = arguments.length > 1 ? arguments[1] : "";
        try (RunningApi api = new RunningApi();
                RunningApi empty = new RunningApi();
                RunningApi invited = new RunningApi();
                RunningApi closed = new RunningApi(
                        SmtpFakeServer.startNew(),
                        new AccessGuard(List.of()).requiring(Authentication.NONE.orToken("s3cret.t0ken")));
                Browser browser = new Browser("--force-color-profile=srgb")) {
            DemoMail.sendTo(api.smtp());
            String base = "http://127.0.0.1:" + api.httpPort() + "/";
            String message = api.http().get("/api/messages/latest").get("id").asText();
            String rejected = api.http().get("/api/sessions").findParents("rejectedCommands").stream()
                    .filter(session -> !session.get("rejectedCommands").isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .get("id")
                    .asText();
            String invitation = invited.deliver("app@example.org", InboxPage.INVITATION, "ada@example.org");
            Map<String, String> views = new LinkedHashMap<>();
            views.put("login", "http://127.0.0.1:" + closed.httpPort() + "/");
            views.put("empty", "http://127.0.0.1:" + empty.httpPort() + "/");
            views.put("list", base);
            for (String tab : new String[] {
                "html", "text", "headers", "raw", "parts", "links", "compatibility", "problems", "transcript"
            }) {
                views.put("message-" + tab, base + "#/messages/" + message + "/" + tab);
            }
            views.put(
                    "message-calendar",
                    "http://127.0.0.1:" + invited.httpPort() + "/#/messages/" + invitation + "/calendar");
            views.put("search", base + "#/messages?q=to%3Agrace");
            views.put("nothing", base + "#/messages?q=nothing-has-this");
            views.put("sessions", base + "#/sessions");
            views.put("session", base + "#/sessions/" + rejected);
            views.put("rules", base + "#/rules");
            views.put("rule-form", base + "#/rules");
            views.put("help", base);
            for (Map.Entry<String, String> view : views.entrySet()) {
                for (Map.Entry<String, int[]> size : SIZES.entrySet()) {
                    for (boolean dark : new boolean[] {false, true}) {
                        String name = view.getKey() + "-" + size.getKey() + (dark ? "-dark" : "-light");
                        if (name.matches(".*(" + wanted + ").*")) {
                            browser.show(size.getValue()[0], size.getValue()[1], dark);
                            browser.open(view.getValue());
                            prepare(browser, view.getKey());
                            browser.screenshot(folder.resolve(name + ".png"));
                        }
                    }
                }
            }
            // The server rejects what the page asks before the login.
            browser.consoleErrors().stream()
                    .filter(error -> !error.contains(" 401 "))
                    .forEach(System.out::println);
        }
    }

    /** Waits until the view is complete, and opens what its picture shows. */
    private static void prepare(Browser browser, String view) {
        browser.find(view.equals("login") ? "#token" : ".live.connected");
        switch (view) {
            case "login" -> {
                browser.find("#token").sendKeys("wrong\n");
                browser.find(".field-error");
            }
            case "empty" -> browser.find(".samples");
            case "message-html" -> browser.find("iframe");
            case "message-compatibility" -> browser.find(".compatibility");
            case "rule-form" -> {
                browser.click(".page-actions .primary");
                browser.find(".rule-form");
            }
            case "help" -> {
                browser.press("?");
                browser.find("dialog");
            }
            case "session" -> browser.find(".transcript");
            case "rules" -> browser.find(".rule");
            case "nothing" -> browser.find(".list-pane .placeholder");
            default -> browser.find(view.startsWith("message-") ? ".tabpanel" : ".row");
        }
        browser.run("return document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() =>"
                + " requestAnimationFrame(done))))");
    }
}

package io.github.smtpfake.rest.internal.page;

import io.github.smtpfake.rest.testing.Browser;
import io.github.smtpfake.rest.testing.RunningApi;
import java.util.Map;

/** A server and its page, in the browser that the tests share. */
final class InboxPage implements AutoCloseable {
    static final String SUBJECTS = ".row-subject";

    /** Two events: one with a time, one of whole days. */
    static final String INVITATION = """
                Subject: Invitation
                MIME-Version: 1.0
                Content-Type: text/calendar; method=REQUEST; charset=utf-8

                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//example//EN
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:1@example.org
                DTSTAMP:20260301T000000Z
                DTSTART:20260330T100000Z
                DTEND:20260330T113000Z
                SUMMARY:Planning <b>x</b>
                LOCATION:Room 1
                ORGANIZER;CN=Grace:mailto:grace@example.org
                ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.org
                END:VEVENT
                BEGIN:VEVENT
                UID:2@example.org
                DTSTAMP:20260301T000000Z
                DTSTART;VALUE=DATE:20260401
                DTEND;VALUE=DATE:20260403
                SUMMARY:Fair
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n");

    private final RunningApi api = new RunningApi();
    private final Browser browser = Browser.shared();

    RunningApi api() {
        return api;
    }

    Browser browser() {
        return browser;
    }

    String url() {
        return "http://127.0.0.1:" + api.httpPort() + "/";
    }

    /** Deletes what earlier tests have left: messages, rules, what the browser remembers, and emulated screens. */
    void reset() {
        api.http().send("DELETE", "/api/messages?all=true");
        api.http().send("DELETE", "/api/rules");
        browser.driver()
                .executeCdpCommand(
                        "Storage.clearDataForOrigin",
                        Map.of("origin", url().substring(0, url().length() - 1), "storageTypes", "local_storage"));
        browser.show(1280, 800, false);
    }

    /** Loads the page, also if it is shown already, and waits until it is connected. */
    void open(String hash) {
        browser.open(url() + hash);
        browser.find(".live.connected");
    }

    /** Shows another place without loading the page again, unless another page is shown. */
    void go(String hash) {
        if (String.valueOf(browser.driver().getCurrentUrl()).startsWith(url())) {
            browser.go(hash);
        } else {
            open(hash);
        }
    }

    /** Loads the page and waits until the list shows these subjects. */
    void openList(String... subjects) {
        open("");
        browser.awaitTexts(SUBJECTS, subjects);
    }

    /** Sends a message and returns its id. */
    String deliver(String subject, String recipient) {
        return api.deliver(
                "app@example.org",
                "From: App <app@example.org>\r\nTo: " + recipient + "\r\nSubject: " + subject + "\r\n\r\nHello\r\n",
                recipient);
    }

    /** Sends messages to one recipient; the last one is the newest. */
    void deliverAll(String... subjects) {
        for (String subject : subjects) {
            deliver(subject, "ada@example.org");
        }
    }

    int stored() {
        return api.http().get("/api/messages?limit=1").get("total").asInt();
    }

    @Override
    public void close() {
        api.close();
    }
}

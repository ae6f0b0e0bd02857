package io.github.smtpfake.message;

import org.jsoup.Jsoup;

/** What a reader sees of HTML, as plain text. */
final class HtmlText {

    private HtmlText() {}

    static String of(String html) {
        return Jsoup.parse(html).body().text();
    }
}

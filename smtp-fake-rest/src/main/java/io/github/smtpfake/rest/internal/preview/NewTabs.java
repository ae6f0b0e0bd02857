package io.github.smtpfake.rest.internal.preview;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Makes each link of HTML open a new tab. */
final class NewTabs {

    private NewTabs() {}

    static String in(String html) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        for (Element link : document.getElementsByTag("a")) {
            link.attr("target", "_blank").attr("rel", "noreferrer noopener");
        }
        return document.outerHtml();
    }
}

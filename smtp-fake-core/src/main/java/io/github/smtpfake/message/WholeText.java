package io.github.smtpfake.message;

import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.List;

/** The one text of a message in which words are searched, wherever they are. */
final class WholeText {
    private static final List<String> HEADERS =
            List.of("From", "Subject", "To", "Cc", "Bcc", "Reply-To", "Return-Path");

    private WholeText() {}

    /** Returns the text, {@linkplain SearchText#normalize normalized}. */
    static String of(Envelope envelope, MimeContent content) {
        List<String> parts = new ArrayList<>();
        parts.addAll(headers(content));
        parts.add(envelope.sender());
        parts.addAll(Bcc.hidden(envelope, content));
        parts.add(seenText(content));
        parts.addAll(webAddresses(content));
        content.attachments().forEach(attachment -> attachment.fileName().ifPresent(parts::add));
        return SearchText.normalize(String.join(" ", parts));
    }

    /** Returns the values of the headers that belong to the text. */
    static List<String> headers(MimeContent content) {
        return HEADERS.stream()
                .flatMap(name -> content.headers().values(name).stream())
                .toList();
    }

    /** Returns the addresses of the links in the HTML, except those that open no web page. */
    static List<String> webAddresses(MimeContent content) {
        return content.parsed().htmlView().links().stream()
                .map(Link::href)
                .filter(href -> href.regionMatches(true, 0, "http", 0, "http".length()))
                .toList();
    }

    /** Returns the HTML as a reader sees it, or the plain text if that has only white space. */
    private static String seenText(MimeContent content) {
        String html = content.htmlAsText();
        return html.isBlank() ? content.text().orElse("") : html;
    }
}

package io.github.smtpfake.rest.mailpit;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.http.ProblemDetails;
import io.github.smtpfake.rest.http.ProblemException;
import io.github.smtpfake.rest.http.Request;
import io.github.smtpfake.rest.http.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /view/{ID}.html} and {@code .txt}: a message as a browser shows it. */
final class ViewResource {
    private static final String HTML = ".html";
    private static final String TEXT = ".txt";
    private static final Pattern CID = Pattern.compile("\\bcid:([^\"'\\s<>()]+)", Pattern.CASE_INSENSITIVE);

    private final Mailbag mail;

    ViewResource(Mailbag mail) {
        this.mail = mail;
    }

    Response show(Request request) {
        String name = request.pathParameter("name");
        if (name.endsWith(HTML)) {
            return html(find(name, HTML, request));
        }
        if (name.endsWith(TEXT)) {
            return text(find(name, TEXT, request));
        }
        CapturedMessage message = find(name, "", request);
        return Response.text(302, "")
                .with("Location", "/view/" + message.id() + (message.html().isPresent() ? HTML : TEXT));
    }

    private CapturedMessage find(String name, String suffix, Request request) {
        return mail.find(name.substring(0, name.length() - suffix.length()), request.parameters());
    }

    private static Response html(CapturedMessage message) {
        String html = message.html()
                .orElseThrow(() -> new ProblemException(ProblemDetails.notFound("This message does not contain HTML")));
        return Response.bytes(
                        200,
                        "text/html; charset=utf-8",
                        withPartsOf(message, html).getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", MailpitDialect.SANDBOX);
    }

    private static Response text(CapturedMessage message) {
        return Response.text(200, message.content().textOrHtmlAsText());
    }

    /** Returns the HTML with references to parts of the message as URLs of these. */
    private static String withPartsOf(CapturedMessage message, String html) {
        Map<String, String> urls = new HashMap<>();
        for (Attachment part : message.attachments()) {
            String url = "/api/v1/message/" + message.id() + "/part/" + part.section();
            part.contentId().ifPresent(id -> urls.putIfAbsent(id, url));
        }
        return CID.matcher(html)
                .replaceAll(match -> Matcher.quoteReplacement(urls.getOrDefault(contentId(match), match.group())));
    }

    /** RFC 2392: a Content-ID in a URL may have percent escapes. */
    private static String contentId(MatchResult match) {
        try {
            return URLDecoder.decode(match.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return match.group(1);
        }
    }
}

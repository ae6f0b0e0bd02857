package io.github.smtpfake.rest.internal.preview;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MimeContent;
import io.github.smtpfake.rest.internal.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML of a message, made safe for browsers: references to other parts of the message become paths of the API. */
public final class HtmlPreview {
    /**
     * An address that may refer to a part: the whole value of an attribute, the URL of a style, or a Content-ID anywhere (RFC
     * 2392, 2).
     */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)(?<![\\w-])(?:src|background|poster)\\s*+=\\s*+(?:\"([^\"<>]{1,1000}+)\"|'([^'<>]{1,1000}+)')"
                    + "|\"\\s*+(cid:[^\"<>]{1,1000}+)\"|'\\s*+(cid:[^'<>]{1,1000}+)'"
                    + "|\\burl\\(\\s*+(?:\"([^\"<>]{1,1000}+)\"|'([^'<>]{1,1000}+)'|&quot;([^\"<>&]{1,1000}+)&quot;|([^\\s\"'<>()&]{1,1000}+))"
                    + "|\\b(cid:[^\\s\"'<>(),]{1,1000})");

    private static final String NO_ACTIVE_CONTENT =
            "sandbox; default-src 'none'; img-src data: 'self'; style-src 'unsafe-inline'";

    /** As above, but links may open a new tab, which the sandbox does not restrict. */
    private static final String NEW_TABS =
            NO_ACTIVE_CONTENT.replace("sandbox;", "sandbox allow-popups allow-popups-to-escape-sandbox;");

    /** As above, but links may open a new tab, which the sandbox does not restrict, and only this server may show the frame. */
    private static final String FRAMED =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: 'self'; style-src"
                    + " 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private HtmlPreview() {}

    /** Provides the paths at which an API serves the parts of a message. */
    public interface PartPath {

        /**
         * Returns the path of a part.
         *
         * @param index the index of the part among the attachments of the message
         */
        String of(int index, Attachment part);
    }

    /** Returns a response with the HTML, or empty if the message has none. References to unknown parts remain unchanged. */
    public static Optional<Response> of(CapturedMessage message, PartPath path) {
        return message.html().map(html -> of(message, html, path));
    }

    /**
     * Returns a response with the HTML of a message. References to unknown parts remain unchanged.
     *
     * @param html the HTML, as the API shows it
     */
    public static Response of(CapturedMessage message, String html, PartPath path) {
        return response(linked(html, message, path), NO_ACTIVE_CONTENT);
    }

    /** Returns the same response, but each link opens a new tab, without a referrer and an opener. */
    public static Response withNewTabs(CapturedMessage message, String html, PartPath path) {
        return response(NewTabs.in(linked(html, message, path)), NEW_TABS);
    }

    private static Response response(String html, String policy) {
        return Response.bytes(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "no-referrer");
    }

    /**
     * Returns a response with the HTML for a frame of the web inbox, or empty if the message has none. Links open in a new tab,
     * without a referrer and an opener; elements that would open a connection even in a sandbox are disarmed.
     */
    public static Optional<Response> framed(CapturedMessage message, PartPath path) {
        return message.html()
                .map(html -> response(linked(FramedHtml.of(html), message, path), FRAMED)
                        .with("X-DNS-Prefetch-Control", "off"));
    }

    private static String linked(String html, CapturedMessage message, PartPath path) {
        MimeContent content = message.content();
        List<Attachment> parts = content.attachments();
        if (parts.isEmpty()) {
            return html;
        }
        IdentityHashMap<Attachment, Integer> indexes = new IdentityHashMap<>();
        parts.forEach(part -> indexes.put(part, indexes.size()));
        StringBuilder linked = new StringBuilder(html.length());
        Matcher reference = REFERENCE.matcher(html);
        int copied = 0;
        while (reference.find()) {
            int group = matchedGroup(reference);
            Optional<String> target = content.attachmentByReference(decoded(reference.group(group)))
                    .flatMap(part -> Optional.ofNullable(indexes.get(part)).map(index -> path.of(index, part)));
            if (target.isPresent()) {
                linked.append(html, copied, reference.start(group)).append(target.get());
                copied = reference.end(group);
            }
        }
        return linked.append(html, copied, html.length()).toString();
    }

    /** Returns the group that contains the address. Each alternative of the pattern has exactly one. */
    private static int matchedGroup(MatchResult found) {
        int group = 1;
        while (found.start(group) < 0) {
            group++;
        }
        return group;
    }

    /** Decodes the character references that addresses contain. */
    private static String decoded(String attribute) {
        return attribute.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }
}

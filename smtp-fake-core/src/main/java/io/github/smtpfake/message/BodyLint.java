package io.github.smtpfake.message;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks what a reader gets to see: texts, links, images, attachments. */
final class BodyLint {
    /** Scheme, perhaps a user with a password, host without its port. */
    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?|ftp)://(?:[^/?#@:]*+(:)?[^/?#@]*+@)?(\\[[0-9a-f:.]*+]|[^/?#:@]*+)(?:[:/?#].*+)?");

    private final MimeContent content;
    private final Findings findings;

    private BodyLint(MimeContent content, Findings findings) {
        this.content = content;
        this.findings = findings;
    }

    static void check(MimeContent content, Findings findings) {
        BodyLint lint = new BodyLint(content, findings);
        lint.checkAlternatives();
        lint.checkPlaceholders();
        content.links().forEach(lint::checkLink);
        lint.checkImages();
        content.parts().forEach(lint::checkName);
    }

    private void checkAlternatives() {
        boolean html = content.html().filter(text -> !text.isBlank()).isPresent();
        if (html && content.text().filter(text -> !text.isBlank()).isEmpty()) {
            findings.advice(
                    "htmlWithoutText",
                    "The message has HTML, but no plain text",
                    "Readers without HTML see nothing, and filters take it for a mark of spam");
        }
    }

    private void checkPlaceholders() {
        String reason = "A template was not filled in";
        for (String found : Placeholders.in(
                List.of(
                        content.examined(content.subject().orElse("")),
                        content.examinedText(),
                        content.htmlView().prose()),
                content.links())) {
            findings.advice("unreplacedPlaceholder", "The message has " + ContentLint.quoted(found), reason);
        }
    }

    private void checkLink(Link link) {
        Matcher matcher = LINK.matcher(link.href().strip());
        if (!matcher.matches()) {
            return;
        }
        if (matcher.group(1) != null) {
            findings.advice(
                    "linkWithCredentials",
                    "A link has a password in it, to " + ContentLint.quoted(matcher.group(2)),
                    "RFC 3986, 3.2.1: deprecated, as it is shown and logged in clear");
        }
        if (isLocal(matcher.group(2).toLowerCase(Locale.ROOT))) {
            findings.advice(
                    "linkToLocalhost",
                    "A link leads to the reader's own machine: " + ContentLint.quoted(link.href()),
                    "It works nowhere but where it was made");
        }
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(?:\\.\\d{1,3}){3}")
                || host.equals("0.0.0.0")
                || host.equals("[::1]")
                || host.equals("[::]");
    }

    private void checkImages() {
        List<String> referred = content.htmlView().contentIds();
        if (referred.isEmpty()) {
            return;
        }
        Set<String> present = content.parts().stream()
                .flatMap(part -> part.contentId().stream())
                .collect(Collectors.toSet());
        referred.stream()
                .filter(id -> !present.contains(id))
                .forEach(id -> findings.violation(
                        "missingInlinePart",
                        "The HTML refers to a part that is not there: " + ContentLint.quoted("cid:" + id),
                        "RFC 2392, 2"));
    }

    private void checkName(MimePart part) {
        // A message within a message is known by its subject.
        if (part.isMarkedAttachment()
                && part.fileName().isEmpty()
                && !part.mediaType().startsWith("message/")) {
            findings.advice(
                    "unnamedAttachment",
                    "An attachment of type " + part.mediaType() + " has no file name",
                    "RFC 2183, 2.3: readers must think of one to save it");
        }
    }
}

package io.github.smtpfake.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the visible content of a message: texts, links, images and attachments. */
final class BodyLint {
    /** The scheme, an optional user with an optional password (group 1), and the host without its port (group 2). */
    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?|ftp)://(?:[^/?#@:]*+(:)?[^/?#@]*+@)?(\\[[0-9a-f:.]*+]|[^/?#:@]*+)(?:[:/?#].*+)?");

    private final ParsedMessage message;
    private final Findings findings;

    private BodyLint(ParsedMessage message, Findings findings) {
        this.message = message;
        this.findings = findings;
    }

    static void check(ParsedMessage message, Findings findings) {
        BodyLint lint = new BodyLint(message, findings);
        lint.checkAlternatives();
        lint.checkPlaceholders();
        message.links().forEach(lint::checkLink);
        lint.checkImages();
        message.parts().forEach(lint::checkName);
    }

    private void checkAlternatives() {
        boolean html = message.html().filter(text -> !text.isBlank()).isPresent();
        if (html && message.text().filter(text -> !text.isBlank()).isEmpty()) {
            findings.advice(
                    "htmlWithoutText",
                    "The message has HTML, but no plain text",
                    "Mail clients without HTML show nothing, and spam filters count it against the message");
        }
    }

    private void checkPlaceholders() {
        String reason = "A template was not filled in completely";
        for (String found : Placeholders.in(
                List.of(
                        message.examined(message.subject().orElse("")),
                        message.examinedText(),
                        message.htmlView().prose()),
                message.links())) {
            findings.advice(
                    "unreplacedPlaceholder", "The message contains the placeholder " + Findings.quoted(found), reason);
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
                    "A link contains a password for " + Findings.quoted(matcher.group(2)),
                    "RFC 3986, 3.2.1: deprecated, because it is shown and logged in plain text");
        }
        if (isLocal(matcher.group(2).toLowerCase(Locale.ROOT))) {
            findings.advice(
                    "linkToLocalhost",
                    "A link leads to the reader's own computer: " + Findings.quoted(link.href()),
                    "It works only on the computer where the message was created");
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
        for (String address : message.htmlView().references()) {
            Optional<PartReferences.Target> target = message.references().find(address);
            if (target.isEmpty() && ContentIds.isContentId(address)) {
                findings.violation(
                        "missingInlinePart",
                        "The HTML refers to a missing part: " + Findings.quoted(address),
                        "RFC 2392, 2");
            } else if (target.isPresent() && !target.get().reliable()) {
                findings.advice(
                        "referenceWithoutContentId",
                        "The HTML refers to a part by its file name or Content-Location: " + Findings.quoted(address),
                        "Many mail clients find only parts with a Content-ID (RFC 2392, 2)");
            }
        }
    }

    private void checkName(MimePart part) {
        // An attached message is identified by its subject.
        if (part.isMarkedAttachment()
                && part.fileName().isEmpty()
                && !part.mediaType().startsWith("message/")) {
            findings.advice(
                    "unnamedAttachment",
                    "An attachment of type " + part.mediaType() + " has no file name",
                    "RFC 2183, 2.3: readers have to choose a name to save it");
        }
    }
}

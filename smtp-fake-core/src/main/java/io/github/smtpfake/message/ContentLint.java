package io.github.smtpfake.message;

import io.github.smtpfake.session.Problem;
import java.util.List;

/** Finds the problems of a message's content, regardless of how it was transmitted. */
final class ContentLint {

    private ContentLint() {}

    static List<Problem> of(ParsedMessage message) {
        Findings findings = new Findings();
        HeaderLint.check(message, findings);
        if (message.raw().isComplete()) {
            checkBody(message, findings);
        }
        return findings.all();
    }

    private static void checkBody(ParsedMessage message, Findings findings) {
        StructureLint.check(message, findings);
        PartLint.check(message, findings);
        BodyLint.check(message, findings);
        message.calendars().check(findings);
        if (!message.isComplete()) {
            findings.advice(
                    "notAllShown",
                    "The message has more headers, parts or nesting levels than are shown, or is too damaged to be read to its end",
                    "Limits.headerFields, mimeParts and mimeDepth bound what is parsed; the raw message is complete");
        }
        if (!message.isFullyExamined()) {
            findings.advice(
                    "notAllExamined",
                    "The message has more text, HTML or calendars than are searched for links, codes, images, events and problems",
                    "Limits.examinedText bounds what is searched; text and HTML are shown in full");
        }
    }
}

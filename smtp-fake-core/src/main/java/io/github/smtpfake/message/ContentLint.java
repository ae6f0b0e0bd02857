package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.Problem;
import java.util.List;

/** Finds what is wrong with the content of a message, whichever way it travelled. */
final class ContentLint {

    private ContentLint() {}

    static List<Problem> of(MimeContent content) {
        Findings findings = new Findings();
        HeaderLint.check(content, findings);
        StructureLint.check(content, findings);
        PartLint.check(content, findings);
        BodyLint.check(content, findings);
        if (!content.isComplete()) {
            findings.advice(
                    "notAllShown",
                    "The message has more headers, parts or levels than are shown, or is too damaged to be read to its end",
                    "Limits.headerFields, mimeParts and mimeDepth bound what is parsed; the raw message has all of it");
        }
        if (!content.isExaminedWholly()) {
            findings.advice(
                    "notAllExamined",
                    "The message has more text or HTML than is searched for links, codes, images and problems",
                    "Limits.examinedText bounds what is searched; text and HTML are shown in full");
        }
        return findings.all();
    }

    /** Puts what a message says into a sentence. */
    static String quoted(String text) {
        return '"' + Printable.line(text, 80) + '"';
    }
}

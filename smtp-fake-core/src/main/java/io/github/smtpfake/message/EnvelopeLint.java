package io.github.smtpfake.message;

import io.github.smtpfake.session.Problem;
import java.util.List;

/** Finds what in the headers is at odds with the envelope. */
final class EnvelopeLint {

    private EnvelopeLint() {}

    static List<Problem> of(CapturedMessage message) {
        Findings findings = new Findings();
        checkBcc(message, findings);
        checkNonAscii(message, findings);
        return findings.all();
    }

    private static void checkBcc(CapturedMessage message, Findings findings) {
        for (Address address : message.bccHeader()) {
            findings.advice(
                    "leakedBcc",
                    "The Bcc header went out, and names " + ContentLint.quoted(address.toString()),
                    "RFC 5322, 3.6.3: it is not intended to be shown to other recipients");
        }
    }

    private static void checkNonAscii(CapturedMessage message, Findings findings) {
        boolean utf8 = message.envelope().parameters().containsKey("SMTPUTF8");
        message.content()
                .root()
                .all()
                .flatMap(node -> node.headers().all().stream())
                .forEach(field -> {
                    if (!utf8 && !field.rawValue().chars().allMatch(c -> c < 128)) {
                        findings.violation(
                                "nonAsciiHeader",
                                field.name() + " has characters outside of ASCII that are not encoded: "
                                        + ContentLint.quoted(field.rawValue()),
                                "RFC 5322, 2.2, and RFC 2047, 1");
                    }
                });
    }
}

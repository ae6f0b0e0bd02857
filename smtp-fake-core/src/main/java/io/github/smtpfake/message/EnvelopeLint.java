package io.github.smtpfake.message;

import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.util.List;

/** Finds contradictions between the headers of a message and its envelope. */
final class EnvelopeLint {

    private EnvelopeLint() {}

    static List<Problem> of(Envelope envelope, ParsedMessage message) {
        Findings findings = new Findings();
        checkBcc(message, findings);
        if (!envelope.parameters().containsKey("SMTPUTF8")) {
            checkNonAscii(message, findings);
        }
        return findings.all();
    }

    private static void checkBcc(ParsedMessage message, Findings findings) {
        for (Address address : message.addresses("Bcc")) {
            findings.advice(
                    "leakedBcc",
                    "The Bcc header was sent and shows all recipients " + Findings.quoted(address.toString()),
                    "RFC 5322, 3.6.3: it is not intended to be shown to other recipients");
        }
    }

    private static void checkNonAscii(ParsedMessage message, Findings findings) {
        message.root().all().flatMap(node -> node.headers().all().stream()).forEach(field -> {
            if (!field.rawValue().chars().allMatch(c -> c < 128)) {
                findings.violation(
                        "nonAsciiHeader",
                        "The " + field.name() + " header contains characters outside ASCII that are not encoded: "
                                + Findings.quoted(field.rawValue()),
                        "RFC 5322, 2.2, and RFC 2047, 1");
            }
        });
    }
}
